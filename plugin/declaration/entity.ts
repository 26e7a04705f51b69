import { z } from 'zod';
import { identifier } from './extractor';
import { kindName } from './view';

/** A reference from one entity to another, where the extractor's metadata does not say so itself. */
export interface ForeignKey {
  /** Name of the id column that is added to the view. */
  readonly column: string;
  /** Name of the entity it refers to. */
  readonly entity: string;
  /** Columns that hold what identifies the other row in its file, in the order of that entity's identity. */
  readonly by: readonly string[];
}

/** What the positions of an entity are: byte offsets, or lines and columns that are turned into byte offsets. */
export const SPAN_UNITS = ['byte', 'line_column'] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];

/** A concept with identity, location and content, read from one evidence dataset. */
export interface EntityDeclaration {
  readonly kind: 'entity';
  readonly name: string;
  readonly source: string;
  /** Namespace of its ids; the name if left out. Rows of one place in entities of one namespace have the same id. */
  readonly namespace?: string;
  /** Name of the normalised view; `<source>_norm` if left out. */
  readonly view?: string;
  /** Name of its id column; `<name>_id` if left out. */
  readonly id?: string;
  /** Columns of its span; the one that the extractor's metadata calls the row's own if left out. */
  readonly location?: { readonly start: string; readonly end: string };
  /** Unit of its positions; that of the metadata if left out. Lines and columns are joined with the lines of the file. */
  readonly spanUnit?: SpanUnit;
  /**
   * Columns of the view that identify a row within its file; `bstart` and `bend` if left out. An entity without a span
   * and without these is the file itself, and its id is the file's. Of a nested one the place in the list is added.
   */
  readonly identity?: readonly string[];
  /** Column that holds a list: each element is a row, under the name of the column, and `<column>_index` counts them. */
  readonly nested?: string;
  /** The node kind of its rows in the graph, and its properties by key; content columns under their own names if left out. */
  readonly node?: { readonly kind: string; readonly properties?: Readonly<Record<string, string>> };
  readonly content?: readonly string[];
  readonly foreignKeys?: readonly ForeignKey[];
}

export const entitySchema = z.strictObject({
  kind: z.literal('entity'),
  name: identifier,
  source: identifier,
  namespace: identifier.optional(),
  view: identifier.optional(),
  id: identifier.optional(),
  location: z.strictObject({ start: identifier, end: identifier }).optional(),
  spanUnit: z.enum(SPAN_UNITS).optional(),
  identity: z.array(identifier).min(1).optional(),
  nested: identifier.optional(),
  node: z.strictObject({ kind: kindName, properties: z.record(identifier, identifier).optional() }).optional(),
  content: z.array(identifier).optional(),
  foreignKeys: z
    .array(z.strictObject({ column: identifier, entity: identifier, by: z.array(identifier).min(1) }))
    .optional(),
});

/** What a module says about an entity; it is called like its file if it has no name of its own. */
export type EntityOptions = Omit<EntityDeclaration, 'kind' | 'name'> & { readonly name?: string };

/**
 * Declares an entity. In `entities/todo.ts` it is called `todo`.
 *
 * @example
 * export default defineEntity({ source: 'todo_comments', content: ['message'] });
 */
export const defineEntity = <O extends EntityOptions>(options: O) => ({ kind: 'entity' as const, ...options });

/** The name of the view that an entity is normalised to. */
export const viewOf = (entity: EntityDeclaration): string => entity.view ?? `${entity.source}_norm`;

/** The name of the id column of an entity. */
export const idOf = (entity: EntityDeclaration): string => entity.id ?? `${entity.name}_id`;
