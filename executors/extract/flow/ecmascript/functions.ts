/** Functions, methods and arrow functions: units of their own, read when the code around them has been. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { type FlowNode, UNKNOWN_KEY } from '../builder';
import { annotate } from './annotations';
import type { UnitFrame } from './frame';
import { assignTo } from './patterns';
import type { Reader } from './reader';

/** What a function is besides its syntax. */
export interface FunctionOptions {
  readonly role?: string;
  /** The class that it is a member of. */
  readonly method?: { readonly classNode: FlowNode; readonly classUnit: number; readonly isStatic: boolean };
  /** Runs before the body, as part of the function. */
  readonly before?: (frame: UnitFrame) => void;
}

/** The row of a unit; gives its number and what holds it. */
export function addUnit(
  reader: Reader,
  node: SyntaxNode,
  unit: {
    readonly kind: 'function' | 'class' | 'type';
    readonly role: string;
    readonly isAsync: boolean;
    readonly parent?: number;
  },
): { readonly unit: number; readonly valueNode: FlowNode; readonly returnNode: FlowNode | null } {
  const { flow, frame } = reader;
  const { name, qualname, definition } = reader.names.get(node) ?? { name: '', qualname: '', definition: null };
  const number = flow.rows.flow_units.length;
  const valueNode = flow.node();
  const returnNode = unit.kind === 'function' ? flow.node() : null;
  flow.rows.flow_units.push({
    unit: number,
    parent_unit: unit.parent ?? frame.owner ?? frame.unit,
    kind: unit.kind === 'function' && definition === null ? 'lambda' : unit.kind,
    name,
    qualname,
    role: unit.role,
    is_async: unit.isAsync,
    value_node: valueNode,
    return_node: returnNode,
    def_bstart: definition?.bstart ?? null,
    def_bend: definition?.bend ?? null,
    ...reader.site(node),
  });
  return { unit: number, valueNode, returnNode };
}

/** A function, from its parameters to its body; the node holds the function. */
export function functionUnit(reader: Reader, node: SyntaxNode, options: FunctionOptions = {}): FlowNode {
  const { flow } = reader;
  const { role = '', method, before } = options;
  const isArrow = node.type === 'ArrowFunctionExpression';
  const parent = method === undefined ? {} : { parent: method.classUnit };
  const made = addUnit(reader, node, { kind: 'function', role, isAsync: node.async === true, ...parent });
  const frame = reader.open(made.unit, 'function', node, isArrow);
  frame.returnNode = made.returnNode;
  if (!isArrow) reader.known.units.set(made.valueNode, frame);
  if (method !== undefined) {
    frame.classNode = method.classNode;
    frame.superUnit = method.classUnit;
    frame.isStatic = method.isStatic;
  }
  const own = node.type === 'FunctionExpression' ? childOf(node, 'id') : null;
  if (own !== null) reader.bind(own, made.valueNode);
  if (node.generator === true && frame.returnNode !== null) {
    frame.generator = flow.value('list');
    flow.assign(frame.generator, frame.returnNode);
  }
  const given = parameters(reader, node, frame);
  reader.later(frame, () => {
    for (const { target, value } of given) assignTo(reader, target, { node: value });
    const returns = childOf(node, 'returnType');
    if (returns !== null && frame.returnNode !== null) annotate(reader, returns, frame.returnNode);
    before?.(frame);
    body(reader, childOf(node, 'body'), frame);
  });
  return made.valueNode;
}

function body(reader: Reader, node: SyntaxNode | null, frame: UnitFrame): void {
  if (node === null) return;
  if (node.type !== 'BlockStatement') {
    const value = reader.expression(node);
    if (frame.returnNode !== null) reader.flow.assign(value, frame.returnNode);
    return;
  }
  const statements = childrenOf(node, 'body');
  reader.block(statements);
}

/** Rows for the parameters; gives what is assigned to their targets when the function runs. */
function parameters(
  { flow }: Reader,
  node: SyntaxNode,
  { unit }: UnitFrame,
): readonly { readonly target: SyntaxNode; readonly value: FlowNode }[] {
  const targets = childrenOf(node, 'params').filter(({ type, name }) => !(type === 'Identifier' && name === 'this'));
  return targets.map((target, position) => {
    const given = flow.node();
    const isRest = target.type === 'RestElement';
    const kind = isRest ? 'rest' : 'positional';
    flow.rows.flow_params.push({ unit, position, name: parameterName(target), kind, node: given });
    if (!isRest) return { target, value: given };
    const rest = flow.value('list');
    flow.store(rest, { field: UNKNOWN_KEY }, given);
    return { target, value: rest };
  });
}

/** Fields through which a target with a default, a rest or a modifier has its name. */
const INNER: Readonly<Record<string, string>> = {
  AssignmentPattern: 'left',
  RestElement: 'argument',
  TSParameterProperty: 'parameter',
};

/** Empty for a pattern. */
function parameterName(target: SyntaxNode): string {
  if (target.type === 'Identifier') return String(target.name);
  const inner = childOf(target, INNER[target.type] ?? '');
  return inner === null ? '' : parameterName(inner);
}
