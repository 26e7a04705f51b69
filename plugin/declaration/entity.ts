import { z } from 'zod';
import { identifier } from './extractor';
import { kindName } from './view';

/** A reference from one entity to another by the span the other one has. */
export interface ForeignKey {
  /** Name of the id column that is added to the view. */
  readonly column: string;
  /** Name of the entity it refers to. */
  readonly entity: string;
  readonly start: string;
  readonly end: string;
  /** The key is null where this column is null. */
  readonly nullIf?: string;
}

/** A concept with identity, location and content, read from one evidence dataset. */
export interface EntityDeclaration {
  readonly kind: 'entity';
  /** Also the namespace of its ids. */
  readonly name: string;
  readonly source: string;
  /** Name of the normalised view; `<source>_norm` if left out. */
  readonly view?: string;
  /** Name of its id column; `<name>_id` if left out. */
  readonly id?: string;
  /** Columns of its span. Without one the entity is the file itself, and its id is the file's. */
  readonly location?: { readonly start: string; readonly end: string };
  /** The node kind of its rows in the graph, and its properties by key; content columns under their own names if left out. */
  readonly node?: { readonly kind: string; readonly properties?: Readonly<Record<string, string>> };
  readonly content?: readonly string[];
  readonly foreignKeys?: readonly ForeignKey[];
}

export const entitySchema = z.strictObject({
  kind: z.literal('entity'),
  name: identifier,
  source: identifier,
  view: identifier.optional(),
  id: identifier.optional(),
  location: z.strictObject({ start: identifier, end: identifier }).optional(),
  node: z.strictObject({ kind: kindName, properties: z.record(identifier, identifier).optional() }).optional(),
  content: z.array(identifier).optional(),
  foreignKeys: z
    .array(
      z.strictObject({
        column: identifier,
        entity: identifier,
        start: identifier,
        end: identifier,
        nullIf: identifier.optional(),
      }),
    )
    .optional(),
});

/**
 * Declares an entity.
 *
 * @example
 * export default defineEntity({ name: 'todo', source: 'todo_comments', location: { start: 'bstart', end: 'bend' } });
 */
export const defineEntity = (entity: Omit<EntityDeclaration, 'kind'>): EntityDeclaration => ({
  kind: 'entity',
  ...entity,
});

/** The name of the view that an entity is normalised to. */
export const viewOf = (entity: EntityDeclaration): string => entity.view ?? `${entity.source}_norm`;

/** The name of the id column of an entity. */
export const idOf = (entity: EntityDeclaration): string => entity.id ?? `${entity.name}_id`;
