/** What an extractor's code looks like: the default export of `executors/extract/<extractor>/extractor`. */
import type { Columns, FileColumn, RowOf } from '../../plugin/schema/column';
import type { Language } from '../../plugin/schema/language';
import type { FileContent, OpenFile } from './read-source';

/** A row as an extractor emits it. */
export type FileRow<C extends Columns> = Omit<
  RowOf<C>,
  { [K in keyof C]: C[K] extends { readonly semantic: FileColumn } ? K : never }[keyof C]
>;

export type Datasets = Readonly<Record<string, { readonly columns: Columns }>>;

/** Takes the rows of one file, dataset by dataset; rows keep the order in which they are emitted. */
export type Emit<D extends Datasets> = <N extends keyof D & string>(dataset: N, row: FileRow<D[N]['columns']>) => void;

/**
 * Emits the evidence in one file. What it emits depends on the file alone: neither on files seen before nor on time,
 * thread or machine. Throwing means that something other than the bytes is at fault; what the bytes determine is a row.
 */
export type ExtractFile<D extends Datasets> = (file: FileContent, emit: Emit<D>) => void;

/** Takes rows of a project. `path` says which file a row is about; null where the file columns are NULL or missing. */
export type EmitInProject<D extends Datasets> = <N extends keyof D & string>(
  dataset: N,
  path: string | null,
  row: FileRow<D[N]['columns']>,
) => void;

/** A project as handed to an extractor. Every file has the bytes that Nx hashed. */
export interface OpenProject {
  readonly name: string;
  /** Relative to the workspace root, with `/`; `.` for the root itself. */
  readonly root: string;
  /** The project's own files, sorted by path: rows may be about these only. */
  readonly files: readonly OpenFile[];
  /** Files of the projects that it depends on, and configuration around it, sorted by path. */
  readonly context: readonly OpenFile[];
  /** Projects that it depends on, directly or not, sorted by name. */
  readonly dependencies: readonly { readonly name: string; readonly root: string }[];
  /** Absolute; where packages are installed. Nothing else of it may be read. */
  readonly workspaceRoot: string;
  /** Absolute; an empty directory that is removed afterwards. */
  readonly temporary: string;
}

/**
 * Emits the evidence in one project. What it emits depends on the files of `project` and on the tools of the extractor's
 * identity alone. Throwing means that something else is at fault: it is tried once more, and then the task fails. Gives
 * the CPU time, in milliseconds, of the processes that it started.
 */
export type ExtractProject<D extends Datasets> = (project: OpenProject, emit: EmitInProject<D>) => Promise<number>;

interface Declaration<D extends Datasets> {
  readonly name: string;
  readonly languages: readonly Language[] | 'all';
  readonly datasets: D;
}

export interface FileExtractorRuntime<D extends Datasets = Datasets> {
  readonly unit: 'file';
  /** The part of the extractor's declaration that running it needs. */
  readonly declaration: Declaration<D>;
  /**
   * Loads what reading files in `language` needs, grammars and the like; null stands for files in none. Called once per
   * worker thread and language, before the first such file; files in other languages are not given to what it returns.
   */
  open(language: Language | null): Promise<ExtractFile<D>>;
}

export interface ProjectExtractorRuntime<D extends Datasets = Datasets> {
  readonly unit: 'project';
  readonly declaration: Declaration<D>;
  open(): Promise<ExtractProject<D>>;
}

export type ExtractorRuntime = FileExtractorRuntime | ProjectExtractorRuntime;

/** Ties an extractor's code to its declaration, so that the rows it emits are checked against its columns. */
export const defineRuntime = <D extends Datasets>(
  runtime: Omit<FileExtractorRuntime<D>, 'unit'>,
): FileExtractorRuntime<D> => ({ unit: 'file', ...runtime });

/** The same for an extractor whose unit is the project. */
export const defineProjectRuntime = <D extends Datasets>(
  runtime: Omit<ProjectExtractorRuntime<D>, 'unit'>,
): ProjectExtractorRuntime<D> => ({ unit: 'project', ...runtime });
