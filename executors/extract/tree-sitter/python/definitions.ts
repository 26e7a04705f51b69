/** Python: functions and classes. */
import { addDefinition } from '../definitions';
import type { Definition } from '../outline';
import type { Rules, Walk } from '../walk';
import { docstringOf } from './docstrings';

function define(walk: Walk, node: number, kind: string): Definition | null {
  const { syntax } = walk;
  const name = syntax.childIn(node, 'name');
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

export const DEFINITIONS: Rules['define'] = {
  function_definition(walk, node) {
    const first = walk.syntax.firstChild(node);
    return define(walk, node, walk.syntax.typeName(first) === 'async' ? 'async_function' : 'function');
  },
  class_definition: (walk, node) => define(walk, node, 'class'),
};
