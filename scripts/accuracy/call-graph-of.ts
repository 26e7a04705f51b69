/** Sources of many projects -> the rows of `call_graph`, by the views of the committed manifest. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from 'nx/src/native';
import { extractFiles } from '../../executors/extract/extract-files';
import { runFixpoint } from '../../executors/materialize/run-fixpoint';
import { createEngine, type Engine } from '../../executors/runtime/engine';
import { createTables } from '../../executors/runtime/load-batch';
import { quoted } from '../../executors/runtime/sql-text';
import { createWorkerPool } from '../../executors/runtime/worker-pool';
import { unwrap } from '../../plugin/core/result';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { readManifest } from '../../plugin/manifest/read-manifest';
import flow from '../../plugin/model/extractors/flow';
import repoScan from '../../plugin/model/extractors/repo-scan';
import { type Column, type Columns, columnList } from '../../plugin/schema/column';

const MANIFEST = join(__dirname, '..', '..', MANIFEST_FILE);

export interface ProjectFiles {
  readonly name: string;
  /** Folder relative to the root of all projects, empty for that itself; that of the name if it is left out. */
  readonly folder?: string;
  /** Relative to the root, with `/`; sorted. */
  readonly files: readonly string[];
}

/** A view, and the columns that its rows are sorted by. */
export interface SortedView {
  readonly view: string;
  readonly order: string;
}

export const CALL_GRAPH: SortedView = { view: 'call_graph', order: 'path, bstart, bend, kind, callee_symbol' };

export const CODE_UNITS: SortedView = { view: 'code_units', order: 'path, def_bstart, unit' };

export type CallRow = Readonly<Record<string, string | number | null>>;

export async function callGraphOf(root: string, projects: readonly ProjectFiles[]): Promise<readonly CallRow[]> {
  const [rows = []] = await viewsOf(root, projects, [CALL_GRAPH]);
  return rows;
}

/** Rows of each of the views. */
export async function viewsOf(
  root: string,
  projects: readonly ProjectFiles[],
  views: readonly SortedView[],
): Promise<readonly (readonly CallRow[])[]> {
  const manifest = unwrap(readManifest(MANIFEST, MANIFEST_FILE));
  const temporary = mkdtempSync(join(tmpdir(), 'cpg-accuracy-'));
  const engine = await createEngine({ temporary, macros: manifest.macros });
  try {
    await extract(engine, root, projects);
    await buildViews(
      engine,
      manifest,
      views.map(({ view }) => view),
    );
    const connection = await engine.connect();
    try {
      const rows: (readonly CallRow[])[] = [];
      for (const { view, order } of views) {
        const found = await connection.runAndReadAll(`FROM ${quoted(view)} ORDER BY ${order}`);
        rows.push(JSON.parse(JSON.stringify(found.getRowObjectsJson())));
      }
      return rows;
    } finally {
      connection.closeSync();
    }
  } finally {
    engine.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function extract(engine: Engine, root: string, projects: readonly ProjectFiles[]): Promise<void> {
  const connection = await engine.connect();
  const pool = createWorkerPool({ threads: 1 });
  try {
    for (const { name: extractor, datasets } of [repoScan, flow]) {
      const columns: Record<string, readonly Column[]> = Object.fromEntries(
        Object.entries<{ readonly columns: Columns }>(datasets).map(([name, d]) => [name, columnList(d.columns)]),
      );
      const onBatch = await createTables(connection, columns);
      await connection.run('BEGIN');
      for (const { name, folder = name, files } of projects) {
        await extractFiles({
          extractor,
          owner: { name, root: folder },
          datasets: columns,
          workspaceRoot: root,
          files: files.map((path) => ({ path, hash: hashFile(join(root, path)) ?? '' })),
          pool,
          onBatch,
        });
      }
      await connection.run('COMMIT');
    }
  } finally {
    await pool.close();
    connection.closeSync();
  }
}

/** `wanted` and every view that these read, directly or not, as tables. */
async function buildViews(engine: Engine, { views, schedule }: Manifest, wanted: readonly string[]): Promise<void> {
  const needed = new Set<string>(wanted);
  for (const name of [...schedule.order].reverse()) {
    if (needed.has(name)) for (const input of Object.keys(views[name]?.inputs ?? {})) needed.add(input);
  }
  for (const name of schedule.order.filter((view) => needed.has(view))) {
    const view = views[name];
    if (view === undefined) continue;
    const connection = await engine.connect();
    try {
      if (view.fixpoint !== undefined) await runFixpoint(connection, view.fixpoint);
      await connection.run(`CREATE TABLE ${quoted(name)} AS ${view.fixpoint?.result ?? view.sql}`);
    } finally {
      connection.closeSync();
    }
  }
}

/** Line and column, both from 1, columns in bytes, of a byte offset. */
export function positionsIn(root: string): (path: string, offset: number) => string {
  const starts = new Map<string, readonly number[]>();
  const startsOf = (path: string) => {
    const known = starts.get(path);
    if (known !== undefined) return known;
    const bytes = readFileSync(join(root, path));
    const found = [0];
    for (const [i, byte] of bytes.entries()) if (byte === 10) found.push(i + 1);
    starts.set(path, found);
    return found;
  };
  return (path, offset) => {
    const lines = startsOf(path);
    const line = lines.findLastIndex((start) => start <= offset);
    return `${line + 1}:${offset - (lines[line] ?? 0) + 1}`;
  };
}
