/** Names shared by the targets that Nx sees and the executors that run them. */

/** Name of the project that holds the views. */
export const CPG_PROJECT = 'cpg';
export const MANIFEST_FILE = 'cpg.manifest.json';
/** Beside the manifest; see `keys.ts`. */
export const KEYS_FILE = 'cpg.keys.json';
/** What the declarations are compiled into. */
export const COMPILED_FILES: readonly string[] = [MANIFEST_FILE, KEYS_FILE];
/** Where the store is, relative to the workspace root. */
export const STORE_DIRECTORY = '.cpg';
/** In a dataset's directory: its rows, and what they were built from. */
export const PARQUET_FILE = 'part.parquet';
export const STAMP_FILE = 'stamp.json';

/** Targets of the project `cpg` that are not views. */
export const RESERVED_TARGETS = [
  'manifest',
  'build',
  'cpg-build',
  'verify',
  'query',
  'explain',
  'report',
  'watch',
  'replay',
  'maintain',
] as const;
export type ReservedTarget = (typeof RESERVED_TARGETS)[number];

const EXTRACT_PREFIX = 'cpg-extract-';
const STAGE_PREFIX = 'cpg-stage-';

/**
 * Every source project has this many stage targets whether views need them or not. A task's hash covers its project's
 * whole target list, so a number that followed the views would make a new view miss every extraction. Targets that
 * nothing depends on never enter a task graph.
 */
export const STAGE_TARGETS = 8;

export const extractTarget = (extractor: string): string => `${EXTRACT_PREFIX}${extractor}`;
export const stageTarget = (stage: number): string => `${STAGE_PREFIX}${stage}`;

/** What a target of any project stands for; null for a target that is not ours. */
export type TargetRole =
  | { readonly kind: 'extract'; readonly extractor: string }
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'reserved'; readonly target: ReservedTarget }
  /** A workspace-scoped view, or the gather of a project-scoped dataset. */
  | { readonly kind: 'dataset'; readonly dataset: string };

export function roleOf(target: string): TargetRole {
  if (target.startsWith(EXTRACT_PREFIX)) return { kind: 'extract', extractor: target.slice(EXTRACT_PREFIX.length) };
  if (target.startsWith(STAGE_PREFIX)) return { kind: 'stage', stage: Number(target.slice(STAGE_PREFIX.length)) };
  const reserved = RESERVED_TARGETS.find((t) => t === target);
  return reserved === undefined ? { kind: 'dataset', dataset: target } : { kind: 'reserved', target: reserved };
}
