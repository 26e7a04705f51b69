/**
 * Fills a VARCHAR vector of the engine from Arrow's offsets and bytes.
 *
 * The engine stores a string as 16 bytes (`duckdb_string_t` in duckdb.h): its length, then either all of up to 12
 * bytes, or the first four and a pointer. Short strings, which most of evidence is, are laid out here and copied in one
 * piece; a long one costs a call that copies it into the vector's own memory. A run of equal long strings (the path
 * of a file, row after row) makes the call once and repeats the 16 bytes, pointer included: it points into the
 * memory of that same vector.
 */
import duckdb from '@duckdb/node-bindings';

/** Size of a `duckdb_string_t`. */
const ENTRY = 16;
/** Longest string stored inside its entry. */
const INLINE = 12;
const HEADER = 4;

interface Texts {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** Values `from` to `from + count` of a text column; a NULL has no bytes and becomes an empty entry. */
export function fillStrings(vector: duckdb.Vector, texts: Texts, from: number, count: number): void {
  if (count === 0) return;
  const firsts = assignLong(vector, texts, from, count);
  const assigned = firsts.length > 0 ? duckdb.vector_get_data(vector, count * ENTRY) : new Uint8Array(0);
  const entries = new Uint8Array(count * ENTRY);
  const view = new DataView(entries.buffer);
  let run = -1;
  for (let row = 0; row < count; row++) {
    const start = texts.offsets[from + row] ?? 0;
    const length = (texts.offsets[from + row + 1] ?? start) - start;
    const at = row * ENTRY;
    if (length > INLINE) {
      if (firsts[run + 1] === row) run++;
      const first = (firsts[run] ?? 0) * ENTRY;
      entries.set(assigned.subarray(first, first + ENTRY), at);
    } else {
      view.setInt32(at, length, true);
      for (let i = 0; i < length; i++) entries[at + HEADER + i] = texts.bytes[start + i] ?? 0;
    }
  }
  duckdb.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.length);
}

/** Has the engine copy the first long string of each run of equal ones; returns the rows where runs begin. */
function assignLong(vector: duckdb.Vector, { offsets, bytes }: Texts, from: number, count: number): readonly number[] {
  const firsts: number[] = [];
  let start = 0;
  let end = 0;
  for (let row = from; row < from + count; row++) {
    const nextStart = offsets[row] ?? 0;
    const nextEnd = offsets[row + 1] ?? nextStart;
    if (nextEnd - nextStart <= INLINE || equal(bytes, start, end, nextStart, nextEnd)) continue;
    [start, end] = [nextStart, nextEnd];
    duckdb.vector_assign_string_element_len(vector, row - from, bytes.subarray(start, end));
    firsts.push(row - from);
  }
  return firsts;
}

function equal(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let i = 0; i < bEnd - b; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}
