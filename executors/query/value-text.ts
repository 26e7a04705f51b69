/** Values of query results as text, exactly: no 64-bit integer passes through a double. */
import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/** As the engine prints it; NULL is null. A blob is its bytes in hexadecimal. */
export function plainText(value: DuckDBValue): string | null {
  if (value === null) return null;
  return value instanceof DuckDBBlobValue ? hexadecimal(value) : String(value);
}

/**
 * As JSON: integers of any size and decimals are numbers with all their digits, lists and structs are arrays and
 * objects, a map is an array of [key, value] pairs, everything else (UUIDs, dates, blobs) is its text. NaN and
 * infinities, which JSON lacks, are texts too.
 */
export function jsonText(value: DuckDBValue): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return arrayText(value.items);
  if (value instanceof DuckDBStructValue) return objectText(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) {
    return `[${value.entries.map(({ key, value: v }) => `[${jsonText(key)},${jsonText(v)}]`).join(',')}]`;
  }
  if (value instanceof DuckDBUnionValue) return jsonText(value.value);
  if (typeof value === 'object' && 'scale' in value) return String(value);
  return JSON.stringify(plainText(value));
}

/** One object of named values. */
export const objectText = (entries: readonly (readonly [string, DuckDBValue])[]): string =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${jsonText(value)}`).join(',')}}`;

const arrayText = (items: readonly DuckDBValue[]): string => `[${items.map(jsonText).join(',')}]`;

const hexadecimal = (value: DuckDBBlobValue): string => Buffer.from(value.bytes).toString('hex');
