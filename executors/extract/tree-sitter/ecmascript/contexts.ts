/** TypeScript and JavaScript: which names are bound, deleted or parameters. */
import type { Context } from '../outline';
import type { Rules } from '../walk';

type ContextRule = Rules['context'][string];

/** The children take part in what happens to the whole: `a` and `b` in `[a, ...b] = c`. */
const inherit: ContextRule = (walk, _child, parent) => walk.context(parent);

const always =
  (context: Context): ContextRule =>
  () =>
    context;

/** One field has a context of its own; the other children are read. */
const field =
  (name: string, context: Context): ContextRule =>
  (walk, child) =>
    walk.syntax.field(child) === name ? context : 'LOAD';

/** One field takes part in what happens to the whole; the other children (keys, defaults) are read. */
const inheritField =
  (name: string): ContextRule =>
  (walk, child, parent) =>
    walk.syntax.field(child) === name ? walk.context(parent) : 'LOAD';

/** TypeScript wraps each parameter: `pattern: type = value`. */
const parameter: ContextRule = (walk, child) =>
  ['pattern', 'name'].includes(walk.syntax.field(child)) ? 'PARAM' : 'LOAD';

/** `{ a }` binds a, `{ a as b }` binds b only. */
const importSpecifier: ContextRule = (walk, child, parent) => {
  const bound = walk.syntax.childIn(parent, 'alias') >= 0 ? 'alias' : 'name';
  return walk.syntax.field(child) === bound ? 'STORE' : 'LOAD';
};

export const CONTEXTS: Rules['context'] = {
  variable_declarator: field('name', 'STORE'),
  assignment_expression: field('left', 'STORE'),
  augmented_assignment_expression: field('left', 'STORE'),
  update_expression: always('STORE'),
  for_in_statement: field('left', 'STORE'),
  catch_clause: field('parameter', 'STORE'),
  formal_parameters: always('PARAM'),
  required_parameter: parameter,
  optional_parameter: parameter,
  arrow_function: field('parameter', 'PARAM'),
  object_pattern: inherit,
  array_pattern: inherit,
  rest_pattern: inherit,
  pair_pattern: inheritField('value'),
  assignment_pattern: inheritField('left'),
  object_assignment_pattern: inheritField('left'),
  parenthesized_expression: inherit,
  non_null_expression: inherit,
  unary_expression: (walk, _child, parent) =>
    walk.syntax.typeName(walk.syntax.firstChild(parent)) === 'delete' ? 'DEL' : 'LOAD',
  import_clause: always('STORE'),
  namespace_import: always('STORE'),
  import_specifier: importSpecifier,
  import_require_clause: always('STORE'),
  import_alias: (walk, child, parent) => (walk.syntax.firstChild(parent) === child ? 'STORE' : 'LOAD'),
  type_parameter: field('name', 'STORE'),
  mapped_type_clause: field('name', 'STORE'),
  infer_type: always('STORE'),
  index_signature: field('name', 'PARAM'),
};
