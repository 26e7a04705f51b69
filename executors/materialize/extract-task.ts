/** One extractor over the files of one project. */
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { digestOf } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestExtractor } from '../../plugin/manifest/manifest-schema';
import { targetDirectory } from '../../plugin/manifest/producer';
import { isOwnerColumn } from '../../plugin/schema/column';
import { ownerOf } from '../extract/evidence/file-tables';
import { laneFiles } from '../runtime/lanes';
import type { TaskProgress } from '../runtime/progress';
import { quoted } from '../runtime/sql-text';
import { type Stamp, type StampKey, sameKey } from '../runtime/stamp';
import type { PendingPartition } from '../runtime/store';
import { writePartition } from '../runtime/write-partition';
import { withConnection } from './connection';
import { contextOf, extractorCalled, filesDigest, filesToExtract, projectOf } from './extraction-files';
import type { Session } from './session';
import type { DatasetDone, MaterializeTask, TaskDone } from './task-run';
import type { HashedFile, TaskContext } from './workspace';

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
  const context = await contextOf(session, task, name);
  if (changed.length > 0) throw sourceChanged(changed);
  if (context !== null && context.changed.length > 0) throw sourceChanged(context.changed);
  const extraction: Extraction = { session, task, name, extractor, partition, files, context, progress };
  const found = await stampsOnDisk(extraction);
  let done: TaskDone = { datasets: outcomes(found, 'cut_off'), files: 0 };
  if (found.length < Object.keys(extractor.datasets).length) {
    const { pending, filesCached, cpuMilliseconds } = await extractOnce(extraction);
    session.store.commit(pending);
    const stamps = pending.map((p) => [p.place.dataset, p.stamp] as const);
    done = { datasets: outcomes(stamps, 'built'), files: files.length, filesCached, cpuMilliseconds };
  }
  session.store.prune(targetDirectory(partition, task.target), new Set(Object.keys(extractor.datasets)));
  return done;
}

interface Extraction {
  readonly session: Session;
  readonly task: MaterializeTask;
  readonly name: string;
  readonly extractor: ManifestExtractor;
  readonly partition: string;
  readonly files: readonly HashedFile[];
  readonly context: TaskContext | null;
  readonly progress: TaskProgress;
}

type DatasetStamp = readonly [dataset: string, stamp: Stamp];

/** Stamps of the datasets that extracting again would not change. */
async function stampsOnDisk(extraction: Extraction): Promise<readonly DatasetStamp[]> {
  const { session, task, extractor, partition } = extraction;
  const stamps: DatasetStamp[] = [];
  for (const [dataset, { columns }] of Object.entries(extractor.datasets)) {
    const lanesOf = ({ parquet }: Stamp) => laneFiles(columns, parquet ? [{ partition, ...parquet }] : []);
    const found = await session.store.intact({ partition, producer: task.target, dataset }, lanesOf);
    if (found !== null && sameKey(found.key, evidenceKey(extraction, dataset))) stamps.push([dataset, found]);
  }
  return stamps;
}

interface Extracted {
  readonly pending: readonly PendingPartition[];
  readonly filesCached?: number | undefined;
  readonly cpuMilliseconds?: number | undefined;
}

/** Without files for it, what the extractor makes of one project it makes of all. */
async function extractOnce(extraction: Extraction): Promise<Extracted> {
  const { session, task, extractor, partition, files } = extraction;
  if (files.length > 0) return extract(extraction);
  const wanted = Object.entries(extractor.datasets).map(([dataset, { columns }]) => ({
    place: { partition, producer: task.target, dataset },
    key: evidenceKey(extraction, dataset),
    columns,
  }));
  return { pending: await session.builtFromNothing.share(wanted, async () => (await extract(extraction)).pending) };
}

