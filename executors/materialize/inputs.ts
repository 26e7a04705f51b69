/** What a view reads: the partitions of each of its inputs, verified, with their digests. */
import { setTimeout as after } from 'node:timers/promises';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestView } from '../../plugin/manifest/manifest-schema';
import { producerOf } from '../../plugin/manifest/producer';
import type { InputPartition, StampedParquet } from '../runtime/stamp';
import type { PendingPartition } from '../runtime/store';
import { type DatasetPlace, datasetFiles, placeDirectory, workspacePlace } from '../runtime/store-paths';
import type { Session } from './session';

export interface InputPart {
  readonly partition: string;
  /** Of the Parquet file, absolute. */
  readonly path: string;
  /** Of the file; null while it is this task's own, where no other build finds it. */
  readonly sha256: string | null;
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>>;
}

/** Partitions built in this task already, by dataset. */
export type Unwritten = ReadonlyMap<string, PendingPartition>;

export interface ViewInput {
  readonly dataset: string;
  readonly columns: readonly string[];
  readonly parts: readonly InputPart[];
}

/**
 * The inputs of a view that is built for `partition`, or for the whole workspace when that is null.
 *
 * Errors: `CPG_INPUT_MISSING` for a partition that is not there or does not match its stamp, `CPG_INPUT_CHANGED` for one
 * that is not what this run has read or written before.
 */
export async function viewInputs(
  session: Session,
  view: ManifestView,
  partition: string | null,
  unwritten: Unwritten,
): Promise<readonly ViewInput[]> {
  const inputs: ViewInput[] = [];
  for (const [dataset, { columns }] of Object.entries(view.inputs)) {
    inputs.push({ dataset, columns, parts: await partsOf(session, dataset, partition, unwritten) });
  }
  return inputs;
}

/**
 * That what was read between `viewInputs` and this is what the digests are of. Errors: `CPG_INPUT_CHANGED`.
 *
 * Another build of other sources may replace a partition at any time. A result under the key of the old rows, made of
 * the new ones, would be wrong in every cache that it reaches.
 */
export async function checkUnchanged(session: Session, inputs: readonly ViewInput[]): Promise<void> {
  for (const { dataset, parts } of inputs) {
    for (const { partition, path, sha256 } of parts) {
      if (sha256 !== null && !(await session.store.holds(path, sha256))) throw changed(dataset, partition);
    }
  }
}

/** The inputs as the view's stamp records them. */
export function inputDigests(inputs: readonly ViewInput[]): Record<string, InputPartition[]> {
  const partOf = (part: InputPart, columns: readonly string[]): InputPartition => ({
    partition: part.partition,
    rows: part.rows,
    columns: Object.fromEntries(columns.map((name) => [name, digestOfColumn(part, name)])),
  });
  return Object.fromEntries(inputs.map((i) => [i.dataset, i.parts.map((part) => partOf(part, i.columns))]));
}

function digestOfColumn(part: InputPart, name: string): string {
  const digest = part.columns[name];
  if (digest === undefined) throw new InvariantViolation(`${part.path} has no column '${name}'`);
  return digest;
}

async function partsOf(
  session: Session,
  dataset: string,
  partition: string | null,
  unwritten: Unwritten,
): Promise<readonly InputPart[]> {
  const pending = unwritten.get(dataset);
  if (pending?.parquet) {
    return [{ ...partOfStamp(pending.place.partition, pending.parquet, pending.stamp.parquet), sha256: null }];
  }
  const producer = producerOf(session.manifest, dataset);
  if (producer === undefined) throw new InvariantViolation(`the manifest reads the unknown dataset '${dataset}'`);
  if (producer.kind === 'workspace') return [await ownPart(session, workspacePlace(dataset))];
  if (partition !== null) return [await ownPart(session, { partition, producer: producer.target, dataset })];
  return gatheredParts(session, dataset);
}

/** The partition of one project. Errors: as `viewInputs`. */
export async function ownPart(session: Session, place: DatasetPlace): Promise<InputPart & { readonly sha256: string }> {
  const stamp = await settled(() => session.store.intact(place));
  if (stamp === null) throw missing(place);
  const part = partOfStamp(place.partition, datasetFiles(session.store.paths, place).parquet, stamp.parquet);
  if (!session.store.agrees(part.path, part.sha256)) throw changed(place.dataset, place.partition);
  return part;
}

async function gatheredParts(session: Session, dataset: string): Promise<readonly InputPart[]> {
  const place = workspacePlace(dataset);
  const stamp = await settled(() => session.store.intact(place));
  if (stamp?.key.kind !== 'gather') throw missing(place);
  const parts: InputPart[] = [];
  for (const { partition, path, sha256, rows, columns } of stamp.key.partitions) {
    const absolute = session.store.absolute(path);
    const held = await settled(async () => (await session.store.holds(absolute, sha256)) || null);
    if (held === null) throw missing({ ...place, partition });
    parts.push({ partition, path: absolute, sha256, rows, columns });
  }
  return parts;
}

const MOMENTS_MILLISECONDS = [5, 50, 500];

/** What `look` finds. Another build may be replacing the partition at this moment, which leaves it without a stamp. */
async function settled<T>(look: () => Promise<T | null>): Promise<T | null> {
  for (const moment of MOMENTS_MILLISECONDS) {
    const found = await look();
    if (found !== null) return found;
    await after(moment);
  }
  return look();
}

function partOfStamp(
  partition: string,
  path: string,
  parquet: StampedParquet | null,
): InputPart & { readonly sha256: string } {
  if (parquet === null) throw new InvariantViolation(`${path} is stamped as a gather`);
  const { sha256, rows, columns } = parquet;
  return { partition, path, sha256, rows, columns };
}

const changed = (dataset: string, partition: string): DiagnosticError =>
  new DiagnosticError([diagnostic('CPG_INPUT_CHANGED', { dataset, partition })]);

export const missing = (place: DatasetPlace): DiagnosticError =>
  new DiagnosticError([
    diagnostic(
      'CPG_INPUT_MISSING',
      { dataset: place.dataset, partition: place.partition },
      { file: placeDirectory(place) },
    ),
  ]);
