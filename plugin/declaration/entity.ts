import { z } from 'zod';
import { identifier } from './extractor';

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
  readonly location: { readonly start: string; readonly end: string };
  /** Unit of the location; `line_column` inserts the join with the line index. */
  readonly spanUnit?: 'byte' | 'line_column';
  readonly structure?: 'flat' | 'nested';
  readonly content?: readonly string[];
  readonly foreignKeys?: readonly ForeignKey[];
  /** The node kind of its rows in the graph. */
  readonly node?: string;
}

export const entitySchema = z.strictObject({
  kind: z.literal('entity'),
  name: identifier,
  source: identifier,
  view: identifier.optional(),
  id: identifier.optional(),
  location: z.strictObject({ start: identifier, end: identifier }),
  spanUnit: z.enum(['byte', 'line_column']).optional(),
  structure: z.enum(['flat', 'nested']).optional(),
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
  node: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'use upper case letters, digits and _')
    .optional(),
});
