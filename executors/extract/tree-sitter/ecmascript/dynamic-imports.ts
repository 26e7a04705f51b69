/** TypeScript and JavaScript: `import('m')`, as an expression and as a type. */
import type { Syntax } from '../syntax';
import type { Walk } from '../walk';
import { addImport, nameText } from './imports';

/** What types stand in. The grammar reads `import('m').A` as a call and its property even there. */
const AROUND_TYPES =
  /^(?:\w+_type|\w+_type_annotation|type_(?:annotation|query|arguments|predicate|alias_declaration)|asserts|constraint|implements_clause|extends_type_clause|index_type_query|mapped_type_clause|index_signature)$/;
/** `a as T`: an expression, and behind it a type. */
const BEFORE_TYPES: ReadonlySet<string> = new Set(['as_expression', 'satisfies_expression']);

/** `import('m').a.b` around the call at `node`. */
function chainAround(syntax: Syntax, node: number): number {
  let at = node;
  for (;;) {
    const parent = syntax.parent(at);
    if (parent < 0 || syntax.typeName(parent) !== 'member_expression' || syntax.field(at) !== 'object') return at;
    at = parent;
  }
}

/** Whether the call at `node` is `import(...)`. */
const isImport = (syntax: Syntax, node: number): boolean =>
  syntax.typeName(syntax.childIn(node, 'function')) === 'import';

/** Whether the call at `node` is no call, but `import('m')` in a type. */
export function isImportType(syntax: Syntax, node: number): boolean {
  if (!isImport(syntax, node)) return false;
  const chain = chainAround(syntax, node);
  let around = syntax.parent(chain);
  while (around >= 0 && syntax.typeName(around) === 'ERROR') around = syntax.parent(around);
  if (around < 0) return false;
  if (BEFORE_TYPES.has(syntax.typeName(around))) return syntax.firstChild(around) !== chain;
  return AROUND_TYPES.test(syntax.typeName(around));
}

/** The row of the call at `node`, if it is `import('m')`: all of the module, or what the type takes out of it. */
export function addDynamicImport(walk: Walk, node: number): void {
  const { syntax } = walk;
  if (!isImport(syntax, node)) return;
  const list = syntax.childIn(node, 'arguments');
  const source = list < 0 ? undefined : syntax.children(list).find((child) => syntax.typeName(child) !== 'comment');
  if (source === undefined || syntax.typeName(source) !== 'string') return;
  const module = nameText(syntax, source);
  if (!isImportType(syntax, node)) {
    addImport(walk, { kind: 'import_call', module, name: '*', asname: null, alias: node, statement: node });
    return;
  }
  const chain = chainAround(syntax, node);
  const property = chain === node ? -1 : syntax.childIn(syntax.parent(node), 'property');
  const name = property < 0 ? '*' : syntax.text(property);
  addImport(walk, { kind: 'import_type', module, name, asname: null, isType: true, alias: chain, statement: chain });
}
