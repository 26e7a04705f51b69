/** TypeScript and JavaScript: functions, classes and types, by their own name or the one they are bound to. */
import { cutName } from '../../name-limit';
import { addDecorators, addDefinition } from '../definitions';
import type { Definition } from '../outline';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';
import { commentBefore, documentationIn } from './documentation';

type DefineRule = Rules['define'][string];

const FUNCTION_VALUES: ReadonlySet<string> = new Set(['arrow_function', 'function_expression', 'generator_function']);
/** `(() => 1) as F` is still the function. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
]);

const isDecorator = (syntax: Syntax, node: number): boolean => syntax.typeName(node) === 'decorator';

/** Decorators inside the node, before `export`, and before a member of a class. */
function decoratorsOf(syntax: Syntax, node: number): readonly number[] {
  const own = syntax.children(node).filter((child) => isDecorator(syntax, child));
  const parent = syntax.parent(node);
  if (parent >= 0 && syntax.typeName(parent) === 'export_statement') {
    return [...syntax.children(parent).filter((child) => isDecorator(syntax, child)), ...own];
  }
  const before: number[] = [];
  let sibling = syntax.previous(node);
  while (sibling >= 0 && (isDecorator(syntax, sibling) || syntax.typeName(sibling) === 'comment')) {
    if (isDecorator(syntax, sibling)) before.unshift(sibling);
    sibling = syntax.previous(sibling);
  }
  return [...before, ...own];
}

/** UTF-16 position where the node begins once decorators inside it are left out. */
function startAfterDecorators(syntax: Syntax, node: number): number {
  let start = syntax.start(node);
  let seen = false;
  for (const child of syntax.children(node)) {
    seen ||= isDecorator(syntax, child);
    if (!isDecorator(syntax, child) && syntax.typeName(child) !== 'comment') break;
    if (seen) start = syntax.end(child);
  }
  while (seen && /\s/.test(syntax.source.charAt(start))) start++;
  return start;
}

/** A name that is quoted is known by what stands between the quotes. */
function nameSpan(syntax: Syntax, name: number): { readonly nameStart: number; readonly nameEnd: number } {
  const quote = syntax.typeName(name) === 'string' ? 1 : 0;
  return { nameStart: syntax.start(name) + quote, nameEnd: syntax.end(name) - quote };
}

/** Declarations whose name is visible in the block around them. */
const DECLARATIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_signature',
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'type_alias_declaration',
  'internal_module',
  'module',
  'variable_declarator',
]);

/** `f = () => 1` and `f ||= () => 1`. */
const ASSIGNMENTS: ReadonlySet<string> = new Set(['assignment_expression', 'augmented_assignment_expression']);

/** Methods, fields and properties are reached through an object; a function expression names itself to itself only. */
function bindsName(syntax: Syntax, node: number): boolean {
  if (!ASSIGNMENTS.has(syntax.typeName(node))) return DECLARATIONS.has(syntax.typeName(node));
  const left = syntax.childIn(node, 'left');
  return left >= 0 && syntax.typeName(left) === 'identifier';
}

function define(walk: Walk, node: number, kind: string, name: number): Definition | null {
  const { syntax } = walk;
  const span = nameSpan(syntax, name);
  if (span.nameStart >= span.nameEnd) return null;
  const comment = commentBefore(syntax, node);
  const definition = addDefinition(walk, {
    node,
    kind,
    name: cutName(syntax.source.slice(span.nameStart, span.nameEnd)),
    ...span,
    start: syntax.typeName(name) === 'global' ? span.nameStart : startAfterDecorators(syntax, node),
    documentation: comment < 0 ? null : documentationIn(syntax, comment),
    decorators: decoratorsOf(syntax, node),
    bindsName: bindsName(syntax, node),
  });
  if (comment >= 0) walk.belongsTo(comment, definition);
  return definition;
}

/** `declare global { }` is a namespace of that name, as the languages' own syntax trees have it. */
export const globalOf = (syntax: Syntax, node: number): number =>
  syntax.children(node).find((child) => syntax.typeName(child) === 'global') ?? -1;

