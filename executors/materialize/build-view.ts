/** One view, from the manifest's SQL to a partition that is ready to be committed. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { InvariantViolation } from '../../plugin/core/invariant';
import { datasetColumns } from '../../plugin/manifest/dataset-columns';
import type { ManifestView } from '../../plugin/manifest/manifest-schema';
import { isOutOfMemory } from '../runtime/copy-sorted';
import { laneFiles } from '../runtime/lanes';
import { literal, quoted, readParquet } from '../runtime/sql-text';
import { type Stamp, type StampKey, sameKey } from '../runtime/stamp';
import type { PendingPartition } from '../runtime/store';
import type { DatasetPlace } from '../runtime/store-paths';
import { writePartition } from '../runtime/write-partition';
import { inputDigests, type Unwritten, type ViewInput, viewInputs } from './inputs';
import { runFixpoint } from './run-fixpoint';
import type { Session } from './session';

/** What became of a view: already on disk, or built and waiting to be committed. */
export type BuiltView =
  | { readonly kind: 'cut_off'; readonly stamp: Stamp }
  | { readonly kind: 'built'; readonly pending: PendingPartition };

export interface ViewBuild {
  readonly session: Session;
  readonly name: string;
  readonly place: DatasetPlace;
  /** Partition whose inputs it reads; null for all of them. */
  readonly partition: string | null;
  readonly unwritten: Unwritten;
  /** Opened when something has to be built. */
  readonly connection: () => Promise<DuckDBConnection>;
}

/**
 * Builds the view unless the partition on disk was built from the same plan, engine, layout and input columns.
 *
 * Errors: `CPG_OUT_OF_MEMORY`, and those of `writePartition`.
 */
export async function buildView(build: ViewBuild): Promise<BuiltView> {
  const { session, name, place } = build;
  const view = session.manifest.views[name];
  if (view === undefined) throw new InvariantViolation(`the manifest has no view '${name}'`);
  const inputs = await viewInputs(session, view, build.partition, build.unwritten);
  const key = viewKey(session, name, view, inputs);
  const found = await session.store.intact(place, (stamp) => lanesOfStamp(view, place, stamp));
  if (found !== null && sameKey(found.key, key)) return { kind: 'cut_off', stamp: found };
  const connection = await build.connection();
  const kept = view.fixpoint === undefined ? 'VIEW' : 'TABLE';
  const { columns, rows, order, storage } = view;
  const engine = session.manifest.engine.duckdb;
  const { store } = session;
  const inputRows = inputs.flatMap((input) => input.parts.map((part) => part.rows)).reduce((a, b) => a + b, 0);
  try {
    for (const input of inputs) await connection.run(inputAs(kept, session, input));
    if (view.fixpoint !== undefined) await runFixpoint(connection, view.fixpoint);
    const sql = view.fixpoint?.result ?? (await statementFor(view, inputs, connection));
    const source = { sql, ...(rows === undefined ? {} : { rows }) };
    const write = { connection, store, place, source, columns, order, storage, key, engine, inputRows };
    return { kind: 'built', pending: await writePartition(write) };
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const [cause = ''] = error.message.split('\n');
    throw new DiagnosticError([diagnostic('CPG_OUT_OF_MEMORY', { view: name, partition: build.partition, cause })]);
  }
}

/** Of two statements with the same rows the one that is cheaper for these inputs. */
async function statementFor(
  { sql, crowded }: ManifestView,
  inputs: readonly ViewInput[],
  connection: DuckDBConnection,
): Promise<string> {
  const parts = inputs.find((input) => input.dataset === crowded?.dataset)?.parts ?? [];
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  if (crowded === undefined || rows <= crowded.rowsPerFile) return sql;
  const counted = await connection.runAndReadAll(
    `SELECT count(DISTINCT ${quoted(crowded.path)}) FROM ${quoted(crowded.dataset)}`,
  );
  const files = Number(counted.getRowsJson()[0]?.[0] ?? 1);
  return rows > files * crowded.rowsPerFile ? crowded.sql : sql;
}

function viewKey(session: Session, name: string, view: ManifestView, inputs: readonly ViewInput[]): StampKey {
  return {
    kind: 'view',
    view: name,
    fingerprint: view.fingerprint,
    engine: session.manifest.engine.digest,
    scope: view.scope.value,
    columns: view.columns.map((c) => [c.name, c.type]),
    order: view.order,
    storage: view.storage,
    inputs: inputDigests(inputs),
  };
}

/**
 * The view may mention every column of its input, and read those that its lineage names: the value of another is an
 * error, so that nothing escapes the key. What a fixpoint reads in every round is a table, of the columns in its lineage.
 */
function inputAs(kept: 'VIEW' | 'TABLE', { manifest }: Session, { dataset, columns, parts }: ViewInput): string {
  const declared = datasetColumns(manifest, dataset) ?? [];
  const paths = parts.map((part) => part.path);
  // A workspace may be without any project that makes the dataset.
  const from = paths.length === 0 ? 'WHERE false' : `FROM ${readParquet(paths)}`;
  const value = ({ name, type }: { readonly name: string; readonly type: string }): string => {
    if (!columns.includes(name)) return `error(${literal(`${dataset}.${name} is outside of the lineage`)})::${type}`;
    return paths.length === 0 ? `NULL::${type}` : quoted(name);
  };
  const mentioned = kept === 'VIEW' ? declared : declared.filter(({ name }) => columns.includes(name));
  const list = mentioned.map((column) => `${value(column)} AS ${quoted(column.name)}`).join(', ');
  const select = list === '' ? '1 AS "no column is read"' : list;
  return `CREATE OR REPLACE TEMP ${kept} ${quoted(dataset)} AS SELECT ${select} ${from}`;
}

const lanesOfStamp = (view: ManifestView, { partition }: DatasetPlace, stamp: Stamp) =>
  laneFiles(view.columns, stamp.parquet === null ? [] : [{ partition, ...stamp.parquet }]);
