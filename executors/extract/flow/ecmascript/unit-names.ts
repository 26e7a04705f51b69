/** What units are called: by their own name, by what they are bound to, or by their number within the unit around. */
import type { FlatProgram } from '../../oxc/flat-program';
import { definedName } from '../../oxc/naming';
import { childrenOf, type SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import { afterTrivia } from '../../oxc/trivia';
import type { Site } from '../builder';

export interface UnitName {
  readonly name: string;
  readonly qualname: string;
  /** The definition that has the name; null for a unit without one. */
  readonly definition: Site | null;
}

const ANONYMOUS: Readonly<Record<string, string>> = {
  FunctionDeclaration: 'function',
  FunctionExpression: 'function',
  TSDeclareFunction: 'function',
  ArrowFunctionExpression: 'arrow',
  ClassDeclaration: 'class',
  ClassExpression: 'class',
  TSInterfaceDeclaration: 'interface',
};

/** Give names to what is inside without being units. */
const NAMESPACE = 'TSModuleDeclaration';

/** The names of all functions, classes and interfaces of a program. */
export function unitNames({ source, flat }: Program): ReadonlyMap<SyntaxNode, UnitName> {
  const names = new Map<SyntaxNode, UnitName>();
  /** The nearest unit or namespace around each node. */
  const containers: number[] = [-1];
  const paths = new Map<number, string>();
  const counts = new Map<string, number>();
  flat.nodes.forEach((node, id) => {
    const above = flat.parent[id] ?? -1;
    if (above >= 0) containers[id] = paths.has(above) ? above : (containers[above] ?? -1);
    const anonymous = ANONYMOUS[node.type];
    if (anonymous === undefined && node.type !== NAMESPACE) return;
    const container = containers[id] ?? -1;
    const outer = paths.get(container) ?? '';
    let name = definedName(source, flat, id)?.text;
    const isNamed = name !== undefined;
    if (name === undefined) {
      const counter = `${container} ${anonymous}`;
      const count = (counts.get(counter) ?? 0) + 1;
      counts.set(counter, count);
      name = `<${anonymous}${count}>`;
    }
    const qualname = outer === '' ? name : `${outer}.${name}`;
    paths.set(id, qualname);
    names.set(node, {
      name,
      qualname,
      definition: isNamed ? spanOf(source, definitionOf(source.text, flat, id)) : null,
    });
  });
  return names;
}

const TRANSPARENT = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion']);
const MEMBERS = new Set(['MethodDefinition', 'Property', 'PropertyDefinition', 'AccessorProperty']);
const BINDINGS = new Set([...MEMBERS, 'VariableDeclarator', 'AssignmentExpression']);

/** From after the decorators of what binds the unit, or of the unit, to the end of the unit. */
function definitionOf(text: string, flat: FlatProgram, id: number): { readonly start: number; readonly end: number } {
  let at = id;
  while (TRANSPARENT.has(flat.nodes[flat.parent[at] ?? -1]?.type ?? '')) at = flat.parent[at] ?? -1;
  const binding = flat.nodes[flat.parent[at] ?? -1];
  const isExpression = flat.nodes[id]?.type.endsWith('Expression') ?? false;
  const own = flat.nodes[at];
  const node = isExpression && binding !== undefined && BINDINGS.has(binding.type) ? binding : own;
  if (node === undefined || own === undefined) return { start: 0, end: 0 };
  const decorator = childrenOf(node, 'decorators').at(-1);
  const first = decorator === undefined ? node.start : Math.max(node.start, afterTrivia(text, decorator.end));
  // `declare` stands before the definition.
  return { start: node.declare === true ? afterTrivia(text, first + 'declare'.length) : first, end: own.end };
}
