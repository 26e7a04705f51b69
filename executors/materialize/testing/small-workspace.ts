/** Runs of the small manifest over files in memory: no Nx, no workers, everything else real. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../../../plugin/core/digest';
import type { Manifest, ManifestExtractor } from '../../../plugin/manifest/manifest-schema';
import { roleOf } from '../../../plugin/manifest/naming';
import { partitionOf } from '../../../plugin/manifest/partition';
import { createProgress } from '../../runtime/progress';
import type { TaskRecord } from '../../runtime/run-record';
import { quoted } from '../../runtime/sql-text';
import { Store } from '../../runtime/store';
import type { EvidenceRequest, EvidenceSource } from '../evidence-source';
import { type RunTask, runTasks, type TaskOutcome } from '../run';
import { openSession, type Session } from '../session';
import type { Workspace } from '../workspace';
import { smallManifest } from './small-manifest';

/** Project to path to text. */
export type Sources = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface RunOptions {
  readonly manifest?: Manifest;
  readonly threads?: number;
  /** Path of a file that changes before it is read. */
  readonly changing?: string;
  /** Extractor that fails on this project. */
  readonly failing?: { readonly project: string; readonly extractor: string };
  /** Only these tasks. */
  readonly only?: (task: RunTask) => boolean;
}

export class SmallWorkspace {
  readonly root = mkdtempSync(join(tmpdir(), 'cpg materialize [x] '));

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Builds everything and gives the record of each task by id. */
  async run(sources: Sources, options: RunOptions = {}): Promise<ReadonlyMap<string, TaskRecord>> {
    const outcomes = await this.outcomes(sources, options);
    return new Map(outcomes.map(({ record }) => [record.id, record]));
  }

  open(sources: Sources, { manifest = smallManifest(), threads = 2, ...options }: RunOptions = {}): Session {
    return openSession({
      manifest,
      workspace: workspaceOf(this.root, sources),
      store: new Store(this.root, threads),
      evidence: evidenceOf(sources, options),
      threads,
      progress: createProgress(0, () => {}),
    });
  }

  async outcomes(sources: Sources, options: RunOptions = {}): Promise<readonly TaskOutcome[]> {
    const session = this.open(sources, options);
    const tasks = tasksOf(session.manifest, Object.keys(sources)).filter(options.only ?? (() => true));
    const outcomes: TaskOutcome[] = [];
    try {
      for await (const outcome of runTasks(session, tasks)) outcomes.push(outcome);
    } finally {
      await session.close();
    }
    return outcomes;
  }

  /** Every file below `.cpg/data` by its path, with the SHA-256 of its bytes. */
  data(): Readonly<Record<string, string>> {
    const data = join(this.root, '.cpg', 'data');
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name));
    const names = files.filter((file) => statSync(file).isFile()).sort();
    return Object.fromEntries(names.map((f) => [relative(data, f).split(sep).join('/'), sha256(readFileSync(f))]));
  }
}

/** `<outcome>` of every dataset that a run was responsible for, as `task dataset`. */
export const built = (records: ReadonlyMap<string, TaskRecord>): readonly string[] =>
  [...records.values()]
    .flatMap((r) =>
      Object.entries(r.datasets).flatMap(([d, { outcome }]) => (outcome === 'built' ? [`${r.id} ${d}`] : [])),
    )
    .sort();

function tasksOf(manifest: Manifest, projects: readonly string[]): readonly RunTask[] {
  const task = (project: string, target: string, needs: readonly string[]): RunTask => ({
    id: `${project}:${target}`,
    project,
    target,
    needs,
  });
  const own = (project: string) => [
    task(project, 'cpg-extract-repo-scan', []),
    task(project, 'cpg-extract-words', []),
    task(project, 'cpg-stage-1', [`${project}:cpg-extract-words`]),
    task(project, 'cpg-stage-2', [`${project}:cpg-stage-1`, 'cpg:vocabulary']),
  ];
  const all = (target: string) => projects.map((project) => `${project}:${target}`);
  return [
    ...projects.flatMap(own),
    task('cpg', 'repo_files', all('cpg-extract-repo-scan')),
    task('cpg', 'words', all('cpg-extract-words')),
    task('cpg', 'loud_long', all('cpg-stage-1')),
    task('cpg', 'vocabulary', ['cpg:loud_long']),
    task('cpg', 'known', all('cpg-stage-2')),
    task('cpg', 'graph_summary', ['cpg:known', 'cpg:repo_files']),
    task('cpg', 'build', ['cpg:graph_summary']),
  ].filter((t) => roleOf(t.target).kind !== 'dataset' || t.target in manifest.views || t.target in EVIDENCE);
}

const EVIDENCE: Readonly<Record<string, true>> = { repo_files: true, words: true };

function workspaceOf(root: string, sources: Sources): Workspace {
  return {
    root,
    cpgRoot: 'cpg',
    partition: partitionOf,
    rootOf: (project) => project,
    partitionsWith: () => Object.keys(sources).map(partitionOf).sort(),
    files: async (project) => ({
      files: Object.entries(sources[project] ?? {})
        .map(([path, text]) => ({ path, hash: sha256(text) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
      changed: [],
    }),
    context: async () => ({ files: [], changed: [], root: '.', dependencies: [] }),
  };
}

/** Words of each file, with their byte offsets; a word in capitals carries a note. */
function evidenceOf(sources: Sources, options: RunOptions): EvidenceSource {
  const texts = new Map(Object.values(sources).flatMap((files) => Object.entries(files)));
  return {
    async fill(request) {
      await createTables(request);
      const project = Object.keys(sources).find((p) => request.files.some((f) => f.path in (sources[p] ?? {})));
      const { failing, changing } = options;
      if (failing && failing.extractor === request.extractor && failing.project === project)
        throw new Error('it broke');
      const { connection, table, files } = request;
      for (const { path } of files) {
        const text = texts.get(path) ?? '';
        if (request.extractor === 'repo-scan') {
          await connection.run(`INSERT INTO ${quoted(table('repo_files'))} VALUES ($1, $2)`, [
            path,
            BigInt(text.length),
          ]);
        } else {
          for (const match of text.matchAll(/\S+/g)) {
            const note = /^[A-Z]+$/.test(match[0]) ? 'capitals' : null;
            const row = [path, BigInt(match.index), match[0], note];
            await connection.run(`INSERT INTO ${quoted(table('words'))} VALUES ($1, $2, $3, $4)`, row);
          }
        }
      }
      return { changed: files.some((f) => f.path === changing) && changing !== undefined ? [changing] : [] };
    },
    release: async () => {},
    close: async () => {},
  };
}

async function createTables({ connection, datasets, table }: EvidenceRequest): Promise<void> {
  for (const [name, { columns }] of Object.entries<ManifestExtractor['datasets'][string]>(datasets)) {
    const list = columns.map((c) => `${quoted(c.name)} ${c.type}`).join(', ');
    await connection.run(`CREATE TABLE ${quoted(table(name))} (${list})`);
  }
}
