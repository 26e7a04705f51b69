/** What travels between the main thread and a worker. */
import type { TableData } from './evidence/column-data';
import type { EvidenceDatasets } from './evidence/columns';
import type { FileOwner } from './evidence/file-tables';

/** A file to extract: path relative to the workspace root, with `/`, and the hash that Nx has for it. */
export interface SourceFile {
  readonly path: string;
  readonly hash: string;
}

/** What is around the files of a job whose unit is the project. */
export interface JobProject {
  readonly name: string;
  /** Relative to the workspace root, with `/`. */
  readonly root: string;
  readonly context: readonly SourceFile[];
  readonly dependencies: readonly { readonly name: string; readonly root: string }[];
}

export interface ExtractorCode {
  /** Absolute path of the module that holds the extractor's code. */
  readonly module: string;
  /** Set for code of the workspace: digests of the files that it may load, by path relative to its root. */
  readonly sources?: Readonly<Record<string, string>>;
}

interface Job extends ExtractorCode {
  /** Absolute path that file paths are relative to. */
  readonly root: string;
  readonly files: readonly SourceFile[];
}

/** For an extractor whose unit is the file. */
export interface FilesJob extends Job {
  readonly unit: 'file';
  readonly datasets: EvidenceDatasets;
  readonly owner: FileOwner;
  /** Directory where the rows of each file are remembered for later extractions; null to remember none. */
  readonly shelf: string | null;
}

/** For an extractor whose unit is the project; `files` are all of its files. */
export interface ProjectJob extends Job {
  readonly unit: 'project';
  readonly project: JobProject;
}

export type ExtractJob = FilesJob | ProjectJob;

export interface ExtractResult {
  /** At most one per dataset of the extractor, rows in the order of the files. */
  readonly tables: readonly TableData[];
  /** Files that are gone or have other bytes than Nx hashed; they have no rows. */
  readonly changed: readonly string[];
  /** CPU time that the job took its thread and processes that it started, in milliseconds. */
  readonly milliseconds: number;
}
