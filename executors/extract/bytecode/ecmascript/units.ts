/** What has control flow of its own: the module, functions, and the initialisers and static blocks of classes. */
import { definedName, keyName } from '../../oxc/naming';
import { childOf, type SyntaxNode } from '../../oxc/node';
import type { Program } from '../../oxc/parse';
import { QualifiedNames, TOP } from '../../oxc/qualified-names';

export interface Unit {
  readonly id: number;
  readonly parent: number | null;
  readonly node: SyntaxNode;
  readonly name: string;
  readonly qualpath: string;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const FIELDS = new Set(['PropertyDefinition', 'AccessorProperty']);
const CLASSES = new Set(['ClassDeclaration', 'ClassExpression', 'TSModuleDeclaration']);

/** Whether a node runs as a function of its own, at another time than what is around it. */
export const isUnit = (node: SyntaxNode): boolean =>
  (FUNCTIONS.has(node.type) && childOf(node, 'body') !== null) ||
  node.type === 'StaticBlock' ||
  (FIELDS.has(node.type) && childOf(node, 'value') !== null);

/** The units of a program in the order of the source, the module first. Classes and namespaces are part of paths. */
export function unitsOf({ source, flat }: Program): readonly Unit[] {
  const { nodes, parent } = flat;
  const names = new QualifiedNames();
  const units: Unit[] = [];
  /** By node: the unit and the path that what is inside belongs to. */
  const unitAt: number[] = [];
  const pathAt: string[] = [];
  for (let id = 0; id < nodes.length; id++) {
    const node = nodes[id];
    if (node === undefined) break;
    const above = parent[id] ?? -1;
    const outer = above < 0 ? null : (unitAt[above] ?? 0);
    const path = pathAt[above] ?? TOP;
    unitAt[id] = outer ?? 0;
    pathAt[id] = path;
    if (above >= 0 && !isUnit(node)) {
      if (CLASSES.has(node.type)) pathAt[id] = names.below(path, definedName(source, flat, id)?.text ?? 'class');
      continue;
    }
    const name =
      above < 0
        ? TOP
        : unitName(node, FIELDS.has(node.type) ? keyName(source, node)?.text : definedName(source, flat, id)?.text);
    const qualpath = above < 0 ? TOP : names.below(path, name);
    unitAt[id] = units.length;
    pathAt[id] = qualpath;
    units.push({ id: units.length, parent: outer, node, name, qualpath });
  }
  return units;
}

const unitName = (node: SyntaxNode, name: string | undefined): string =>
  name ?? (node.type === 'StaticBlock' ? 'static' : 'function');
