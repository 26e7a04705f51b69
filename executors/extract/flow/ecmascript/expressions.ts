/** JavaScript expressions -> the node that holds their value. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode, UNKNOWN_KEY } from '../builder';
import { branches } from '../control';
import { annotate } from './annotations';
import { call, construct, tagged } from './calls';
import { classUnit } from './classes';
import { exportsOf } from './commonjs';
import { functionUnit } from './functions';
import { element as jsxElement } from './jsx';
import { constantKey } from './keys';
import { array, object } from './literals';
import { member } from './members';
import { importCall } from './modules';
import { assignment, assignTo } from './patterns';
import type { Reader } from './reader';
import { currentThis, newTarget } from './receiver';
import { iterate } from './values';

type Read = (reader: Reader, node: SyntaxNode) => FlowNode;

/** The value of an expression; what cannot hold anything of interest gets a node without facts. */
export function readExpression(reader: Reader, node: SyntaxNode): FlowNode {
  return (EXPRESSIONS[node.type] ?? operands)(reader, node);
}

const inner =
  (field: string): Read =>
  (reader, node) =>
    reader.expression(childOf(node, field));

/** Reads what is inside; the whole holds nothing. */
const operands: Read = (reader, node) => {
  for (const field of ['left', 'right', 'argument', 'expression']) {
    const operand = childOf(node, field);
    if (operand !== null) reader.expression(operand);
  }
  return reader.flow.node();
};

/** `x as Foo`: the value, and what the type says of it. */
const typed: Read = (reader, node) => {
  const value = reader.expression(childOf(node, 'expression'));
  const type = childOf(node, 'typeAnnotation');
  if (type === null) return value;
  const result = reader.flow.node();
  reader.flow.assign(value, result);
  return annotate(reader, type, result) ? result : value;
};

const EXPRESSIONS: Readonly<Record<string, Read>> = {
  Identifier: (reader, node) => {
    if (node.name === 'arguments') return argumentsOf(reader, node);
    return exportsOf(reader, node) ?? reader.lookUp(node);
  },
  JSXIdentifier: (reader, node) => reader.lookUp(node),
  ThisExpression: (reader) => currentThis(reader),
  MetaProperty: (reader, node) => (reader.text(node).startsWith('new') ? newTarget(reader) : reader.flow.node()),
  Literal: constant,
  TemplateLiteral: template,
  MemberExpression: (reader, node) => member(reader, node).node,
  ChainExpression: inner('expression'),
  ParenthesizedExpression: inner('expression'),
  TSNonNullExpression: inner('expression'),
  TSInstantiationExpression: inner('expression'),
  TSAsExpression: typed,
  TSTypeAssertion: typed,
  TSSatisfiesExpression: inner('expression'),
  AwaitExpression: inner('argument'),
  CallExpression: call,
  NewExpression: construct,
  TaggedTemplateExpression: tagged,
  ImportExpression: importCall,
  ArrayExpression: array,
  ObjectExpression: object,
  ArrowFunctionExpression: functionUnit,
  FunctionExpression: functionUnit,
  ClassExpression: classUnit,
  AssignmentExpression: assignment,
  ConditionalExpression(reader, node) {
    reader.expression(childOf(node, 'test'));
    return choice(reader, [childOf(node, 'consequent'), childOf(node, 'alternate')]);
  },
  LogicalExpression(reader, node) {
    const left = reader.expression(childOf(node, 'left'));
    let right = left;
    branches(reader.frame, [
      () => undefined,
      () => {
        right = reader.expression(childOf(node, 'right'));
      },
    ]);
    // What is left of `&&` comes out of it only when it is false, null or the like.
    return node.operator === '&&' ? right : reader.flow.union([left, right]);
  },
  SequenceExpression(reader, node) {
    return childrenOf(node, 'expressions').reduce((_, part) => reader.expression(part), reader.flow.node());
  },
  UpdateExpression(reader, node) {
    const target = childOf(node, 'argument');
    reader.expression(target);
    const result = reader.flow.node();
    if (target?.type === 'Identifier') assignTo(reader, target, { node: result });
    return result;
  },
  UnaryExpression(reader, node) {
    reader.expression(childOf(node, 'argument'));
    if (node.operator === 'delete') reader.frame.env.forgetFields();
    return reader.flow.node();
  },
  YieldExpression: yielded,
  JSXElement: jsxElement,
  JSXFragment: jsxElement,
  JSXExpressionContainer: inner('expression'),
  JSXSpreadChild: inner('expression'),
  JSXMemberExpression: (reader, node) => member(reader, node).node,
};

function choice(reader: Reader, ways: readonly (SyntaxNode | null)[]): FlowNode {
  const values: FlowNode[] = [];
  branches(
    reader.frame,
    ways.map((way) => () => void values.push(reader.expression(way))),
  );
  return reader.flow.union(values);
}

/** Short texts and small numbers: what may be a key somewhere. */
function constant(reader: Reader, node: SyntaxNode): FlowNode {
  const key = constantKey(node);
  if (key === null) return reader.flow.node();
  return reader.flow.value(typeof key === 'number' ? 'int' : 'string', String(key));
}

/** Objects within a template are turned into text. */
function template(reader: Reader, node: SyntaxNode): FlowNode {
  for (const part of childrenOf(node, 'expressions')) {
    const value = reader.expression(part);
    if (part.type === 'Identifier' || part.type === 'ThisExpression' || part.type === 'NewExpression')
      reader.flow.callMethod('operator', value, 'toString', [], reader.site(part));
  }
  return constant(reader, node);
}

function yielded(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow, frame } = reader;
  const argument = childOf(node, 'argument');
  const given = reader.expression(argument);
  if (frame.generator === null) return flow.node();
  const item = node.delegate === true && argument !== null ? iterate(reader, given, argument) : given;
  flow.store(frame.generator, { field: UNKNOWN_KEY }, item);
  // What a caller passes to `next`.
  return flow.load(frame.generator, attribute('[sent]'), reader.site(node));
}

/** Positional arguments that are followed one by one through `arguments`. */
const MAX_ARGUMENTS = 8;

/** `arguments`, an array of what the function around is given. */
function argumentsOf(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  let frame = reader.frame;
  while (frame.isArrow && frame.outer !== null) frame = frame.outer;
  if (frame.kind === 'module' || reader.variables.of(node) !== null) return reader.lookUp(node);
  if (frame.arguments !== null) return frame.arguments;
  frame.arguments = flow.value('list');
  for (let position = 0; position < MAX_ARGUMENTS; position++) {
    const given = flow.node();
    flow.rows.flow_params.push({ unit: frame.unit, position, name: '', kind: 'positional', node: given });
    flow.store(frame.arguments, { field: `[${position}]` }, given);
  }
  const rest = flow.node();
  flow.rows.flow_params.push({
    unit: frame.unit,
    position: MAX_ARGUMENTS,
    name: 'arguments',
    kind: 'rest',
    node: rest,
  });
  flow.store(frame.arguments, { field: UNKNOWN_KEY }, rest);
  return frame.arguments;
}
