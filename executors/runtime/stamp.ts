/** What a partition on disk was built from, and what it holds: the content of `stamp.json`. */
import { z } from 'zod';
import { canonicalJson } from '../../plugin/core/digest';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const digests = z.record(z.string(), digest);

const storage = z.strictObject({ compression: z.string(), compressionLevel: z.int(), rowGroupSize: z.int() });
const shape = z.array(z.tuple([z.string(), z.string()]));

/** One partition of an input: digests of the columns that are read, or only its rows when none is. */
const inputPartition = z.strictObject({ partition: z.string(), rows: z.int(), columns: digests });

/** A partition inside a gather: enough to find, verify and read it. */
const gatheredPartition = z.strictObject({
  partition: z.string(),
  /** Of the Parquet file, relative to the workspace root, with `/`. */
  path: z.string(),
  sha256: digest,
  rows: z.int(),
  columns: digests,
});

/** Everything that decides the content; two equal keys are one content. */
const key = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('evidence'),
    dataset: z.string(),
    extractor: digest,
    engine: digest,
    /** SHA-256 over the sorted (path, content hash) pairs. */
    files: digest,
    /** Only of a dataset with a column that says which project a file belongs to. */
    owner: z.strictObject({ name: z.string(), root: z.string() }).optional(),
    columns: shape,
    order: z.array(z.string()),
    storage,
  }),
  z.strictObject({
    kind: z.literal('view'),
    view: z.string(),
    fingerprint: digest,
    engine: digest,
    scope: z.string(),
    columns: shape,
    order: z.array(z.string()),
    storage,
    inputs: z.record(z.string(), z.array(inputPartition)),
  }),
  z.strictObject({
    kind: z.literal('gather'),
    dataset: z.string(),
    engine: digest,
    columns: shape,
    partitions: z.array(gatheredPartition),
  }),
]);

export const stampSchema = z.strictObject({
  version: z.literal(1),
  key,
  /** The Parquet file beside the stamp; null for a gather, which has none. */
  parquet: z.strictObject({ sha256: digest, bytes: z.int(), rows: z.int(), columns: digests }).nullable(),
});

export type Stamp = z.infer<typeof stampSchema>;
export type StampKey = Stamp['key'];
export type StampedParquet = NonNullable<Stamp['parquet']>;
export type InputPartition = z.infer<typeof inputPartition>;
export type GatheredPartition = z.infer<typeof gatheredPartition>;

export const sameKey = (a: StampKey, b: StampKey): boolean => canonicalJson(a) === canonicalJson(b);

/** The text of a stamp file. */
export const formatStamp = (stamp: Stamp): string => `${JSON.stringify(stamp, null, 1)}\n`;

/** The stamp in `text`, or null when it is damaged or of another version: such a partition is a miss. */
export function parseStamp(text: string): Stamp | null {
  try {
    const parsed = stampSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
