/** Columns of the rows of one file, and how those of consecutive files become one. */
import { assertNever } from '../../../plugin/core/invariant';
import { UUID_BYTES } from '../../../plugin/schema/arrow';
import type { ColumnType } from '../../../plugin/schema/column';
import type { ColumnData } from './column-data';

/** As `ColumnData`, but whatever the type of the values, their bytes. */
export interface ColumnSlice {
  readonly length: number;
  readonly nullCount: number;
  readonly validity: Uint8Array | null;
  readonly offsets: Int32Array | null;
  /** From a multiple of four bytes on where they are places in a dictionary, which is the child. */
  readonly values: Uint8Array;
  readonly child: ColumnSlice | null;
}

/** `rows` times the same value of a UUID or text column, given by its bytes; null for NULL. */
export function repeatedSlice(type: 'UUID' | 'VARCHAR', value: Uint8Array | null, rows: number): ColumnSlice {
  const bytes = value ?? new Uint8Array(0);
  const length = value === null ? 0 : 1;
  const offsets = type === 'UUID' ? null : value === null ? Int32Array.of(0) : Int32Array.of(0, bytes.length);
  return {
    length: rows,
    nullCount: value === null ? rows : 0,
    validity: value === null ? new Uint8Array((rows + 7) >> 3) : null,
    offsets: null,
    values: new Uint8Array(rows * 4),
    child: { length, nullCount: 0, validity: null, offsets, values: bytes, child: null },
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
    case 'UUID': {
      const dictionaries = childrenOf(slices);
      const values = joinBytes(dictionaries);
      const child = { ...NO_NULLS, length: values.length / UUID_BYTES, offsets: null, values };
      return { offsets: null, values: joinCodes(slices, length), child };
    }
    case 'BOOLEAN': {
      const bits = slices.map((slice) => ({ bits: slice.values, count: slice.length }));
      return { offsets: null, values: joinBits(bits), child: null };
    }
    case 'VARCHAR': {
      const dictionaries = childrenOf(slices);
      const count = sum(dictionaries, (dictionary) => dictionary.length);
      const words = { ...NO_NULLS, length: count, offsets: joinOffsets(dictionaries, count) };
      return { offsets: null, values: joinCodes(slices, length), child: { ...words, values: joinBytes(dictionaries) } };
    }
    case 'VARCHAR[]': {
      const child = joinSlices('VARCHAR', childrenOf(slices));
      return { offsets: joinOffsets(slices, length), values: new Uint8Array(0), child };
    }
    default:
      return assertNever(type);
  }
}

const NO_NULLS = { nullCount: 0, validity: null, child: null };

const childrenOf = (slices: readonly ColumnSlice[]): readonly ColumnSlice[] =>
  slices.flatMap((slice) => (slice.child ? [slice.child] : []));

/** Places in the joined dictionaries: those of each slice begin where the ones before it end. */
function joinCodes(slices: readonly ColumnSlice[], length: number): Int32Array<ArrayBuffer> {
  const joined = new Int32Array(length);
  let at = 0;
  let base = 0;
  for (const { values, length: count, child } of slices) {
    const codes = new Int32Array(values.buffer, values.byteOffset, count);
    for (let i = 0; i < count; i++) joined[at + i] = base + (codes[i] ?? 0);
    at += count;
    base += child?.length ?? 0;
  }
  return joined;
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