/** All datasets at once: a file is parsed for all of them. */
async function extract(extraction: Extraction): Promise<Extracted> {
  const { session, task, name, extractor, partition, files, context, progress } = extraction;
  const { store, manifest, workspace, evidence } = session;
  const datasets = Object.entries(extractor.datasets);
  /** Unlike any other task's tables: connections share one catalog. */
  const table = (dataset: string) => `${partition} ${task.target} ${dataset}`;
  const onProgress = (filesDone: number, rows: number) => {
    Object.assign(progress, { files: files.length, filesDone, rows });
    session.progress.tick();
  };
  return withConnection(session, async (open) => {
    const connection = await open();
    try {
      const project = context === null ? null : projectOf(task, extractor, files, context);
      const request = {
        extractor: name,
        owner: taskOwner(extraction),
        identity: rowsIdentity(extraction),
        code: codeOf(session, extractor),
        datasets: extractor.datasets,
        workspaceRoot: workspace.root,
        project,
      };
      const filled = await evidence.fill({ ...request, files, connection, table, onProgress });
      const { changed, filesCached, cpuMilliseconds } = filled;
      if (changed.length > 0) throw sourceChanged(changed);
      const withRows = await tablesWithRows(
        connection,
        datasets.map(([dataset]) => table(dataset)),
      );
      const pending: PendingPartition[] = [];
      for (const [dataset, { columns, order, storage }] of datasets) {
        const place = { partition, producer: task.target, dataset };
        const key = evidenceKey(extraction, dataset);
        const layout = { columns, order, storage, engine: manifest.engine.duckdb };
        const source = { table: table(dataset) };
        const write = () => writePartition({ connection, store, place, source, key, ...layout });
        pending.push(
          withRows.has(source.table)
            ? await write()
            : await session.builtFromNothing.shareEmpty({ place, key, columns }, write),
        );
        await connection.run(`DROP TABLE ${quoted(table(dataset))}`);
      }
      return { pending, filesCached, cpuMilliseconds };
    } finally {
      for (const [dataset] of datasets) await connection.run(`DROP TABLE IF EXISTS ${quoted(table(dataset))}`);
    }
  });
}

/** Those of `tables` that are not empty: languages and files that a project does not have leave half of them so. */
async function tablesWithRows(connection: DuckDBConnection, tables: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = tables.map((table) => `EXISTS (FROM ${quoted(table)})`).join(', ');
  const [found = []] = (await connection.runAndReadAll(`SELECT ${asked}`)).getRows();
  return new Set(tables.filter((_, i) => found[i] === true));
}

const taskOwner = ({ session, task: { project } }: Extraction) => ownerOf(project, session.workspace.rootOf(project));

/** Reading a file without parsing it takes no longer than looking up what it said. */
function rowsIdentity({ session, extractor }: Extraction): string | null {
  if (extractor.parser === null) return null;
  return digestOf({ extractor: extractor.identity, engine: session.manifest.engine.digest });
}

/** Where the code of an extractor of the workspace is; undefined for one of ours. */
const codeOf = ({ manifest: { sources }, workspace }: Session, { module }: ManifestExtractor) =>
  module === undefined ? undefined : { module: join(workspace.root, module), sources };

function evidenceKey(extraction: Extraction, dataset: string): StampKey {
  const { session, task, extractor, files, context } = extraction;
  const meta = extractor.datasets[dataset];
  if (meta === undefined) throw new InvariantViolation(`the extractor has no dataset '${dataset}'`);
  return {
    kind: 'evidence',
    dataset,
    extractor: extractor.identity,
    engine: session.manifest.engine.digest,
    files: filesDigest(files, task.project, context),
    ...(meta.columns.some(isOwnerColumn) ? { owner: taskOwner(extraction) } : {}),
    columns: meta.columns.map((c) => [c.name, c.type]),
    order: meta.order,
    storage: meta.storage,
  };
}

function outcomes(stamps: readonly DatasetStamp[], outcome: DatasetDone['outcome']): TaskDone['datasets'] {
  return Object.fromEntries(stamps.map(([d, stamp]) => [d, { rows: stamp.parquet?.rows ?? 0, outcome }]));
}

/** Files named in one message; an edit of many is reported by the first few. */
const NAMED = 5;

function sourceChanged(paths: readonly string[]): DiagnosticError {
  const others = paths.length > NAMED ? [`${paths.length - NAMED} more files`] : [];
  return new DiagnosticError([diagnostic('CPG_SOURCE_CHANGED', { files: [...paths.slice(0, NAMED), ...others] })]);
}
