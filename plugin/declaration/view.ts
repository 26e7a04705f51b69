import { z } from 'zod';
import { EDGE_COLUMNS, type EdgeColumn } from '../schema/edge-contract';
import { KIND } from '../schema/name-rules';
import { BUILT_IN_SEMANTIC_TYPES, type SemanticType } from '../schema/semantic-type';
import { identifier } from './extractor';

/** Kinds of views that people write in SQL; the others are generated from entities and relationships. */
export const SQL_VIEW_KINDS = ['derive', 'project', 'diagnostic'] as const;

/** Edges that the rows of a view are, with the columns of the edge contract. */
export interface EdgeEmission {
  readonly kind: string;
  /** Entity, or view with nodes, whose ids are in the column `src`. */
  readonly from: string;
  /** Entity, or view with nodes, whose ids are in the column `dst`. */
  readonly to: string;
  /** Columns of the view in place of those that the contract names: `{ src: 'scope_id', dst: 'binding_id' }`. */
  readonly columns?: Readonly<Partial<Record<EdgeColumn, string>>>;
  /** Column of truth values: only the rows for which it is true are edges. All rows if left out. */
  readonly when?: string;
}

/** Nodes that the rows of a view are, of one kind. */
export interface NodeEmission {
  readonly kind: string;
  /** Column with the id of what the node stands for. */
  readonly id: string;
  /** Column by property key. */
  readonly properties?: Readonly<Record<string, string>>;
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
  /** The graph nodes it contributes, if any. */
  readonly nodes?: NodeEmission;
  /** The graph edges it contributes, if any. Rows with an end that is null are none. */
  readonly edges?: EdgeEmission | readonly EdgeEmission[];
  /** Not part of `build` unless a view that is reads it: for what needs evidence that is dear to extract. */
  readonly onDemand?: boolean;
  readonly sql: string;
}

const semanticType = z.union([z.enum(BUILT_IN_SEMANTIC_TYPES), z.string().regex(/^x:[a-z][a-z0-9_]*$/)]);

export const kindName = z.string().regex(KIND.pattern, KIND.says);

const edgeEmission = z.strictObject({
  kind: kindName,
  from: identifier,
  to: identifier,
  columns: z.partialRecord(z.enum(EDGE_COLUMNS), identifier).optional(),
  when: identifier.optional(),
});

const nodeEmission = z.strictObject({
  kind: kindName,
  id: identifier,
  properties: z.record(identifier, identifier).optional(),
});

export const viewSchema = z.strictObject({
  kind: z.literal('view'),
  name: identifier,
  view: z.enum(SQL_VIEW_KINDS),
  description: z.string().min(1, 'say in one sentence what a row is'),
  semantic: z.record(identifier, semanticType).optional(),
  role: z.enum(['file_quality', 'summary']).optional(),
  nodes: nodeEmission.optional(),
  edges: z.union([edgeEmission, z.array(edgeEmission)]).optional(),
  onDemand: z.boolean().optional(),
  sql: z.string().min(1),
});

/** The edges of a view as a list. */
export const edgesOf = ({ edges = [] }: Pick<ViewDeclaration, 'edges'>): readonly EdgeEmission[] =>
  'kind' in edges ? [edges] : edges;

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
