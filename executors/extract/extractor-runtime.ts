/** What an extractor's code looks like: the default export of `executors/extract/<extractor>/extractor`. */
import type { Columns, RowOf } from '../../plugin/schema/column';
import type { Language } from '../../plugin/schema/language';
import type { OpenFile } from './read-source';

/** Columns that are the same for every row of a file; they are filled in, not emitted. */
export type FileColumn = 'file_id' | 'path' | 'language';

/** A row as an extractor emits it. */
export type FileRow<C extends Columns> = Omit<RowOf<C>, FileColumn>;

type Datasets = Readonly<Record<string, { readonly columns: Columns }>>;

/** Takes the rows of one file, dataset by dataset; rows keep the order in which they are emitted. */
export type Emit<D extends Datasets> = <N extends keyof D & string>(dataset: N, row: FileRow<D[N]['columns']>) => void;

/**
 * Emits the evidence in one file. What it emits depends on the file alone: neither on files seen before nor on time,
 * thread or machine. Throwing means that something other than the bytes is at fault; what the bytes determine is a row.
 */
export type ExtractFile<D extends Datasets> = (file: OpenFile, emit: Emit<D>) => void;

export interface ExtractorRuntime<D extends Datasets = Datasets> {
  /** The part of the extractor's declaration that running it needs. */
  readonly declaration: {
    readonly name: string;
    readonly languages: readonly Language[] | 'all';
    readonly datasets: D;
  };
  /** Loads grammars and the like; called once per worker thread, before the first file. */
  open(): Promise<ExtractFile<D>>;
}

/** Ties an extractor's code to its declaration, so that the rows it emits are checked against its columns. */
export const defineRuntime = <D extends Datasets>(runtime: ExtractorRuntime<D>): ExtractorRuntime<D> => runtime;
