/** TypeScript and JavaScript: mentions of names and of dotted expressions. */
import { addReference } from '../references';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';

/** Identifiers in these are part of a dotted expression, which has the row, or no reference at all. */
const NO_REFERENCE: ReadonlySet<string> = new Set([
  'member_expression',
  'nested_identifier',
  'nested_type_identifier',
  'namespace_export',
  'jsx_namespace_name',
]);
/** Their name is the name of a definition. */
const DEFINITIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'function_signature',
  'class_declaration',
  'abstract_class_declaration',
  'class',
  'interface_declaration',
  'enum_declaration',
  'type_alias_declaration',
  'internal_module',
  'module',
]);
const TAGS: ReadonlySet<string> = new Set(['jsx_opening_element', 'jsx_closing_element', 'jsx_self_closing_element']);

function isReference(walk: Walk, syntax: Syntax, node: number, parent: number): boolean {
  const type = syntax.typeName(parent);
  if (NO_REFERENCE.has(type)) return false;
  const field = syntax.field(node);
  if (field === 'name') {
    if (DEFINITIONS.has(type)) return false;
    // `const f = () => 1` is the definition of f.
    if (type === 'variable_declarator') return walk.definitionAt(parent) === undefined;
    // `<div>` is the name of an element, `<Div>` a variable.
    if (TAGS.has(type)) return !/^[a-z]/.test(syntax.source.charAt(syntax.start(node)));
  }
  // `export { a as b }` mentions a; b is a name for others.
  return !(type === 'export_specifier' && field === 'alias');
}

function name(walk: Walk, node: number): void {
  const parent = walk.syntax.parent(node);
  if (parent >= 0 && !isReference(walk, walk.syntax, node, parent)) return;
  addReference(walk, { kind: 'name', node, parent, context: walk.context(node) });
}

function attribute(walk: Walk, node: number): void {
  const { syntax } = walk;
  const parent = syntax.parent(node);
  // `namespace a.b {}`
  if (syntax.field(node) === 'name' && DEFINITIONS.has(syntax.typeName(parent))) return;
  addReference(walk, { kind: 'attribute', node, parent, context: walk.context(node) });
}

export const REFERENCES: Rules['visit'] = {
  identifier: name,
  type_identifier: name,
  undefined: name,
  shorthand_property_identifier: name,
  shorthand_property_identifier_pattern: name,
  member_expression: attribute,
  nested_identifier: attribute,
  nested_type_identifier: attribute,
};
