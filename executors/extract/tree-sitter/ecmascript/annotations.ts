/** TypeScript: annotations of parameters, results and everything else that has a type. */
import type { Syntax } from '../syntax';
import { addTypeExpr } from '../type-exprs';
import type { Rules, Walk } from '../walk';

const PARAMETERS: ReadonlySet<string> = new Set(['required_parameter', 'optional_parameter']);
const NAMES: ReadonlySet<string> = new Set(['identifier', 'this']);

/** `a` in `a: T`, `...a: T` and `this: T`; a pattern has no name. */
function nameOf(syntax: Syntax, parameter: number): string | null {
  let name = syntax.childIn(parameter, 'pattern');
  if (name < 0) name = syntax.childIn(parameter, 'name');
  if (name >= 0 && syntax.typeName(name) === 'rest_pattern') name = syntax.firstChild(name);
  return name >= 0 && NAMES.has(syntax.typeName(name)) ? syntax.text(name) : null;
}

/** The definition of the function at `node`; null for a function or a type of functions without a name. */
const definitionOf = (walk: Walk, node: number) => walk.definitionAt(node) ?? null;

function annotation(walk: Walk, node: number): void {
  const { syntax } = walk;
  const type = syntax.children(node).find((child) => syntax.typeName(child) !== 'comment');
  const parent = syntax.parent(node);
  if (type === undefined || parent < 0) return;
  const parentType = syntax.typeName(parent);
  if (PARAMETERS.has(parentType)) {
    const owner = definitionOf(walk, syntax.parent(syntax.parent(parent)));
    addTypeExpr(walk, { node: type, role: 'param', paramName: nameOf(syntax, parent), owner });
  } else if (syntax.field(node) === 'return_type' || parentType === 'construct_signature') {
    addTypeExpr(walk, { node: type, role: 'return', paramName: null, owner: definitionOf(walk, parent) });
  } else {
    addTypeExpr(walk, { node: type, role: 'variable', paramName: null, owner: walk.container(node) });
  }
}

export const ANNOTATIONS: Rules['visit'] = {
  type_annotation: annotation,
  type_predicate_annotation: annotation,
  asserts_annotation: annotation,
};
