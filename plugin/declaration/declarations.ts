/** Everything that was declared, each with the place it was declared at. */
import type { Place } from '../core/diagnostic';
import type { EntityDeclaration } from './entity';
import type { ExtractorDeclaration } from './extractor';
import type { RelationshipDeclaration } from './relationship';
import type { ViewDeclaration } from './view';

export type Declaration = ExtractorDeclaration | EntityDeclaration | RelationshipDeclaration | ViewDeclaration;

export interface Located<T> {
  readonly value: T;
  readonly at: Place;
  /** Whether it is part of cpg itself. */
  readonly builtIn: boolean;
}

export interface Declarations {
  readonly extractors: readonly Located<ExtractorDeclaration>[];
  readonly entities: readonly Located<EntityDeclaration>[];
  readonly relationships: readonly Located<RelationshipDeclaration>[];
  readonly views: readonly Located<ViewDeclaration>[];
  /** Absolute paths of all files that were loaded, sorted. */
  readonly files: readonly string[];
}
