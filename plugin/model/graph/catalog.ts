/** The graph's vocabulary: every edge kind with what it means and the properties its edges carry. */

export interface NodeKindEntry {
  readonly says: string;
  /** Why no node of this kind is made; it is then only a word. */
  readonly absent?: string;
}

export interface EdgeKindEntry extends NodeKindEntry {
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
  HAS_ANNOTATION: {
    says: 'A definition, or a parameter or variable in it, has a type annotation.',
    properties: ['origin'],
  },
  HAS_DIAGNOSTIC: { says: 'A parser, compiler or indexer remarks something about a file.', properties: [] },
  SCOPE_PARENT: { says: 'A scope is inside another.', properties: [] },
  SCOPE_BINDS: { says: 'A scope has a name of its own, or takes it from a scope around it.', properties: [] },
  DEF_SITE_OF: { says: 'A place where a name gets a value.', properties: [] },
  USE_SITE_OF: { says: 'A place where a name is read, written, deleted or called.', properties: [] },
  BINDING_RESOLVES_TO: {
    says: 'A name in a scope is the one of a scope around it; the method is global, nonlocal or free.',
    properties: ['resolution_method'],
  },
  TYPE_PARAM_OF: { says: 'A type parameter belongs to the scope of a definition.', properties: [] },
  DEFINES_SYMBOL: { says: 'A definition defines a symbol of an index.', properties: ['origin', 'resolution_method'] },
  REFERENCES_SYMBOL: { says: 'A name means a symbol.', properties: ['origin', 'resolution_method'] },
  READS_SYMBOL: { says: 'A name reads a symbol.', properties: ['origin', 'resolution_method'] },
  WRITES_SYMBOL: { says: 'A name writes a symbol.', properties: ['origin', 'resolution_method'] },
  IMPORTS_SYMBOL: { says: 'An import takes a symbol.', properties: ['origin', 'resolution_method'] },
  CALLS_SYMBOL: { says: 'A call reaches a symbol.', properties: ['origin', 'resolution_method', 'score'] },
  SCIP_SYMBOL_REFERENCE: { says: 'A symbol is to be found with another one.', properties: ['origin'] },
  SCIP_SYMBOL_IMPLEMENTATION: { says: 'A symbol implements or overrides another.', properties: ['origin'] },
  SCIP_SYMBOL_TYPE_DEFINITION: { says: 'A symbol has a type.', properties: ['origin'] },
  SCIP_SYMBOL_DEFINITION: { says: 'A symbol is defined by another.', properties: ['origin'] },
  INFERRED_TYPE: {
    says: 'An expression has a type that nobody wrote down.',
    properties: [],
    absent: 'no source infers types; value flow knows the classes of values (value_flow)',
  },
  CALLS_QNAME: {
    says: 'A call reaches whatever has a qualified name.',
    properties: [],
    absent: 'calls of other packages are rows of call_graph, with the name and without a node',
  },
  RT_HAS_SIGNATURE: { says: 'An object at run time has a signature.', properties: [], absent: 'nothing is run' },
  RT_HAS_PARAM: { says: 'A signature at run time has a parameter.', properties: [], absent: 'nothing is run' },
  RT_HAS_MEMBER: { says: 'An object at run time has a member.', properties: [], absent: 'nothing is run' },
};

/** Node kinds of the built-in model. */
export const NODE_KINDS: Readonly<Record<string, NodeKindEntry>> = {
  FILE: { says: 'A file that Nx lists.' },
  CST_REF: { says: 'A name or attribute in the source.' },
  CST_DEF: { says: 'A function, class or other named definition.' },
  CST_IMPORT_ALIAS: { says: 'One imported or re-exported name.' },
  CST_CALLSITE: { says: 'A call expression.' },
  CST_CALL_ARG: { says: 'An argument of a call.' },
  CST_DOCSTRING: { says: 'A docstring or documentation comment.' },
  CST_DECORATOR: { says: 'A decorator.' },
  TYPE_EXPR: { says: 'A type annotation.' },
  SCOPE: { says: 'A module, function, class or block with names of its own.' },
  BINDING: { says: 'A name in a scope.' },
  DEF_SITE: { says: 'A place where a name gets a value.' },
  USE_SITE: { says: 'A mention of a name.' },
  TYPE_PARAM: { says: 'A type parameter of a definition.' },
  SCIP_SYMBOL: { says: 'A symbol of an index, once in each project that defines or mentions it.' },
  DIAG: { says: 'A remark of a parser, compiler or indexer about a file.' },
  QUALIFIED_NAME: { says: 'A name with the names around it.', absent: 'it is the property qualname of what has it' },
  TS_NODE: {
    says: 'A named node of the syntax.',
    absent: 'ten times as many as all other nodes together, and nothing points to one: see ts_nodes and ts_edges',
  },
  TS_ERROR: { says: 'A stretch that fits no grammar.', absent: 'it is a DIAG; the syntax around it is in ts_errors' },
  TS_MISSING: { says: 'A token that is not there.', absent: 'it is a DIAG; the syntax around it is in ts_missing' },
  TYPE: { says: 'A type.', absent: 'no source infers types' },
  RT_OBJECT: { says: 'An object at run time.', absent: 'nothing is run' },
  RT_SIGNATURE: { says: 'A signature at run time.', absent: 'nothing is run' },
  RT_SIGNATURE_PARAM: { says: 'A parameter at run time.', absent: 'nothing is run' },
  RT_MEMBER: { says: 'A member at run time.', absent: 'nothing is run' },
};

/** Property keys of nodes, by their value type. A key has one type everywhere. */
export const PROPERTY_KEYS: Readonly<Record<string, 'string' | 'int' | 'float' | 'bool' | 'json'>> = {
  anchor_confidence: 'float',
  anchor_reason: 'string',
  annotated_here: 'bool',
  arg_count: 'int',
  asname: 'string',
  assigned_here: 'bool',
  binding_id: 'string',
  binding_kind: 'string',
  callee_dotted: 'string',
  callee_shape: 'string',
  callee_text: 'string',
  code: 'string',
  confidence: 'float',
  container_def_id: 'string',
  declared_here: 'bool',
  decorator_count: 'int',
  decorator_text: 'string',
  def_kind: 'string',
  def_site_kind: 'string',
  diag_source: 'string',
  display_name: 'string',
  docstring: 'string',
  documentation: 'json',
  enclosing_symbol: 'string',
  expr_context: 'string',
  expr_kind: 'string',
  expr_role: 'string',
  expr_text: 'string',
  file_sha256: 'string',
  import_kind: 'string',
  imported_name: 'string',
  is_meta_scope: 'bool',
  is_star: 'bool',
  language: 'string',
  message: 'string',
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
  referenced_here: 'bool',
  relative_level: 'int',
  resolution_method: 'string',
  scope_id: 'string',
  scope_name: 'string',
  scope_role: 'string',
  scope_type: 'string',
  score: 'int',
  severity: 'string',
  signature_language: 'string',
  signature_text: 'string',
  size_bytes: 'int',
  symbol: 'string',
  symbol_kind: 'string',
  text: 'string',
  use_kind: 'string',
  variance: 'string',
};
