/** Columns of the rows of one file, and how those of consecutive files become one. */
import { assertNever } from '../../../plugin/core/invariant';
import type { ColumnType } from '../../../plugin/schema/column';
import type { ColumnData } from './column-data';

/** As `ColumnData`, but whatever the type of the values, their bytes. */
export interface ColumnSlice {
  readonly length: number;
  readonly nullCount: number;
  readonly validity: Uint8Array | null;
  readonly offsets: Int32Array | null;
  readonly values: Uint8Array;
  readonly child: ColumnSlice | null;
}

/** `rows` times the same value of a UUID or text column, given by its bytes; null for NULL. */
export function repeatedSlice(type: 'UUID' | 'VARCHAR', value: Uint8Array | null, rows: number): ColumnSlice {
  const { length } = value ?? new Uint8Array(0);
  return {
    length: rows,
    nullCount: value === null ? rows : 0,
    validity: value === null ? new Uint8Array((rows + 7) >> 3) : null,
    offsets: type === 'UUID' ? null : Int32Array.from({ length: rows + 1 }, (_, row) => row * length),
    values: value === null ? new Uint8Array(0) : Buffer.alloc(rows * length, value),
    child: null,
  };
}

/** One column, in memory of its own: the values of `slices`, in their order. */
export function joinSlices(type: ColumnType, slices: readonly ColumnSlice[]): ColumnData {
  const length = sum(slices, (slice) => slice.length);
  const nullCount = sum(slices, (slice) => slice.nullCount);
  const validity =
    nullCount > 0 ? joinBits(slices.map((slice) => ({ bits: slice.validity, count: slice.length }))) : null;
  return { length, nullCount, validity, ...joinValues(type, slices, length) };
}

function joinValues(
  type: ColumnType,
  slices: readonly ColumnSlice[],
  length: number,
): Pick<ColumnData, 'offsets' | 'values' | 'child'> {
  switch (type) {
    case 'INTEGER':
      return { offsets: null, values: new Int32Array(joinBytes(slices).buffer), child: null };
    case 'BIGINT':
      return { offsets: null, values: new BigInt64Array(joinBytes(slices).buffer), child: null };
    case 'UUID':
      return { offsets: null, values: joinBytes(slices), child: null };
    case 'BOOLEAN': {
      const bits = slices.map((slice) => ({ bits: slice.values, count: slice.length }));
      return { offsets: null, values: joinBits(bits), child: null };
    }
    case 'VARCHAR':
      return { offsets: joinOffsets(slices, length), values: joinBytes(slices), child: null };
    case 'VARCHAR[]': {
      const children = slices.flatMap((slice) => (slice.child ? [slice.child] : []));
      const child = joinSlices('VARCHAR', children);
      return { offsets: joinOffsets(slices, length), values: new Uint8Array(0), child };
    }
    default:
      return assertNever(type);
  }
}

function joinBytes(slices: readonly ColumnSlice[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(sum(slices, (slice) => slice.values.length));
  let at = 0;
  for (const { values } of slices) {
    joined.set(values, at);
    at += values.length;
  }
  return joined;
}

/** Offsets into the joined values: those of each slice begin where the ones before it end. */
function joinOffsets(slices: readonly ColumnSlice[], length: number): Int32Array<ArrayBuffer> {
  const joined = new Int32Array(length + 1);
  let at = 0;
  let base = 0;
  for (const slice of slices) {
    const offsets = slice.offsets ?? new Int32Array(slice.length + 1);
    for (let i = 1; i <= slice.length; i++) joined[at + i] = base + (offsets[i] ?? 0);
    at += slice.length;
    base = joined[at] ?? base;
  }
  return joined;
}

/** Bits, least significant first; the last byte of each part has zeros after its `count` bits. No bits are all ones. */
function joinBits(
  parts: readonly { readonly bits: Uint8Array | null; readonly count: number }[],
): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array((sum(parts, (part) => part.count) + 7) >> 3);
  let at = 0;
  for (const { bits, count } of parts) {
    const source = bits ?? allOnes(count);
    const shift = at & 7;
    let to = at >> 3;
    for (const byte of source) {
      joined[to] = (joined[to] ?? 0) | (byte << shift);
      to++;
      if (shift > 0 && to < joined.length) joined[to] = byte >> (8 - shift);
    }
    at += count;
  }
  return joined;
}

function allOnes(count: number): Uint8Array {
  const ones = new Uint8Array((count + 7) >> 3).fill(0xff);
  const rest = count & 7;
  if (rest > 0) ones[ones.length - 1] = 0xff >> (8 - rest);
  return ones;
}

const sum = <T>(of: readonly T[], size: (one: T) => number): number => of.reduce((total, one) => total + size(one), 0);
