/** Python: functions, classes and type aliases. */
import { addDefinition } from '../definitions';
import type { Definition } from '../outline';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';
import { docstringOf } from './docstrings';

function define(walk: Walk, node: number, kind: string, name: number): Definition | null {
  const { syntax } = walk;
  if (name < 0) return null;
  const body = syntax.childIn(node, 'body');
  const parent = syntax.parent(node);
  const isDecorated = parent >= 0 && syntax.typeName(parent) === 'decorated_definition';
  return addDefinition(walk, {
    node,
    kind,
    name: syntax.text(name),
    nameStart: syntax.start(name),
    nameEnd: syntax.end(name),
    documentation: body < 0 ? null : docstringOf(syntax, body),
    decorators: isDecorated ? syntax.children(parent).filter((child) => syntax.typeName(child) === 'decorator') : [],
    bindsName: true,
  });
}

/** `A` in `type A[T] = ...`, whose left side is read as a type. */
function aliasName(syntax: Syntax, statement: number): number {
  let at = syntax.childIn(statement, 'left');
  while (at >= 0 && ['type', 'generic_type'].includes(syntax.typeName(at))) at = syntax.firstChild(at);
  return at >= 0 && syntax.typeName(at) === 'identifier' ? at : -1;
}

export const DEFINITIONS: Rules['define'] = {
  function_definition(walk, node) {
    const { syntax } = walk;
    const isAsync = syntax.typeName(syntax.firstChild(node)) === 'async';
    return define(walk, node, isAsync ? 'async_function' : 'function', syntax.childIn(node, 'name'));
  },
  class_definition: (walk, node) => define(walk, node, 'class', walk.syntax.childIn(node, 'name')),
  type_alias_statement(walk, node) {
    const name = aliasName(walk.syntax, node);
    const definition = define(walk, node, 'type_alias', name);
    if (definition !== null) walk.belongsTo(name, definition);
    return definition;
  },
};
