/** JavaScript: `require('m')`, wherever it stands, with the names that its value is bound to. */
import type { Syntax } from '../syntax';
import type { Walk } from '../walk';
import { addImport, type Imported, nameText } from './imports';

/** The module that `require('m')` names, or null for any other call. */
function requiredModule(syntax: Syntax, call: number): string | null {
  const callee = syntax.childIn(call, 'function');
  const list = syntax.childIn(call, 'arguments');
  if (callee < 0 || list < 0 || syntax.typeName(callee) !== 'identifier' || syntax.text(callee) !== 'require')
    return null;
  const args = syntax.children(list).filter((child) => syntax.typeName(child) !== 'comment');
  const [module] = args;
  return module !== undefined && args.length === 1 && syntax.typeName(module) === 'string'
    ? nameText(syntax, module)
    : null;
}

/** The statement or declaration around `node`, or the node itself. */
function statementOf(syntax: Syntax, node: number): number {
  for (let at = node; at >= 0; at = syntax.parent(at)) {
    if (/_(statement|declaration)$/.test(syntax.typeName(at))) return at;
  }
  return node;
}

type Bound = Pick<Imported, 'name' | 'asname' | 'alias' | 'aliasEnd'>;

/** `a` and `b: c` of `const { a, b: c = 1 } = require('m')`; a default is no part of a name. */
function destructured(syntax: Syntax, pattern: number): readonly Bound[] {
  return syntax.children(pattern).flatMap((node) => {
    switch (syntax.typeName(node)) {
      case 'shorthand_property_identifier_pattern':
        return [{ name: syntax.text(node), asname: null, alias: node }];
      case 'object_assignment_pattern':
        return destructured(syntax, node).slice(0, 1);
      case 'pair_pattern': {
        const key = syntax.childIn(node, 'key');
        let value = syntax.childIn(node, 'value');
        if (value >= 0 && syntax.typeName(value) === 'assignment_pattern') value = syntax.childIn(value, 'left');
        if (key < 0 || value < 0 || syntax.typeName(key) === 'computed_property_name') return [];
        const asname = syntax.typeName(value) === 'identifier' ? syntax.text(value) : null;
        return [{ name: nameText(syntax, key), asname, alias: node, aliasEnd: value }];
      }
      default:
        return [];
    }
  });
}

/** The parent of a node, parentheses around the node passed over. */
function outsideParentheses(syntax: Syntax, node: number): number {
  let at = syntax.parent(node);
  while (at >= 0 && syntax.typeName(at) === 'parenthesized_expression') at = syntax.parent(at);
  return at;
}

/** What the value of a call is bound to. A value that is bound to nothing has one row without local name. */
function boundNames(syntax: Syntax, call: number): readonly Bound[] {
  const parent = outsideParentheses(syntax, call);
  const isMember = parent >= 0 && syntax.typeName(parent) === 'member_expression';
  const property = isMember ? syntax.childIn(parent, 'property') : -1;
  const member = property < 0 ? null : syntax.text(property);
  const declarator = isMember ? outsideParentheses(syntax, parent) : parent;
  const isDeclared = declarator >= 0 && syntax.typeName(declarator) === 'variable_declarator';
  const target = isDeclared ? syntax.childIn(declarator, 'name') : -1;
  if (target >= 0 && syntax.typeName(target) === 'identifier') {
    return [{ name: member ?? '*', asname: syntax.text(target), alias: target }];
  }
  const names = target >= 0 && member === null ? destructured(syntax, target) : [];
  return names.length > 0 ? names : [{ name: member, asname: null, alias: call }];
}

/** The rows of a call, if it is `require('m')`. */
export function addRequire(walk: Walk, call: number): void {
  const { syntax } = walk;
  const module = requiredModule(syntax, call);
  if (module === null) return;
  const statement = statementOf(syntax, call);
  for (const name of boundNames(syntax, call)) addImport(walk, { kind: 'require', module, statement, ...name });
}
