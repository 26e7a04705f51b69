/** Python: calls. */
import { type Argument, addCall, type DottedSyntax } from '../calls';
import type { Syntax } from '../syntax';
import type { Rules } from '../walk';

const DOTTED: DottedSyntax = {
  names: new Set(['identifier']),
  attribute: 'attribute',
  object: 'object',
  property: 'attribute',
  subscript: 'subscript',
};

/** `*a` and `**a`; the value is what follows the stars. */
const STARS: Readonly<Record<string, '*' | '**'>> = { list_splat: '*', dictionary_splat: '**' };

function argument(syntax: Syntax, node: number): Argument {
  const type = syntax.typeName(node);
  if (type === 'keyword_argument') {
    const name = syntax.childIn(node, 'name');
    const value = syntax.childIn(node, 'value');
    return { value: value < 0 ? node : value, keyword: name < 0 ? null : syntax.text(name), star: '' };
  }
  const star = STARS[type];
  if (star === undefined) return { value: node, keyword: null, star: '' };
  return { value: syntax.children(node).at(-1) ?? node, keyword: null, star };
}

/** `f(x for x in xs)` has the generator in place of a list of arguments. */
function argumentsOf(syntax: Syntax, list: number): readonly Argument[] {
  if (list < 0) return [];
  if (syntax.typeName(list) !== 'argument_list') return [argument(syntax, list)];
  return syntax
    .children(list)
    .filter((child) => syntax.typeName(child) !== 'comment')
    .map((child) => argument(syntax, child));
}

export const CALLS: Rules['visit'] = {
  call(walk, node) {
    const { syntax } = walk;
    const callee = syntax.childIn(node, 'function');
    if (callee < 0) return;
    const args = argumentsOf(syntax, syntax.childIn(node, 'arguments'));
    addCall(walk, { node, callee, args, isNew: false, dotted: DOTTED });
  },
};
