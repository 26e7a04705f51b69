/** What a column means. Declared on extractor columns, carried along lineage, never read off a name. */

/**
 * - `file_id`, `path`: identity of the file a row is about; `path` is relative to the workspace root, with `/`
 * - `project`, `project_root`: the Nx project that the file of the row belongs to, and its folder
 * - `span_start`, `span_end`: half-open byte offsets into the file as stored on disk
 * - `entity_id`: the row's own id; `foreign_id`: the id of another row
 * - `symbol`: a position-free symbol; `symbol_roles`: bits of the roles in which it occurs; `qname`: a qualified name
 * - `ordinal`: the number of a row in its file, in the order of the source; it moves with everything before it
 * - `line`, `column`: zero-based coordinates; `column_unit`: what columns count; `line_text`: a line of a file
 * - `language`: the language that the file of the row is written in
 * - `origin`, `confidence`, `evidence_tier`: where a fact came from and how sure it is; `file_quality`: how far the
 *   evidence of a file can be trusted, 0 to 1000
 */
export const BUILT_IN_SEMANTIC_TYPES = [
  'file_id',
  'path',
  'project',
  'project_root',
  'span_start',
  'span_end',
  'entity_id',
  'foreign_id',
  'symbol',
  'symbol_roles',
  'qname',
  'line',
  'column',
  'column_unit',
  'line_text',
  'language',
  'ordinal',
  'origin',
  'confidence',
  'evidence_tier',
  'file_quality',
] as const;

export type BuiltInSemanticType = (typeof BUILT_IN_SEMANTIC_TYPES)[number];

/** A built-in type, or a user's own written as `x:name`. */
export type SemanticType = BuiltInSemanticType | `x:${string}`;

/** Columns of one group can be compared with each other in a join. */
export type CompatibilityGroup = 'file_identity' | 'span_position' | 'entity_identity' | 'symbol_identity';

/** The three column groups whose digests Nx sees; see `laneOf`. */
export const LANES = ['identity', 'location', 'content'] as const;
export type Lane = (typeof LANES)[number];

interface TypeFacts {
  readonly lane: Lane;
  readonly group?: CompatibilityGroup;
}

const FACTS: Record<BuiltInSemanticType, TypeFacts> = {
  file_id: { lane: 'identity', group: 'file_identity' },
  path: { lane: 'identity', group: 'file_identity' },
  project: { lane: 'identity' },
  project_root: { lane: 'identity' },
  span_start: { lane: 'location', group: 'span_position' },
  span_end: { lane: 'location', group: 'span_position' },
  entity_id: { lane: 'identity', group: 'entity_identity' },
  foreign_id: { lane: 'identity', group: 'entity_identity' },
  symbol: { lane: 'content', group: 'symbol_identity' },
  symbol_roles: { lane: 'content' },
  qname: { lane: 'content', group: 'symbol_identity' },
  line: { lane: 'location', group: 'span_position' },
  column: { lane: 'location', group: 'span_position' },
  column_unit: { lane: 'content' },
  line_text: { lane: 'content' },
  language: { lane: 'content' },
  ordinal: { lane: 'location' },
  origin: { lane: 'content' },
  confidence: { lane: 'content' },
  evidence_tier: { lane: 'content' },
  file_quality: { lane: 'content' },
};

const factsOf = (type: SemanticType | undefined): TypeFacts =>
  type !== undefined && type in FACTS ? FACTS[type as BuiltInSemanticType] : { lane: 'content' };

/** The lane of a column: ids and file identity, spans and lines, or everything else. */
export const laneOf = (type: SemanticType | undefined): Lane => factsOf(type).lane;

/** The compatibility group of a type, if it has one. */
export const groupOf = (type: SemanticType | undefined): CompatibilityGroup | undefined => factsOf(type).group;
