/** Where evidence comes from: source files in, rows in native tables out. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ManifestExtractor } from '../../plugin/manifest/manifest-schema';
import type { FileOwner } from '../extract/evidence/file-tables';
import type { Dependency, HashedFile } from './workspace';

/** What an extractor whose unit is the project gets besides the files of the project. */
export interface ProjectRequest {
  readonly name: string;
  /** Relative to the workspace root. */
  readonly root: string;
  /** Whether any of the files can be read by a tool that is installed. */
  readonly hasSources: boolean;
  /** Files around those of the project, sorted by path. */
  readonly context: readonly HashedFile[];
  readonly dependencies: readonly Dependency[];
}

export interface EvidenceRequest {
  readonly extractor: string;
  /** Digest of all that decides the rows of a file besides the file; null for rows that are not worth remembering. */
  readonly identity: string | null;
  /** Set for an extractor of the workspace: its module, and digests of all files that declarations load. */
  readonly code?: { readonly module: string; readonly sources: Readonly<Record<string, string>> } | undefined;
  readonly datasets: ManifestExtractor['datasets'];
  readonly workspaceRoot: string;
  readonly owner: FileOwner;
  /** Sorted by path. */
  readonly files: readonly HashedFile[];
  /** Null when the extractor's unit is the file. */
  readonly project: ProjectRequest | null;
  readonly connection: DuckDBConnection;
  /** Table that the rows of a dataset go to; the source creates it. */
  readonly table: (dataset: string) => string;
  readonly onProgress: (filesDone: number, rows: number) => void;
}

export interface Evidence {
  /** Files whose bytes were not those of their hash; the tables are worthless then. */
  readonly changed: readonly string[];
  /** Files whose rows were remembered. */
  readonly filesCached?: number | undefined;
  /** Of the workers. */
  readonly cpuMilliseconds?: number | undefined;
}

export interface EvidenceSource {
  /** Errors: `CPG_EXTRACTION_FAILED` for what the bytes of a file do not determine. */
  fill(request: EvidenceRequest): Promise<Evidence>;
  /** A run has nothing more to extract: the memory of parsers is freed, unless others follow it. */
  release(): Promise<void>;
  /** Frees the memory of parsers; `fill` may be called again. */
  close(): Promise<void>;
}
