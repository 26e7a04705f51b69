/** Python: which names are bound, deleted or parameters, and in which scope an expression is evaluated. */
import type { Context, Scope, ScopeType } from '../outline';
import type { Rules, Walk } from '../walk';

type ContextRule = Rules['context'][string];
type ScopeRule = Rules['scope'][string];

/** The children take part in what happens to the whole: `a` and `b` in `(a, *b) = c`. */
const inherit: ContextRule = (walk, _child, parent) => walk.context(parent);

/** One field has a context of its own; the other children are read. */
const field =
  (name: string, context: Context): ContextRule =>
  (walk, child) =>
    walk.syntax.field(child) === name ? context : 'LOAD';

const always =
  (context: Context): ContextRule =>
  () =>
    context;

/** The name before `:` or `=` of a parameter; what follows is read. */
const parameterName: ContextRule = (walk, child, parent) =>
  walk.syntax.field(child) === 'name' || walk.syntax.firstChild(parent) === child ? 'PARAM' : 'LOAD';

/** `import a` binds a, `import a as b` binds b only. */
const importedName: ContextRule = (walk, child) =>
  walk.syntax.field(child) === 'name' && walk.syntax.typeName(child) === 'dotted_name' ? 'STORE' : 'LOAD';

export const CONTEXTS: Rules['context'] = {
  assignment: field('left', 'STORE'),
  augmented_assignment: field('left', 'STORE'),
  for_statement: field('left', 'STORE'),
  for_in_clause: field('left', 'STORE'),
  named_expression: field('name', 'STORE'),
  as_pattern_target: always('STORE'),
  // `case C() as x` has no field for x, unlike `with a as x`.
  as_pattern: (walk, child) => (walk.syntax.previous(child) >= 0 ? 'STORE' : 'LOAD'),
  delete_statement: always('DEL'),
  parameters: always('PARAM'),
  lambda_parameters: always('PARAM'),
  default_parameter: parameterName,
  typed_parameter: parameterName,
  typed_default_parameter: parameterName,
  pattern_list: inherit,
  tuple_pattern: inherit,
  list_pattern: inherit,
  list_splat_pattern: inherit,
  dictionary_splat_pattern: inherit,
  tuple: inherit,
  list: inherit,
  list_splat: inherit,
  expression_list: inherit,
  parenthesized_expression: inherit,
  dotted_name: inherit,
  // A bare name in a pattern is bound; a dotted one, or a class, is looked up.
  case_pattern: (walk, child) => (walk.syntax.typeName(child) === 'dotted_name' ? 'STORE' : 'LOAD'),
  keyword_pattern: (walk, child) => (walk.syntax.typeName(child) === 'dotted_name' ? 'STORE' : 'LOAD'),
  splat_pattern: always('STORE'),
  import_statement: importedName,
  import_from_statement: importedName,
  future_import_statement: importedName,
  aliased_import: field('alias', 'STORE'),
  type_alias_statement: field('left', 'STORE'),
  // Type parameters of a definition are bound; those of `list[int]` are read.
  type_parameter: (walk, _child, parent) =>
    walk.syntax.field(parent) === 'type_parameters' ? 'STORE' : walk.context(parent),
  type: inherit,
  generic_type: inherit,
  constrained_type: (walk, child, parent) => (walk.syntax.firstChild(parent) === child ? walk.context(parent) : 'LOAD'),
};

const outer = (scope: Scope): Scope => scope.outer ?? scope;

/** Name, decorators, defaults and annotations are evaluated where a definition stands, not inside it. */
const inFields =
  (...inside: readonly string[]): ScopeRule =>
  (walk, child, parent) =>
    inside.includes(walk.syntax.field(child)) ? walk.scopeWithin(parent) : walk.scope(parent);

const within: ScopeRule = (walk, _child, parent) => walk.scopeWithin(parent);

const parameterScope: ScopeRule = (walk, child, parent) =>
  walk.syntax.field(child) === 'value' || walk.syntax.field(child) === 'type'
    ? outer(walk.scope(parent))
    : walk.scope(parent);

/** The first iterable of a comprehension is evaluated outside; it follows the body and `for`. */
const iterableScope: ScopeRule = (walk, child, parent) => {
  const { syntax } = walk;
  const isFirst = syntax.field(syntax.previous(parent)) === 'body';
  return isFirst && syntax.field(child) === 'right' ? outer(walk.scope(parent)) : walk.scope(parent);
};

export const SCOPES: Rules['scope'] = {
  function_definition: inFields('parameters', 'body', 'type_parameters'),
  class_definition: inFields('body', 'type_parameters'),
  lambda: inFields('parameters', 'body'),
  default_parameter: parameterScope,
  typed_parameter: parameterScope,
  typed_default_parameter: parameterScope,
  list_comprehension: within,
  set_comprehension: within,
  dictionary_comprehension: within,
  generator_expression: within,
  for_in_clause: iterableScope,
};

const opens =
  (type: ScopeType): Rules['open'][string] =>
  (walk: Walk, node) => ({ type, name: walk.definitionAt(node)?.name ?? null, outer: walk.scope(node) });

export const OPENED: Rules['open'] = {
  function_definition: opens('function'),
  class_definition: opens('class'),
  lambda: opens('lambda'),
  list_comprehension: opens('comprehension'),
  set_comprehension: opens('comprehension'),
  dictionary_comprehension: opens('comprehension'),
  generator_expression: opens('comprehension'),
};
