/** The graph's vocabulary: every edge kind with what it means and the properties its edges carry. */

export interface EdgeKindEntry {
  readonly says: string;
  readonly properties: readonly EdgeProperty[];
}

/** Columns of an edge that can also be read as properties. */
export const EDGE_PROPERTIES = ['origin', 'resolution_method', 'confidence', 'score', 'ambiguity_group_id'] as const;
export type EdgeProperty = (typeof EDGE_PROPERTIES)[number];

/** Edge kinds of the built-in model. */
export const EDGE_KINDS: Readonly<Record<string, EdgeKindEntry>> = {
  CONTAINS: { says: 'A file or definition contains a definition.', properties: [] },
  HAS_DOCSTRING: { says: 'A file or definition is described by a docstring.', properties: [] },
  HAS_DECORATOR: { says: 'A definition is decorated.', properties: [] },
  ARGUMENT_OF: { says: 'An argument is passed to a call.', properties: [] },
  CALLS: {
    says: 'A call reaches a definition.',
    properties: ['origin', 'resolution_method', 'confidence', 'score'],
  },
};

/** Node kinds of the built-in model. */
export const NODE_KINDS: Readonly<Record<string, { readonly says: string }>> = {
  FILE: { says: 'A file that Nx lists.' },
  CST_REF: { says: 'A name or attribute in the source.' },
  CST_DEF: { says: 'A function, class or other named definition.' },
  CST_IMPORT_ALIAS: { says: 'One imported or re-exported name.' },
  CST_CALLSITE: { says: 'A call expression.' },
  CST_CALL_ARG: { says: 'An argument of a call.' },
  CST_DOCSTRING: { says: 'A docstring or documentation comment.' },
  CST_DECORATOR: { says: 'A decorator.' },
};

/** Property keys of nodes, by their value type. A key has one type everywhere. */
export const PROPERTY_KEYS: Readonly<Record<string, 'string' | 'int' | 'float' | 'bool' | 'json'>> = {
  arg_count: 'int',
  asname: 'string',
  callee_dotted: 'string',
  callee_shape: 'string',
  callee_text: 'string',
  confidence: 'float',
  container_def_id: 'string',
  decorator_count: 'int',
  decorator_text: 'string',
  def_kind: 'string',
  docstring: 'string',
  expr_context: 'string',
  file_sha256: 'string',
  import_kind: 'string',
  imported_name: 'string',
  is_star: 'bool',
  language: 'string',
  module: 'string',
  name: 'string',
  origin: 'string',
  param_name: 'string',
  parent_kind: 'string',
  path: 'string',
  position: 'int',
  qualname: 'string',
  ref_kind: 'string',
  ref_text: 'string',
  relative_level: 'int',
  resolution_method: 'string',
  scope_name: 'string',
  scope_role: 'string',
  scope_type: 'string',
  score: 'int',
  size_bytes: 'int',
  text: 'string',
};
