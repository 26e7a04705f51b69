/** Python: mentions of names and of dotted expressions. */
import { addReference } from '../references';
import type { Rules, Walk } from '../walk';

/** Identifiers in these are part of a dotted expression, which has the row. */
const DOTTED: ReadonlySet<string> = new Set(['attribute', 'member_type']);
const DEFINITION: ReadonlySet<string> = new Set(['function_definition', 'class_definition']);

/** Identifiers, and the constants that Python's grammar once called names. */
function name(walk: Walk, node: number): void {
  const { syntax } = walk;
  let parent = syntax.parent(node);
  if (parent >= 0) {
    const type = syntax.typeName(parent);
    if (DOTTED.has(type) || (DEFINITION.has(type) && syntax.field(node) === 'name')) return;
    if (walk.definitionAt(node) !== undefined) return;
    if (type === 'dotted_name') {
      if (parts(walk, parent).length > 1) return;
      // A dotted name of one part is a name, and stands where the dotted name stands.
      parent = syntax.parent(parent);
    }
  }
  addReference(walk, { kind: 'name', node, parent, context: walk.context(node) });
}

function attribute(walk: Walk, node: number): void {
  addReference(walk, { kind: 'attribute', node, parent: walk.syntax.parent(node), context: walk.context(node) });
}

const parts = (walk: Walk, node: number): readonly number[] =>
  walk.syntax.children(node).filter((child) => walk.syntax.typeName(child) === 'identifier');

/** `a.b.c` in an import, decorator or pattern: a flat list of names, read as (a.b).c is elsewhere. */
function dottedName(walk: Walk, node: number): void {
  const parent = walk.syntax.parent(node);
  const names = parts(walk, node);
  names.slice(1).forEach((last, i) => {
    const inner = i + 2 < names.length;
    addReference(walk, {
      kind: 'attribute',
      node,
      parent: inner ? node : parent,
      context: 'LOAD',
      end: walk.syntax.end(last),
    });
  });
}

export const REFERENCES: Rules['visit'] = {
  identifier: name,
  none: name,
  true: name,
  false: name,
  attribute,
  member_type: attribute,
  dotted_name: dottedName,
};