const functionKind = (syntax: Syntax, node: number): string =>
  syntax.children(node).some((child) => syntax.typeName(child) === 'async') ? 'async_function' : 'function';

/** A definition under its own name, unless it is bound to another. */
const named =
  (kindOf: (syntax: Syntax, node: number) => string): DefineRule =>
  (walk, node) => {
    const name = walk.syntax.childIn(node, 'name');
    if (name < 0 || walk.definitionAt(node) !== undefined) return null;
    return define(walk, node, kindOf(walk.syntax, node), name);
  };

const kind = (name: string) => () => name;
const namedFunction = named(functionKind);
const namedClass = named(kind('class'));

/** A function or class bound to a name: the binding is the definition, the function or class is inside it. */
const bound =
  (nameField: string, valueField: string): DefineRule =>
  (walk, node) => {
    const { syntax } = walk;
    let value = syntax.childIn(node, valueField);
    while (value >= 0 && TRANSPARENT.has(syntax.typeName(value))) value = syntax.firstChild(value);
    if (value < 0) return null;
    const isFunction = FUNCTION_VALUES.has(syntax.typeName(value));
    if (!isFunction && syntax.typeName(value) !== 'class') return null;
    const name = bindingName(syntax, syntax.childIn(node, nameField));
    if (name < 0) return null;
    const definition = define(walk, node, isFunction ? functionKind(syntax, value) : 'class', name);
    if (definition !== null) walk.belongsTo(value, definition);
    return definition;
  };

/** `f` in `f = ...`, `x.f = ...`, `{ f: ... }` and `{ 'f': ... }`, `[f]` in `{ [f]: ... }`; -1 for patterns and subscripts. */
function bindingName(syntax: Syntax, target: number): number {
  if (target < 0) return -1;
  switch (syntax.typeName(target)) {
    case 'identifier':
    case 'property_identifier':
    case 'private_property_identifier':
    case 'string':
    case 'number':
    case 'computed_property_name':
      return target;
    case 'member_expression':
      return syntax.childIn(target, 'property');
    default:
      return -1;
  }
}

export const DEFINITIONS: Rules['define'] = {
  function_declaration: namedFunction,
  generator_function_declaration: namedFunction,
  function_signature: namedFunction,
  function_expression: namedFunction,
  generator_function: namedFunction,
  method_definition: namedFunction,
  abstract_method_signature: namedFunction,
  // Overloads in a class; members of interfaces and object types are part of the type.
  method_signature: (walk, node) =>
    walk.syntax.typeName(walk.syntax.parent(node)) === 'class_body' ? namedFunction(walk, node) : null,
  class_declaration: namedClass,
  abstract_class_declaration: namedClass,
  class: namedClass,
  interface_declaration: named(kind('interface')),
  enum_declaration: named(kind('enum')),
  type_alias_declaration: named(kind('type_alias')),
  internal_module: named(kind('namespace')),
  module: named(kind('namespace')),
  ambient_declaration(walk, node) {
    const global = globalOf(walk.syntax, node);
    return global < 0 ? null : define(walk, node, 'namespace', global);
  },
  variable_declarator: bound('name', 'value'),
  assignment_expression: bound('left', 'right'),
  augmented_assignment_expression: bound('left', 'right'),
  pair: bound('key', 'value'),
  public_field_definition: bound('name', 'value'),
  field_definition: bound('property', 'value'),
};

/** Decorators of what is no definition: fields that hold values, and parameters. */
const decorated =
  (ownerKind: string): Rules['visit'][string] =>
  (walk, node) => {
    if (walk.definitionAt(node) !== undefined) return;
    const own = walk.syntax.children(node).filter((child) => isDecorator(walk.syntax, child));
    addDecorators(walk, own, ownerKind, null);
  };

export const DECORATED: Rules['visit'] = {
  public_field_definition: decorated('field'),
  field_definition: decorated('field'),
  required_parameter: decorated('parameter'),
  optional_parameter: decorated('parameter'),
};
