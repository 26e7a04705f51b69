/** Assignment to targets: variables, properties, and patterns of them with defaults and rests. */
import { childOf, childrenOf, isNode, type SyntaxNode } from '../../oxc/node';
import { element, type FlowNode, UNKNOWN_KEY } from '../builder';
import { branches } from '../control';
import { annotate } from './annotations';
import { assignedToExports } from './commonjs';
import { keyField } from './keys';
import { assignMember } from './members';
import { delegate } from './prototypes';
import type { Reader } from './reader';
import { elements, iterator } from './values';

/** A value, or the values of an array literal, one by one. */
export type Value = { readonly node: FlowNode } | { readonly items: readonly Value[]; readonly at: SyntaxNode };

/** The value of an expression; an array that is written out for a pattern keeps its elements apart. */
export function valueFor(reader: Reader, node: SyntaxNode | null, target: SyntaxNode | null): Value {
  const items = node?.type === 'ArrayExpression' ? childrenOf(node, 'elements') : [];
  const isPlain = node !== null && items.length === (node.elements as readonly unknown[] | undefined)?.length;
  if (target?.type !== 'ArrayPattern' || !isPlain || items.some(({ type }) => type === 'SpreadElement'))
    return { node: reader.expression(node) };
  return { items: items.map((item) => ({ node: reader.expression(item) })), at: node };
}

/** One node for a value, made when somebody needs it whole. */
function nodeOf({ flow }: Reader, value: Value): FlowNode {
  if ('node' in value) return value.node;
  const made = flow.value('list');
  value.items.forEach((item, i) => {
    if ('node' in item) flow.store(made, element(i), item.node);
  });
  return made;
}

/** `target = value`. */
export function assignTo(reader: Reader, target: SyntaxNode | null, value: Value): void {
  switch (target?.type) {
    case 'Identifier':
      reader.bind(target, declared(reader, target, nodeOf(reader, value)));
      break;
    case 'MemberExpression':
      if (!assignedToExports(reader, target, nodeOf(reader, value)))
        assignMember(reader, target, nodeOf(reader, value));
      break;
    case 'AssignmentPattern': {
      const given = nodeOf(reader, value);
      const fallback = valueByDefault(reader, childOf(target, 'right'));
      assignTo(reader, childOf(target, 'left'), { node: reader.flow.union([given, fallback]) });
      break;
    }
    case 'ObjectPattern':
      reader.depth.nested(
        () => properties(reader, target, declared(reader, target, nodeOf(reader, value))),
        () => undefined,
      );
      break;
    case 'ArrayPattern':
      reader.depth.nested(
        () => unpack(reader, target, value),
        () => undefined,
      );
      break;
    case 'RestElement':
      assignTo(reader, childOf(target, 'argument'), value);
      break;
    case 'TSParameterProperty':
      assignTo(reader, childOf(target, 'parameter'), value);
      break;
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      assignTo(reader, childOf(target, 'expression'), value);
      break;
    default:
  }
}

/** The value with what the annotation of the target says of it. */
function declared(reader: Reader, target: SyntaxNode, value: FlowNode): FlowNode {
  const annotation = childOf(target, 'typeAnnotation');
  if (annotation === null) return value;
  const node = reader.flow.node();
  if (!annotate(reader, annotation, node)) return value;
  reader.flow.assign(value, node);
  return node;
}

/** A default value is read only when there is no other. */
function valueByDefault(reader: Reader, node: SyntaxNode | null): FlowNode {
  let value: FlowNode | undefined;
  branches(reader.frame, [
    () => undefined,
    () => {
      value = reader.expression(node);
    },
  ]);
  return value ?? reader.flow.node();
}

function properties(reader: Reader, pattern: SyntaxNode, value: FlowNode): void {
  const { flow, frame } = reader;
  for (const property of childrenOf(pattern, 'properties')) {
    const site = reader.site(property);
    if (property.type === 'RestElement') {
      const rest = flow.value('object');
      delegate(reader, rest, value);
      assignTo(reader, childOf(property, 'argument'), { node: rest });
      continue;
    }
    const key = childOf(property, 'key');
    if (key === null) continue;
    const field = keyField(reader, key, property.computed === true);
    const known = 'field' in field ? frame.env.field(value, field.field) : undefined;
    assignTo(reader, childOf(property, 'value'), { node: known ?? flow.load(value, field, site) });
  }
}

function unpack(reader: Reader, pattern: SyntaxNode, value: Value): void {
  const { flow } = reader;
  const targets = Array.isArray(pattern.elements) ? (pattern.elements as readonly unknown[]) : [];
  const node = 'node' in value ? value.node : null;
  // What an iterator gives has no place.
  const given = node === null ? null : flow.node();
  if (node !== null && given !== null) iterator(reader, node, pattern, given);
  targets.forEach((target, i) => {
    if (!isNode(target)) return;
    const site = reader.site(target);
    if (target.type === 'RestElement') {
      const rest = flow.value('list');
      const items = 'items' in value ? value.items.slice(i) : [];
      items.forEach((item, k) => {
        flow.store(rest, element(k), nodeOf(reader, item));
      });
      if (node !== null) flow.store(rest, { field: UNKNOWN_KEY }, elements(reader, node, target));
      reader.known.builtins.set(rest, 'Array');
      assignTo(reader, target, { node: rest });
    } else if ('items' in value) {
      assignTo(reader, target, value.items[i] ?? { node: flow.node() });
    } else if (node !== null && given !== null) {
      const item = flow.load(node, element(i), site);
      flow.assign(given, item);
      assignTo(reader, target, { node: item });
    }
  });
}

const LOGICAL: ReadonlySet<unknown> = new Set(['||=', '&&=', '??=']);

/** `a = b`, `a += b`, `a ||= b`; gives the value. */
export function assignment(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (node.operator === '=') {
    const value = valueFor(reader, right, left);
    assignTo(reader, left, value);
    return nodeOf(reader, value);
  }
  const before = reader.expression(left);
  if (LOGICAL.has(node.operator)) {
    let after = before;
    branches(reader.frame, [
      () => undefined,
      () => {
        after = reader.expression(right);
        assignTo(reader, left, { node: after });
      },
    ]);
    return node.operator === '&&=' ? after : flow.union([before, after]);
  }
  reader.expression(right);
  const result = flow.node();
  if (left?.type === 'Identifier') assignTo(reader, left, { node: result });
  return result;
}
