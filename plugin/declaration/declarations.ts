/** Everything that was declared, each with the place it was declared at. */
import type { Place } from '../core/diagnostic';
import type { ConfigDeclaration } from './config';
import type { EntityDeclaration } from './entity';
import type { ExtractorDeclaration } from './extractor';
import type { RelationshipDeclaration } from './relationship';
import type { ViewDeclaration } from './view';

export type Declaration =
  | ExtractorDeclaration
  | EntityDeclaration
  | RelationshipDeclaration
  | ViewDeclaration
  | ConfigDeclaration;

export interface Located<T> {
  readonly value: T;
  readonly at: Place;
  /** Whether it is part of cpg itself. */
  readonly builtIn: boolean;
}

/** Where the code of a workspace's extractor is, and what decides what it does. */
export interface ExtractorCode {
  /** Absolute path of the module with the code. */
  readonly module: string;
  /** Absolute paths of all files that it may load, sorted. */
  readonly files: readonly string[];
  /** Installed packages that it imports, sorted. */
  readonly packages: readonly string[];
}

/** `code` is null for an extractor of cpg itself, whose code is found by its name. */
export type LocatedExtractor = Located<ExtractorDeclaration> & { readonly code: ExtractorCode | null };

export interface Declarations {
  readonly extractors: readonly LocatedExtractor[];
  readonly entities: readonly Located<EntityDeclaration>[];
  readonly relationships: readonly Located<RelationshipDeclaration>[];
  readonly views: readonly Located<ViewDeclaration>[];
  /** Names of the extractors that read nothing in this workspace. */
  readonly without: ReadonlySet<string>;
  /** Absolute paths of all files that were loaded, sorted. */
  readonly files: readonly string[];
}
