/**
 * Fills vectors of text and of UUIDs from places in a dictionary.
 *
 * The engine keeps 16 bytes for either. A UUID is all in there. A string (`duckdb_string_t` in duckdb.h) is its length,
 * then either all of up to 12 bytes, or the first four and a pointer. What fits, which most of evidence does, is laid out
 * once per dictionary and copied row by row; a long string costs a call per vector it occurs in, which copies it into
 * the vector's own memory, and further rows repeat the 16 bytes, pointer included: it points into the memory of that
 * same vector.
 */
import duckdb from '@duckdb/node-bindings';
import { UUID_BYTES } from '../../plugin/schema/arrow';

/** Bytes, and 32-bit words, of an entry. */
const ENTRY_BYTES = 16;
const ENTRY_WORDS = 4;
/** Longest string stored inside its entry. */
const INLINE = 12;
const HEADER = 4;

/** A dictionary as entries; for a long string only its length is there. */
export interface Entries {
  readonly words: Int32Array;
  /** Where long strings are; null for UUIDs. */
  readonly texts: { readonly offsets: Int32Array; readonly bytes: Uint8Array } | null;
  /** By place of a long string: the row of the vector being filled that holds it, in the vector of that number. */
  readonly rows: Int32Array;
  readonly vectors: Int32Array;
  vector: number;
}

const entriesOf = (words: Int32Array, texts: Entries['texts']): Entries => {
  const size = texts === null ? 0 : words.length / ENTRY_WORDS;
  return { words, texts, rows: new Int32Array(size), vectors: new Int32Array(size), vector: 0 };
};

/** The strings between consecutive `offsets`. */
export function textEntries(offsets: Int32Array, bytes: Uint8Array): Entries {
  const count = offsets.length - 1;
  const entries = new Uint8Array(count * ENTRY_BYTES);
  const words = new Int32Array(entries.buffer);
  for (let i = 0; i < count; i++) {
    const start = offsets[i] ?? 0;
    const length = (offsets[i + 1] ?? 0) - start;
    words[i * ENTRY_WORDS] = length;
    if (length > INLINE) continue;
    for (let at = 0; at < length; at++) entries[i * ENTRY_BYTES + HEADER + at] = bytes[start + at] ?? 0;
  }
  return entriesOf(words, { offsets, bytes });
}

/** The engine keeps a UUID as a little-endian 128-bit integer with its highest bit flipped, so that it sorts as text. */
export function uuidEntries(bytes: Uint8Array): Entries {
  const entries = new Uint8Array(bytes.length);
  for (let start = 0; start < bytes.length; start += UUID_BYTES) {
    for (let i = 0; i < UUID_BYTES; i++) entries[start + UUID_BYTES - 1 - i] = bytes[start + i] ?? 0;
    entries[start + UUID_BYTES - 1] = (entries[start + UUID_BYTES - 1] ?? 0) ^ 0x80;
  }
  return entriesOf(new Int32Array(entries.buffer), null);
}

/** Values `from` to `from + count` of a column with `codes` into `vector`; what NULLs have for a code is no matter. */
export function fillCoded(
  vector: duckdb.Vector,
  entries: Entries,
  codes: Int32Array,
  from: number,
  count: number,
): void {
  if (count === 0) return;
  const assigned = entries.texts === null ? null : assignLong(vector, entries, codes, from, count);
  const { words, rows } = entries;
  const out = new Int32Array(count * ENTRY_WORDS);
  for (let row = 0; row < count; row++) {
    const code = codes[from + row] ?? 0;
    const isLong = assigned !== null && (words[code * ENTRY_WORDS] ?? 0) > INLINE;
    const source = isLong ? assigned : words;
    const start = (isLong ? (rows[code] ?? 0) : code) * ENTRY_WORDS;
    const target = row * ENTRY_WORDS;
    out[target] = source[start] ?? 0;
    out[target + 1] = source[start + 1] ?? 0;
    out[target + 2] = source[start + 2] ?? 0;
    out[target + 3] = source[start + 3] ?? 0;
  }
  duckdb.copy_data_to_vector(vector, 0, out.buffer, 0, out.byteLength);
}

/** Has the engine copy each long string once; the entries it made are in the rows noted in `entries`. Null if there are none. */
function assignLong(
  vector: duckdb.Vector,
  entries: Entries,
  codes: Int32Array,
  from: number,
  count: number,
): Int32Array | null {
  const { words, texts, rows, vectors } = entries;
  if (texts === null) return null;
  const current = ++entries.vector;
  let found = false;
  for (let row = 0; row < count; row++) {
    const code = codes[from + row] ?? 0;
    if ((words[code * ENTRY_WORDS] ?? 0) <= INLINE || vectors[code] === current) continue;
    const bytes = texts.bytes.subarray(texts.offsets[code], texts.offsets[code + 1]);
    duckdb.vector_assign_string_element_len(vector, row, bytes);
    rows[code] = row;
    vectors[code] = current;
    found = true;
  }
  if (!found) return null;
  const data = duckdb.vector_get_data(vector, count * ENTRY_BYTES);
  return new Int32Array(data.buffer, data.byteOffset, count * ENTRY_WORDS);
}
