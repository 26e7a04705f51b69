/** TypeScript and JavaScript: in which scope an expression is evaluated. Blocks belong to their function. */
import type { ScopeType } from '../outline';
import type { ByType, Rules } from '../walk';
import { globalOf } from './definitions';

type ScopeRule = Rules['scope'][string];

/** Everything that has parameters, types included, so that parameter names of types stay inside. */
const FUNCTIONS = [
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_signature',
  'method_signature',
  'abstract_method_signature',
  'call_signature',
  'construct_signature',
  'function_type',
  'constructor_type',
] as const;
const CLASSES = ['class_declaration', 'abstract_class_declaration', 'class'] as const;
/** Their type parameters are theirs. */
const TYPES = ['interface_declaration', 'type_alias_declaration'] as const;
const NAMESPACES = ['internal_module', 'module'] as const;

/** Functions that may stand in an expression without a name. */
const ANONYMOUS: ReadonlySet<string> = new Set(['function_expression', 'generator_function', 'arrow_function']);

function each<R>(types: readonly string[], rule: R): ByType<R> {
  return Object.fromEntries(types.map((type) => [type, rule]));
}

/** Children in these fields are inside; the others (names, decorators) are where the node stands. */
const inFields =
  (...inside: readonly string[]): ScopeRule =>
  (walk, child, parent) =>
    inside.includes(walk.syntax.field(child)) ? walk.scopeWithin(parent) : walk.scope(parent);

const HERITAGE: ReadonlySet<string> = new Set(['class_heritage', 'extends_type_clause']);

/** Type parameters are known in what a class or interface extends. */
const typeScope =
  (...inside: readonly string[]): ScopeRule =>
  (walk, child, parent) =>
    inside.includes(walk.syntax.field(child)) || HERITAGE.has(walk.syntax.typeName(child))
      ? walk.scopeWithin(parent)
      : walk.scope(parent);

/** Decorators of members are evaluated outside the class. */
const outsideForDecorators =
  (rule: ScopeRule): ScopeRule =>
  (walk, child, parent) => {
    const scope = walk.scope(parent);
    return walk.syntax.typeName(child) === 'decorator' ? (scope.outer ?? scope) : rule(walk, child, parent);
  };

const same: ScopeRule = (walk, _child, parent) => walk.scope(parent);
const functionScope = inFields('parameters', 'parameter', 'body', 'type_parameters', 'return_type', 'type');

export const SCOPES: Rules['scope'] = {
  ...each(FUNCTIONS, functionScope),
  method_definition: outsideForDecorators(functionScope),
  ...each(CLASSES, typeScope('body', 'type_parameters')),
  ...each(TYPES, typeScope('body', 'value', 'type_parameters')),
  ...each(NAMESPACES, inFields('body')),
  ambient_declaration: (walk, child, parent) =>
    walk.syntax.typeName(child) === 'statement_block' ? walk.scopeWithin(parent) : walk.scope(parent),
  class_body: outsideForDecorators(same),
  public_field_definition: outsideForDecorators(same),
  field_definition: outsideForDecorators(same),
};

const opens =
  (type: ScopeType): Rules['open'][string] =>
  (walk, node) => ({ type, name: walk.definitionAt(node)?.name ?? null, outer: walk.scope(node) });

/** A function that nothing gives a name is a lambda. */
const opensFunction: Rules['open'][string] = (walk, node) => {
  const name = walk.definitionAt(node)?.name ?? null;
  const isLambda = name === null && ANONYMOUS.has(walk.syntax.typeName(node));
  return { type: isLambda ? 'lambda' : 'function', name, outer: walk.scope(node) };
};

export const OPENED: Rules['open'] = {
  ...each(FUNCTIONS, opensFunction),
  ...each(CLASSES, opens('class')),
  ...each(TYPES, opens('class')),
  ...each(NAMESPACES, opens('module')),
  ambient_declaration: (walk, node) =>
    globalOf(walk.syntax, node) < 0 ? walk.scope(node) : opens('module')(walk, node),
};
