/** What the two indexers have in common: a project goes in, a command and the meaning of its index come out. */
import type { Document } from '@c4312/scip';
import type { Language } from '../../../plugin/schema/language';
import type { OpenProject } from '../extractor-runtime';
import type { Counting, Positions } from './positions';

/** Why a project or a file has no index, or an incomplete one. */
export interface IndexError {
  readonly code:
    | 'no_documents'
    | 'index_damaged'
    | 'indexer_failed'
    | 'document_incomplete'
    | 'document_missing'
    | 'document_outside'
    | 'configuration_invalid'
    | 'not_utf8'
    | 'too_large';
  /** Of a file of the project; null when the whole project is meant. */
  readonly path: string | null;
  readonly message: string;
}

/** A symbol as it is known in the whole workspace. */
export interface Identity {
  readonly symbol: string;
  readonly isLocal: boolean;
  readonly isExternal: boolean;
  readonly isUnresolved: boolean;
  /** It does not parse, or is the beginning of a symbol that misses its name. */
  readonly isMalformed: boolean;
}

/** Where a symbol stands: index into the text of the document, or null for one that stands nowhere. */
export type Identify = (symbol: string, offset: number | null) => Identity;

export interface DocumentText {
  readonly text: string;
  readonly positions: Positions;
}

export interface PreparedIndexer {
  readonly script: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Absolute path of the index that it will write. */
  readonly index: string;
  readonly counting: Counting;
  /** Files of the project that should be in the index, by path. */
  readonly expected: ReadonlySet<string>;
  readonly projectName: string;
  readonly projectVersion: string | null;
  /** What is wrong before it runs. */
  readonly errors: readonly IndexError[];
  /** Path of a document relative to the workspace root, if it is below it. */
  pathOf(relativePath: string): string;
  /** The symbols of one document; `text` is null for external symbols, which are in none. */
  identities(path: string | null, document: Document | null, text: DocumentText | null): Identify;
  /** What its output says about files that it could not index whole. */
  complaints(output: string): readonly string[];
}

export interface Indexer {
  readonly name: string;
  readonly package: string;
  readonly languages: readonly Language[];
  /** Writes what the tool in `directory` will read, and nothing else, below `temporary`. */
  prepare(project: OpenProject, directory: string, temporary: string): PreparedIndexer;
}
