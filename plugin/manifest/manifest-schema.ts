/** The one contract between compile time and run time: everything Nx and the executors know about the graph. */
import { z } from 'zod';
import { LANGUAGES } from '../schema/language';
import { LANES } from '../schema/semantic-type';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const column = z.strictObject({
  name: z.string(),
  /** DuckDB type, as `DESCRIBE` prints it. */
  type: z.string(),
  nullable: z.boolean(),
  semantic: z.string().nullable(),
  lane: z.enum(LANES),
});

/** What one dataset or task group reads of one dataset. No columns: only how many rows there are. */
const read = z.strictObject({
  columns: z.array(z.string()),
  /** Lanes that hold those columns; never empty, because every lane holds the row count. */
  lanes: z.array(z.enum(LANES)).min(1),
});
const reads = z.record(z.string(), read);

/** A decision of the compiler with its reason. */
const decided = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value,
    confidence: z.number().min(0).max(1),
    evidence: z.array(z.string()),
    fallbackReason: z.string().optional(),
  });

/** Physical layout; part of the key, because it decides bytes. */
const storage = z.strictObject({
  compression: z.string(),
  compressionLevel: z.int(),
  rowGroupSize: z.int().min(2048),
});

const evidenceDataset = z.strictObject({
  description: z.string(),
  /** `field` is the name under which the extractor's code fills a column, if it is another. */
  columns: z.array(column.extend({ field: z.string().optional() })),
  /** SQL expressions over the columns by which rows are sorted; empty when they are stored as they come. */
  order: z.array(z.string()),
  storage,
});

/** Names of files that an extractor of unit `project` reads besides its sources; `*` stands for any characters. */
const context = z.strictObject({
  beside: z.array(z.string()),
  anywhere: z.array(z.string()),
  root: z.array(z.string()),
});

/** A package that an extractor runs when it is installed, and those of its dependencies that decide what it gives. */
const optionalTool = z.strictObject({
  package: z.string(),
  languages: z.array(z.enum(LANGUAGES)),
  dependencies: z.array(z.string()),
});

const extractor = z.strictObject({
  /** Digest of the modules it loads, its grammars and tools, and of the schema and layout of its datasets. */
  identity: digest,
  /** The module with its code relative to the workspace root, of an extractor that a workspace brings along. */
  module: z.string().optional(),
  languages: z.union([z.literal('all'), z.array(z.enum(LANGUAGES))]),
  /** What it is given at a time: one file, or all files of a project. */
  unit: z.enum(['file', 'project']),
  /** Null for unit `file`. */
  context: context.nullable(),
  evidenceRank: z.int(),
  parser: z.union([z.string(), z.record(z.string(), z.string())]).nullable(),
  /** Package to version; `absent` for an optional tool that is not installed. */
  tools: z.record(z.string(), z.string()),
  optionalTools: z.array(optionalTool),
  datasets: z.record(z.string(), evidenceDataset),
});

const view = z.strictObject({
  kind: z.string(),
  description: z.string(),
  fingerprint: digest,
  scope: decided(z.enum(['project', 'workspace'])),
  /** The stage that materialises it, for a project-scoped view; stages count from 1. */
  stage: z.int().min(1).nullable(),
  sql: z.string(),
  /** Another SELECT with the same rows, cheaper when `dataset` has more rows per file than that; `path` names the file. */
  crowded: z.strictObject({ dataset: z.string(), path: z.string(), rowsPerFile: z.int(), sql: z.string() }).optional(),
  /** `sql` as rounds over tables: `step` makes rows for the table `name` of those of `last`, until there are none to add. */
  fixpoint: z
    .strictObject({
      name: z.string(),
      last: z.string(),
      columns: z.array(z.string()),
      tables: z.array(z.strictObject({ name: z.string(), sql: z.string() })),
      anchor: z.string(),
      step: z.string(),
      result: z.string(),
    })
    .optional(),
  /** Rows that `sql` reads by `name` and makes several of each, in their order: what is sorted is they. */
  rows: z.strictObject({ name: z.string(), sql: z.string() }).optional(),
  columns: z.array(column),
  /** SQL expressions by which rows are sorted; empty when they come in the order of the only input. */
  order: z.array(z.string()),
  /** Direct inputs and the columns read of each. */
  inputs: reads,
  functions: z.array(z.string()),
  /** The decisions that inference made for it, by what was decided. */
  inferred: z.record(z.string(), decided(z.unknown())),
  storage,
});

const stage = z.strictObject({
  index: z.int().min(1),
  /** In the order in which they are built. */
  views: z.array(z.string()),
  fingerprint: digest,
  /** Reads of datasets that are not made in this stage: evidence, earlier stages, broadcasts. */
  inputs: reads,
});

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** `digest`: the code that materialises and the engine version; `compiler`: the code that makes the manifest. */
  engine: z.strictObject({ cpg: z.string(), duckdb: z.string(), digest, compiler: digest }),
  /** Every file the declarations load, relative to the workspace root, with its SHA-256. */
  sources: z.record(z.string(), digest),
  /** CREATE MACRO statements, in dependency order. */
  macros: z.array(z.string()),
  extractors: z.record(z.string(), extractor),
  views: z.record(z.string(), view),
  stages: z.array(stage),
  /** Views that `build` materialises. */
  outputs: z.array(z.string()),
  /** The view that `build` prints; null in a model without one. */
  summary: z.string().nullable(),
  /** Compiled schedule of the views: build order, and for each how much work waits behind it. */
  schedule: z.strictObject({
    order: z.array(z.string()),
    criticalPath: z.array(z.string()),
    bottomLevel: z.record(z.string(), z.number()),
    slack: z.record(z.string(), z.number()),
  }),
  policy: z.strictObject({
    fingerprint: digest,
    cache: z.record(z.string(), decided(z.enum(['inline', 'staging', 'output']))),
  }),
  /** Digest of everything above. */
  fingerprint: digest,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestView = Manifest['views'][string];
export type ManifestExtractor = Manifest['extractors'][string];
export type ContextFiles = z.infer<typeof context>;
export type OptionalTool = z.infer<typeof optionalTool>;
export type ManifestColumn = z.infer<typeof column>;
export type ManifestStorage = z.infer<typeof storage>;
export type Reads = z.infer<typeof reads>;
export type Decided<T> = {
  readonly value: T;
  readonly confidence: number;
  readonly evidence: string[];
  readonly fallbackReason?: string | undefined;
};
