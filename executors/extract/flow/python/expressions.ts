/** Python expressions -> the node that holds their value. */
import { ANY_ELEMENT, attribute, element, type FlowNode, UNKNOWN_KEY } from '../builder';
import { branches } from '../control';
import { MAX_SLICE } from '../limits';
import { call } from './calls';
import { comprehension } from './comprehensions';
import { lambda } from './definitions';
import type { Reader } from './reader';
import { constantKey, container, iterate, operatorMethod, subscriptField } from './values';

type Read = (reader: Reader, node: number) => FlowNode;

/** The value of an expression; what cannot hold anything of interest gets a node without facts. */
export function readExpression(reader: Reader, node: number): FlowNode {
  return (EXPRESSIONS[reader.syntax.typeName(node)] ?? parts)(reader, node);
}

/** Reads what is inside; the whole holds nothing. */
const parts: Read = (reader, node) => {
  for (const part of reader.parts(node)) reader.expression(part);
  return reader.flow.node();
};

const inner: Read = (reader, node) => {
  const [only] = reader.parts(node);
  return reader.expression(only ?? -1);
};

const EXPRESSIONS: Readonly<Record<string, Read>> = {
  identifier: (reader, node) => reader.lookUp(reader.syntax.text(node)),
  attribute: (reader, node) => attributeOf(reader, node),
  call,
  subscript: (reader, node) => {
    const base = reader.expression(reader.syntax.childIn(node, 'value'));
    return elementOf(reader, base, node);
  },
  parenthesized_expression: inner,
  await: inner,
  list: (reader, node) => sequence(reader, node, 'list'),
  tuple: (reader, node) => sequence(reader, node, 'tuple'),
  expression_list: (reader, node) => sequence(reader, node, 'tuple'),
  set: (reader, node) => sequence(reader, node, 'set'),
  dictionary,
  lambda,
  list_comprehension: (reader, node) => comprehension(reader, node, 'list'),
  set_comprehension: (reader, node) => comprehension(reader, node, 'set'),
  dictionary_comprehension: (reader, node) => comprehension(reader, node, 'dict'),
  generator_expression: (reader, node) => comprehension(reader, node, 'list'),
  conditional_expression(reader, node) {
    const [then = -1, condition = -1, otherwise = -1] = reader.parts(node);
    reader.expression(condition);
    return choice(reader, [then, otherwise]);
  },
  boolean_operator(reader, node) {
    const left = reader.expression(reader.syntax.childIn(node, 'left'));
    return reader.flow.union([left, reader.expression(reader.syntax.childIn(node, 'right'))]);
  },
  binary_operator: binary,
  comparison_operator: comparison,
  unary_operator(reader, node) {
    const operand = reader.expression(reader.parts(node)[0] ?? -1);
    const method = UNARY[reader.syntax.text(node)[0] ?? ''];
    return method === undefined
      ? reader.flow.node()
      : reader.flow.callMethod('operator', operand, method, [], reader.site(node));
  },
  named_expression(reader, node) {
    const { syntax } = reader;
    const value = reader.expression(syntax.childIn(node, 'value'));
    reader.bind(syntax.text(syntax.childIn(node, 'name')), value);
    return value;
  },
  yield: yielded,
  string: constant,
  concatenated_string: parts,
  integer: constant,
  list_splat: inner,
  dictionary_splat: inner,
  as_pattern: inner,
  type: inner,
};

function choice(reader: Reader, ways: readonly number[]): FlowNode {
  const values: FlowNode[] = [];
  branches(
    reader.frame,
    ways.map((way) => () => void values.push(reader.expression(way))),
  );
  return reader.flow.union(values);
}

/** Short texts and small numbers: what may be a key somewhere. */
function constant(reader: Reader, node: number): FlowNode {
  const key = constantKey(reader, node);
  if (key === null) return parts(reader, node);
  return reader.flow.value(typeof key === 'number' ? 'int' : 'string', String(key));
}

export function attributeOf(reader: Reader, node: number): FlowNode {
  const { syntax, flow, frame } = reader;
  const object = syntax.childIn(node, 'object');
  const name = syntax.text(syntax.childIn(node, 'attribute'));
  const site = reader.site(node);
  const behind = superClass(reader, object);
  if (behind !== null) return flow.load(behind.receiver, attribute(name), site, { superUnit: behind.classUnit });
  const base = reader.expression(object);
  reader.baseOf.set(node, base);
  return frame.env.field(base, `.${name}`) ?? flow.load(base, attribute(name), site);
}

/** `super()` inside a method: whose attributes are looked up behind which class. */
function superClass(reader: Reader, node: number): { receiver: FlowNode; classUnit: number } | null {
  const { syntax, frame } = reader;
  if (node < 0 || syntax.typeName(node) !== 'call') return null;
  const callee = syntax.childIn(node, 'function');
  if (syntax.text(callee) !== 'super' || !reader.isBuiltin('super')) return null;
  let method = frame;
  while (method.receiver === null && method.parent !== null && method.kind !== 'class') method = method.parent;
  if (method.receiver === null || method.method === null) return null;
  const classUnit = classBehind(reader, node, method.method.classUnit);
  if (classUnit === null) return null;
  call(reader, node);
  return { receiver: method.receiver, classUnit };
}

/** The class that `super(...)` names, that of the method if it names none; null for one of another file. */
function classBehind(reader: Reader, node: number, own: number): number | null {
  const { syntax, flow } = reader;
  const [first] = reader.parts(syntax.childIn(node, 'arguments'));
  if (first === undefined || syntax.text(first) === '__class__') return own;
  const named = syntax.text(first);
  const units = flow.rows.flow_units;
  if (units.some(({ unit, name }) => unit === own && name === named)) return own;
  return units.find(({ kind, qualname }) => kind === 'class' && qualname === named)?.unit ?? null;
}

