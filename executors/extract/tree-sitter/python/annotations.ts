/** Python: annotations of parameters, results and variables. */
import type { Syntax } from '../syntax';
import { addTypeExpr } from '../type-exprs';
import type { Rules, Walk } from '../walk';

/** `a` in `a: int`, `*a: int` and `a: int = 1`. */
function nameOf(syntax: Syntax, parameter: number): string | null {
  let name = syntax.childIn(parameter, 'name');
  if (name < 0) name = syntax.firstChild(parameter);
  while (name >= 0 && syntax.typeName(name) !== 'identifier') name = syntax.firstChild(name);
  return name < 0 ? null : syntax.text(name);
}

function parameter(walk: Walk, node: number): void {
  const { syntax } = walk;
  const type = syntax.childIn(node, 'type');
  if (type < 0) return;
  const owner = walk.definitionAt(syntax.parent(syntax.parent(node))) ?? null;
  addTypeExpr(walk, { node: type, role: 'param', paramName: nameOf(syntax, node), owner });
}

export const ANNOTATIONS: Rules['visit'] = {
  typed_parameter: parameter,
  typed_default_parameter: parameter,
  function_definition(walk, node) {
    const type = walk.syntax.childIn(node, 'return_type');
    const owner = walk.definitionAt(node) ?? null;
    if (type >= 0) addTypeExpr(walk, { node: type, role: 'return', paramName: null, owner });
  },
  assignment(walk, node) {
    const type = walk.syntax.childIn(node, 'type');
    if (type >= 0) addTypeExpr(walk, { node: type, role: 'variable', paramName: null, owner: walk.container(node) });
  },
};
