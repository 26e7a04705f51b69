/**
 * Digests of a Parquet file's columns, taken from the bytes that the file stores for each of them.
 *
 * Why the stored bytes stand for the values: a column chunk (dictionary page, data pages) together with its codec,
 * its encodings, its schema element and its number of rows is all that a reader needs to decode the column, so equal
 * chunks mean equal values in equal order. The other direction, that equal values give equal bytes, only saves work
 * and is not needed for correctness; it holds because the engine writes a chunk from the column's own values alone,
 * whatever the other columns and the number of threads, when the row group size and the codec are fixed. The engine's
 * version is part of the digest all the same: a new encoder must not look like new data by accident of layout.
 *
 * A digest covers the order of the values, not only their set: values that swap rows change it.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type ColumnMetaData, type FileMetaData, parquetMetadataAsync, type SchemaElement } from 'hyparquet';
import { canonicalJson, digestOf } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';

/** What one Parquet file holds. */
export interface ParquetContent {
  /** SHA-256 of the whole file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  /** By column name, in file order: SHA-256 over type and values in row order, and how many values are NULL. */
  readonly columns: Readonly<Record<string, { readonly digest: string; readonly nulls: number | null }>>;
}

/** Bytes of one leaf column in one row group, half-open. */
interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly leaf: Hash;
}

const BLOCK_BYTES = 1 << 20;

/**
 * Reads the file at `path` once and digests it; `engine` is the version of the engine that wrote it and `types` gives
 * each column's type as the engine prints it.
 */
export async function readParquetContent(
  path: string,
  engine: string,
  types: Readonly<Record<string, string>>,
): Promise<ParquetContent> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const metadata = await parquetMetadataAsync({
      byteLength: size,
      slice: (from, to) => slice(file, from, to ?? size),
    });
    /** By JSON of the path in the schema; in schema order, because every row group lists its chunks that way. */
    const leaves = new Map<string, { readonly top: string; readonly hash: Hash }>();
    const nulls = new Map<string, number | null>();
    const chunks: Chunk[] = [];
    for (const group of metadata.row_groups) {
      for (const { meta_data: chunk } of group.columns) {
        if (chunk === undefined) throw new InvariantViolation(`${path} has a column chunk without metadata`);
        const name = JSON.stringify(chunk.path_in_schema);
        const top = chunk.path_in_schema[0] ?? '';
        const leaf = leaves.get(name) ?? { top, hash: createHash('sha256') };
        leaves.set(name, leaf);
        chunks.push({ ...extentOf(chunk), leaf: leaf.hash.update(headerOf(chunk, group.num_rows)) });
        nulls.set(top, addNulls(nulls.get(top), chunk));
      }
    }
    const sha256 = await digestChunks(file, size, chunks);
    const done = [...leaves.values()].map(({ top, hash }) => ({ top, digest: hash.digest('hex') }));
    const columns = topLevelColumns(metadata).map(({ element, subtree }) => {
      const own = done.filter((leaf) => leaf.top === element.name).map((leaf) => leaf.digest);
      const digest = digestOf([engine, types[element.name] ?? null, subtree.map(shapeOf), own]);
      return [
        element.name,
        { digest, nulls: nulls.get(element.name) ?? (metadata.num_rows === 0n ? 0 : null) },
      ] as const;
    });
    return { sha256, bytes: size, rows: Number(metadata.num_rows), columns: Object.fromEntries(columns) };
  } finally {
    await file.close();
  }
}

/** SHA-256 of the file, feeding every chunk's bytes to its column's digest on the way. */
async function digestChunks(file: FileHandle, size: number, chunks: readonly Chunk[]): Promise<string> {
  const whole = createHash('sha256');
  const feed = async (from: number, to: number, leaf: Hash | null) => {
    for (let at = from; at < to; at += BLOCK_BYTES) {
      const block = new Uint8Array(await slice(file, at, Math.min(to, at + BLOCK_BYTES)));
      whole.update(block);
      leaf?.update(block);
    }
  };
  let position = 0;
  for (const chunk of [...chunks].sort((a, b) => a.start - b.start)) {
    if (chunk.start < position) throw new InvariantViolation('column chunks of a Parquet file overlap');
    await feed(position, chunk.start, null);
    await feed(chunk.start, chunk.end, chunk.leaf);
    position = chunk.end;
  }
  await feed(position, size, null);
  return whole.digest('hex');
}

/** Chunks of one leaf come in row group order, which is file order; anything else would reorder its digest. */
function extentOf(chunk: ColumnMetaData): { start: number; end: number } {
  const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
  return { start, end: start + Number(chunk.total_compressed_size) };
}

const headerOf = (chunk: ColumnMetaData, rows: bigint): string =>
  canonicalJson([
    chunk.type,
    chunk.codec,
    chunk.encodings,
    String(chunk.num_values),
    String(rows),
    Number(chunk.total_compressed_size),
  ]);

function addNulls(sum: number | null | undefined, chunk: ColumnMetaData): number | null {
  const count = chunk.path_in_schema.length === 1 ? chunk.statistics?.null_count : undefined;
  return sum === null || count === undefined ? null : (sum ?? 0) + Number(count);
}

interface TopLevelColumn {
  readonly element: SchemaElement;
  /** The element and everything beneath it, depth first. */
  readonly subtree: readonly SchemaElement[];
}

function topLevelColumns(metadata: FileMetaData): readonly TopLevelColumn[] {
  const columns: TopLevelColumn[] = [];
  for (let at = 1; at < metadata.schema.length; ) {
    const end = endOfSubtree(metadata.schema, at);
    const subtree = metadata.schema.slice(at, end);
    const element = subtree[0];
    if (element === undefined) throw new InvariantViolation('a Parquet schema ends inside a column');
    columns.push({ element, subtree });
    at = end;
  }
  return columns;
}

function endOfSubtree(schema: readonly SchemaElement[], at: number): number {
  let open = 1;
  let end = at;
  while (open > 0 && end < schema.length) open += (schema[end++]?.num_children ?? 0) - 1;
  return end;
}

/** What a reader needs of a schema element; the column's own name is left out, so renaming it keeps its digest. */
const shapeOf = (element: SchemaElement, index: number) => [
  index === 0 ? null : element.name,
  element.type ?? null,
  element.type_length ?? null,
  element.repetition_type ?? null,
  element.num_children ?? 0,
  element.converted_type ?? null,
  element.logical_type ?? null,
  element.scale ?? null,
  element.precision ?? null,
];

async function slice(file: FileHandle, from: number, to: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) throw new Error('the Parquet file ends too early');
    filled += bytesRead;
  }
  return bytes.buffer;
}
