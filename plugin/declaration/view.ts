import { z } from 'zod';
import { KIND } from '../schema/name-rules';
import { BUILT_IN_SEMANTIC_TYPES, type SemanticType } from '../schema/semantic-type';
import { identifier } from './extractor';

/** Kinds of views that people write in SQL; the others are generated from entities and relationships. */
export const SQL_VIEW_KINDS = ['derive', 'project', 'diagnostic'] as const;

/** Edges that the rows of a view are: it has the columns `src` and `dst`, ids of the entities named here. */
export interface EdgeEmission {
  readonly kind: string;
  /** Entity whose ids are in the column `src`. */
  readonly from: string;
  /** Entity whose ids are in the column `dst`. */
  readonly to: string;
}

/** A derived dataset written in SQL: one SELECT in the `.sql` file of the same name. */
export interface ViewDeclaration {
  readonly kind: 'view';
  readonly name: string;
  readonly view: (typeof SQL_VIEW_KINDS)[number];
  readonly description: string;
  /** Semantic types of computed columns; a column passed through keeps the type it has. */
  readonly semantic?: Readonly<Record<string, SemanticType>>;
  /**
   * What it is for besides its rows: `file_quality` weighs the evidence of each file, in a column of that semantic type;
   * `summary` is what a build prints, its columns are element (`node` or `edge`), kind and count.
   */
  readonly role?: 'file_quality' | 'summary';
  /** The graph edges it contributes, if any. */
  readonly edges?: EdgeEmission;
  /** Not part of `build` unless a view that is reads it: for what needs evidence that is dear to extract. */
  readonly onDemand?: boolean;
  readonly sql: string;
}

const semanticType = z.union([z.enum(BUILT_IN_SEMANTIC_TYPES), z.string().regex(/^x:[a-z][a-z0-9_]*$/)]);

export const kindName = z.string().regex(KIND.pattern, KIND.says);

export const viewSchema = z.strictObject({
  kind: z.literal('view'),
  name: identifier,
  view: z.enum(SQL_VIEW_KINDS),
  description: z.string().min(1, 'say in one sentence what a row is'),
  semantic: z.record(identifier, semanticType).optional(),
  role: z.enum(['file_quality', 'summary']).optional(),
  edges: z.strictObject({ kind: kindName, from: identifier, to: identifier }).optional(),
  onDemand: z.boolean().optional(),
  sql: z.string().min(1),
});

/** What a module beside `<name>.sql` says about it; everything has a default. */
export type ViewOptions = Partial<Omit<ViewDeclaration, 'kind' | 'name' | 'sql'>>;

/**
 * Describes the view whose SELECT is in the `.sql` file beside the module.
 *
 * @example
 * export default defineView({ description: 'A call and the definition it reaches.', view: 'derive' });
 */
export const defineView = (options: ViewOptions): ViewOptions & { readonly kind: 'view' } => ({
  kind: 'view',
  ...options,
});
