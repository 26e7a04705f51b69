/** TypeScript and JavaScript: calls, `new` and tagged templates. */
import { type Argument, addCall, type DottedSyntax } from '../calls';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';

const DOTTED: DottedSyntax = {
  names: new Set(['identifier', 'this', 'super', 'import']),
  attribute: 'member_expression',
  object: 'object',
  property: 'property',
  subscript: 'subscript_expression',
};

function argument(syntax: Syntax, node: number): Argument {
  const spread = syntax.typeName(node) === 'spread_element';
  return { value: spread ? (syntax.children(node).at(-1) ?? node) : node, keyword: null, star: spread ? '*' : '' };
}

/** A tagged template hands over its pieces, not arguments that are written down as such: none. */
function argumentsOf(syntax: Syntax, list: number): readonly Argument[] {
  if (list < 0 || syntax.typeName(list) !== 'arguments') return [];
  return syntax
    .children(list)
    .filter((child) => syntax.typeName(child) !== 'comment')
    .map((child) => argument(syntax, child));
}

const call =
  (calleeField: string, isNew: boolean): Rules['visit'][string] =>
  (walk: Walk, node) => {
    const { syntax } = walk;
    const callee = syntax.childIn(node, calleeField);
    if (callee < 0) return;
    const args = argumentsOf(syntax, syntax.childIn(node, 'arguments'));
    addCall(walk, { node, callee, args, isNew, dotted: DOTTED });
  };

export const CALLS: Rules['visit'] = {
  call_expression: call('function', false),
  new_expression: call('constructor', true),
};