/** The element of `base` that the subscript `node` names; slices are new containers. */
function elementOf(reader: Reader, base: FlowNode, node: number): FlowNode {
  const { syntax, flow, frame } = reader;
  const site = reader.site(node);
  const [subscript = -1, ...more] = reader.parts(node).slice(1);
  if (more.length === 0 && subscript >= 0 && syntax.typeName(subscript) === 'slice')
    return slice(reader, base, subscript);
  const field = subscriptField(reader, [subscript, ...more]);
  flow.callMethod('operator', base, '__getitem__', [], site);
  if ('key' in field) return flow.load(base, field, site);
  const known = frame.env.field(base, field.field);
  if (known !== undefined) return known;
  const loaded = flow.load(base, field, site);
  if (field.field !== ANY_ELEMENT) frame.env.setField(base, field.field, loaded, false);
  return loaded;
}

/** `base[1:3]`: the elements one by one when both ends are known, else any. */
function slice(reader: Reader, base: FlowNode, node: number): FlowNode {
  const { flow, syntax } = reader;
  const bounds = reader.parts(node);
  for (const bound of bounds) reader.expression(bound);
  const result = flow.value('list');
  const site = reader.site(node);
  const [, from = '', to = ''] = /^\s*(\d*)\s*:\s*(\d*)\s*$/.exec(syntax.text(node)) ?? [];
  const start = Number(from || 0);
  const end = Number(to);
  if (to === '' || end - start > MAX_SLICE) {
    flow.store(result, { field: UNKNOWN_KEY }, flow.load(base, { field: ANY_ELEMENT }, site));
    return result;
  }
  for (let i = start; i < end; i++) flow.store(result, element(i - start), flow.load(base, element(i), site));
  return result;
}

/** A container with its elements at their places, as far as these are known. */
function sequence(reader: Reader, node: number, kind: string): FlowNode {
  const items = reader.parts(node).map((part) => ({
    node: reader.expression(part),
    isSplat: reader.syntax.typeName(part) === 'list_splat',
  }));
  return container(reader, kind, items, reader.site(node));
}

function dictionary(reader: Reader, node: number): FlowNode {
  const { flow, syntax } = reader;
  const result = flow.value('dict');
  for (const part of reader.parts(node)) {
    if (syntax.typeName(part) === 'pair') {
      const field = subscriptField(reader, [syntax.childIn(part, 'key')]);
      const value = reader.expression(syntax.childIn(part, 'value'));
      flow.store(result, 'field' in field && field.field === ANY_ELEMENT ? { field: UNKNOWN_KEY } : field, value);
    } else {
      const from = reader.expression(part);
      flow.store(result, { field: UNKNOWN_KEY }, flow.load(from, { field: ANY_ELEMENT }, reader.site(part)));
    }
  }
  return result;
}

const UNARY: Readonly<Record<string, string>> = { '-': '__neg__', '+': '__pos__', '~': '__invert__' };

function binary(reader: Reader, node: number): FlowNode {
  const { syntax, flow } = reader;
  const [left, right] = [syntax.childIn(node, 'left'), syntax.childIn(node, 'right')];
  const a = reader.expression(left);
  const b = reader.expression(right);
  const method = operatorMethod(operatorBetween(reader, left, right));
  if (method === undefined) return flow.node();
  const site = reader.site(node);
  const result = flow.callMethod('operator', a, `__${method}__`, [{ node: b }], site);
  return flow.callMethod('operator', b, `__r${method}__`, [{ node: a }], site, result);
}

/** The grammar keeps no node for operators: they are what stands between the operands. */
function operatorBetween({ syntax }: Reader, left: number, right: number): string {
  const between = syntax.source.slice(syntax.end(left), syntax.start(right));
  return /(\*\*|\/\/|<<|>>|[-+*/%@&|^])/.exec(between.replaceAll(/#.*/g, ''))?.[1] ?? '';
}

const COMPARISONS: readonly (readonly [RegExp, string])[] = [
  [/==/, '__eq__'],
  [/!=|<>/, '__ne__'],
  [/<=/, '__le__'],
  [/>=/, '__ge__'],
  [/</, '__lt__'],
  [/>/, '__gt__'],
];

function comparison(reader: Reader, node: number): FlowNode {
  const { syntax, flow } = reader;
  const operands = reader.parts(node);
  const values = operands.map((operand) => reader.expression(operand));
  operands.slice(1).forEach((operand, i) => {
    const between = syntax.source.slice(syntax.end(operands[i] ?? 0), syntax.start(operand));
    const [a = 0, b = 0] = [values[i], values[i + 1]];
    if (/\bin\b/.test(between)) flow.callMethod('operator', b, '__contains__', [{ node: a }], reader.site(node));
    const method = COMPARISONS.find(([pattern]) => pattern.test(between))?.[1];
    if (method !== undefined) flow.callMethod('operator', a, method, [{ node: b }], reader.site(node));
  });
  return flow.node();
}

function yielded(reader: Reader, node: number): FlowNode {
  const { syntax, flow, frame } = reader;
  const [value = -1] = reader.parts(node);
  const given = value < 0 ? flow.node() : reader.expression(value);
  if (frame.generator === null) return flow.node();
  const isFrom = /^yield\s+from\b/.test(syntax.text(node));
  const item = isFrom ? iterate(reader, given, node) : given;
  flow.store(frame.generator, { field: UNKNOWN_KEY }, item);
  return flow.node();
}
