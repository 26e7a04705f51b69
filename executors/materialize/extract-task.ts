/** One extractor over the files of one project. */
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { sha256 } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestExtractor } from '../../plugin/manifest/manifest-schema';
import { targetDirectory } from '../../plugin/manifest/producer';
import { sourceExtensions } from '../../plugin/manifest/source-extensions';
import { laneFiles } from '../runtime/lanes';
import type { TaskProgress } from '../runtime/progress';
import { quoted } from '../runtime/sql-text';
import { type Stamp, type StampKey, sameKey } from '../runtime/stamp';
import type { PendingPartition } from '../runtime/store';
import { writePartition } from '../runtime/write-partition';
import { withConnection } from './connection';
import type { Session } from './session';
import type { DatasetDone, MaterializeTask, TaskDone } from './task-run';
import type { HashedFile } from './workspace';

/** Physical layout of evidence; the engine's digest covers this file, so changing it misses every partition. */
const STORAGE = { compression: 'zstd', rowGroupSize: 122_880 };

/** Files of a task that its extractor looks at. */
export async function filesToExtract(session: Session, task: MaterializeTask, name: string) {
  const extensions = sourceExtensions(extractorCalled(session, name));
  const wanted = (path: string) => extensions === null || extensions.includes(path.slice(path.lastIndexOf('.') + 1));
  const { files, changed } = await session.workspace.files(task.project, task.target);
  return { files: files.filter((f) => wanted(f.path)), changed: changed.filter(wanted) };
}

/**
 * Extracts unless every dataset on disk comes from the same files and extractor.
 *
 * Errors: `CPG_SOURCE_CHANGED` when a file is not what it was when Nx hashed the task: its rows would be cached under
 * the wrong key. Nothing is written then, nor when extraction fails.
 */
export async function runExtract(
  session: Session,
  task: MaterializeTask,
  name: string,
  progress: TaskProgress,
): Promise<TaskDone> {
  const extractor = extractorCalled(session, name);
  const partition = session.workspace.partition(task.project);
  const { files, changed } = await filesToExtract(session, task, name);
  if (changed.length > 0) throw sourceChanged(changed);
  const keys = evidenceKeys(session, extractor, files);
  const place = (dataset: string) => ({ partition, producer: task.target, dataset });
  const stamps = new Map<string, Stamp>();
  for (const [dataset, { columns }] of Object.entries(extractor.datasets)) {
    const lanesOf = (stamp: Stamp) => laneFiles(columns, stamp.parquet ? [{ partition, ...stamp.parquet }] : []);
    const found = await session.store.intact(place(dataset), lanesOf);
    const key = keys.get(dataset);
    if (found !== null && key !== undefined && sameKey(found.key, key)) stamps.set(dataset, found);
  }
  const directory = targetDirectory(partition, task.target);
  if (stamps.size === keys.size) {
    session.store.prune(directory, new Set(keys.keys()));
    return { datasets: outcomes(stamps, 'cut_off'), files: 0 };
  }
  progress.files = files.length;
  const pending = new Map<string, PendingPartition>();
  const extraction = await withConnection(session, async (open) => {
    const connection = await open();
    const table = (dataset: string) => `${partition} ${task.target} ${dataset}`;
    try {
      const done = await session.evidence.fill({
        extractor: name,
        datasets: extractor.datasets,
        workspaceRoot: session.workspace.root,
        files,
        connection,
        table,
        onProgress: (filesDone, rows) => {
          Object.assign(progress, { filesDone, rows });
          session.progress.tick();
        },
      });
      if (done.changed.length > 0) throw sourceChanged(done.changed);
      for (const [dataset, { columns, order }] of Object.entries(extractor.datasets)) {
        const key = keys.get(dataset);
        if (key === undefined) throw new InvariantViolation(`no key for '${dataset}'`);
        const { store, manifest } = session;
        const engine = manifest.engine.duckdb;
        const source = { table: table(dataset) };
        const write = { connection, store, place: place(dataset), source, columns, order, key, engine };
        pending.set(dataset, await writePartition({ ...write, storage: STORAGE }));
      }
      return done;
    } finally {
      for (const dataset of keys.keys()) await connection.run(`DROP TABLE IF EXISTS ${quoted(table(dataset))}`);
    }
  });
  session.store.commit([...pending.values()]);
  session.store.prune(directory, new Set(keys.keys()));
  const built = new Map([...pending].map(([dataset, p]) => [dataset, p.stamp]));
  return { datasets: outcomes(built, 'built'), files: files.length, cpuMilliseconds: extraction.cpuMilliseconds };
}

function evidenceKeys(session: Session, extractor: ManifestExtractor, files: readonly HashedFile[]) {
  const digest = sha256(files.map(({ path, hash }) => `${path}\0${hash}\n`).join(''));
  const keyOf = (dataset: string, { columns, order }: ManifestExtractor['datasets'][string]): StampKey => ({
    kind: 'evidence',
    dataset,
    extractor: extractor.identity,
    engine: session.manifest.engine.digest,
    files: digest,
    columns: columns.map((c) => [c.name, c.type]),
    order,
    storage: STORAGE,
  });
  return new Map(Object.entries(extractor.datasets).map(([dataset, meta]) => [dataset, keyOf(dataset, meta)]));
}

function outcomes(stamps: ReadonlyMap<string, Stamp>, outcome: DatasetDone['outcome']): TaskDone['datasets'] {
  return Object.fromEntries([...stamps].map(([d, stamp]) => [d, { rows: stamp.parquet?.rows ?? 0, outcome }]));
}

function extractorCalled({ manifest }: Session, name: string): ManifestExtractor {
  const extractor = manifest.extractors[name];
  if (extractor === undefined) throw new InvariantViolation(`the manifest has no extractor '${name}'`);
  return extractor;
}

/** Files named in one message; an edit of many is reported by the first few. */
const NAMED = 5;

function sourceChanged(paths: readonly string[]): DiagnosticError {
  const others = paths.length > NAMED ? [`${paths.length - NAMED} more files`] : [];
  return new DiagnosticError([diagnostic('CPG_SOURCE_CHANGED', { files: [...paths.slice(0, NAMED), ...others] })]);
}
