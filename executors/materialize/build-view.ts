/** One view, from the manifest's SQL to a partition that is ready to be committed. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { InvariantViolation } from '../../plugin/core/invariant';
import { datasetColumns } from '../../plugin/manifest/dataset-columns';
import type { ManifestColumn, ManifestView } from '../../plugin/manifest/manifest-schema';
import { isOutOfMemory, type Source } from '../runtime/copy-sorted';
import { laneFiles } from '../runtime/lanes';
import { literal, quoted, readParquet } from '../runtime/sql-text';
import { type Stamp, type StampKey, sameKey } from '../runtime/stamp';
import type { PendingPartition } from '../runtime/store';
import type { DatasetPlace } from '../runtime/store-paths';
import { writePartition } from '../runtime/write-partition';
import { checkUnchanged, inputDigests, type Unwritten, type ViewInput, viewInputs } from './inputs';
import { type Fixpoint, runFixpoint } from './run-fixpoint';
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
 * Errors: `CPG_OUT_OF_MEMORY`, and those of `viewInputs`, `checkUnchanged` and `writePartition`.
 */
export async function buildView(build: ViewBuild): Promise<BuiltView> {
  const { session, name, place } = build;
  const view = session.manifest.views[name];
  if (view === undefined) throw new InvariantViolation(`the manifest has no view '${name}'`);
  const inputs = await viewInputs(session, view, build.partition, build.unwritten);
  const key = viewKey(session, name, view, inputs);
  const found = await session.store.intact(place, (stamp) => lanesOfStamp(view, place, stamp));
  if (found !== null && sameKey(found.key, key)) return { kind: 'cut_off', stamp: found };
  const inputRows = inputs.flatMap((input) => input.parts.map((part) => part.rows)).reduce((a, b) => a + b, 0);
  const make = () => write(build, view, { key, inputs, inputRows });
  const wanted = [{ place, key, columns: view.columns }];
  const [shared] = inputRows === 0 ? await session.builtFromNothing.share(wanted, async () => [await make()]) : [];
  return { kind: 'built', pending: shared ?? (await make()) };
}

interface Ingredients {
  readonly key: StampKey;
  readonly inputs: readonly ViewInput[];
  readonly inputRows: number;
}

async function write(build: ViewBuild, view: ManifestView, ingredients: Ingredients): Promise<PendingPartition> {
  const { session, name, place } = build;
  const { key, inputs, inputRows } = ingredients;
  const { columns, rows, order, storage } = view;
  const engine = session.manifest.engine.duckdb;
  const { store } = session;
  const connection = await build.connection();
  try {
    const source =
      view.fixpoint === undefined
        ? {
            inputs: Object.fromEntries(inputs.map((input) => [input.dataset, mentioned(session, input)])),
            sql: await statementFor(view, inputs, connection),
            ...(rows === undefined ? {} : { rows }),
          }
        : await roundsOf(session, view.fixpoint, inputs, connection);
    return await writePartition({ connection, store, place, source, columns, order, storage, key, engine, inputRows });
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const [cause = ''] = error.message.split('\n');
    throw new DiagnosticError([diagnostic('CPG_OUT_OF_MEMORY', { view: name, partition: build.partition, cause })]);
  } finally {
    // After a failure too: what could not be read may have been replaced.
    await checkUnchanged(session, inputs);
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
    `SELECT count(DISTINCT ${quoted(crowded.path)}) FROM ${readParquet(parts.map(({ path }) => path))}`,
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

/** What a fixpoint leaves. Its inputs are read in every round: they become tables, of the columns in its lineage. */
async function roundsOf(
  session: Session,
  fixpoint: Fixpoint,
  inputs: readonly ViewInput[],
  connection: DuckDBConnection,
): Promise<Source> {
  for (const input of inputs) {
    const read = declaredColumns(session, input).filter(({ name }) => input.columns.includes(name));
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${quoted(input.dataset)} AS ${selectFrom(input, read)}`);
  }
  await runFixpoint(connection, fixpoint);
  return { sql: fixpoint.result };
}

type TypedColumn = Pick<ManifestColumn, 'name' | 'type'>;

const declaredColumns = ({ manifest }: Session, { dataset }: ViewInput): readonly TypedColumn[] =>
  datasetColumns(manifest, dataset) ?? [];

/**
 * An input of which a view may mention every column, and read those that its lineage names: the value of another is an
 * error, so that nothing escapes the key.
 */
const mentioned = (session: Session, input: ViewInput): string => selectFrom(input, declaredColumns(session, input));

function selectFrom({ dataset, columns, parts }: ViewInput, selected: readonly TypedColumn[]): string {
  const paths = parts.map((part) => part.path);
  const value = ({ name, type }: TypedColumn): string => {
    if (!columns.includes(name)) return `error(${literal(`${dataset}.${name} is outside of the lineage`)})::${type}`;
    return paths.length === 0 ? `NULL::${type}` : quoted(name);
  };
  const list = selected.map((column) => `${value(column)} AS ${quoted(column.name)}`).join(', ');
  // A workspace may be without any project that makes the dataset.
  const from = paths.length === 0 ? 'WHERE false' : `FROM ${readParquet(paths)}`;
  return `SELECT ${list === '' ? '1 AS "no column is read"' : list} ${from}`;
}

const lanesOfStamp = (view: ManifestView, { partition }: DatasetPlace, stamp: Stamp) =>
  laneFiles(view.columns, stamp.parquet === null ? [] : [{ partition, ...stamp.parquet }]);
