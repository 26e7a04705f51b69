/** Assignment to Python targets: names, attributes, elements, and patterns of them. */
import { ANY_ELEMENT, attribute, element, type FlowNode, UNKNOWN_KEY } from '../builder';
import type { Reader } from './reader';
import { container, subscriptField } from './values';

/** A value, or the values of a literal sequence, one by one. */
export type Value = { readonly node: FlowNode } | { readonly items: readonly Value[]; readonly at: number };

const SEQUENCES: ReadonlySet<string> = new Set(['tuple', 'list', 'expression_list']);

/** The value of an expression; a sequence that is written out keeps its elements apart. */
export function valueFor(reader: Reader, node: number): Value {
  const { syntax } = reader;
  const type = node < 0 ? '' : syntax.typeName(node);
  if (type === 'parenthesized_expression') return valueFor(reader, reader.parts(node)[0] ?? -1);
  const parts = SEQUENCES.has(type) ? reader.parts(node) : [];
  if (!SEQUENCES.has(type) || parts.some((part) => syntax.typeName(part) === 'list_splat')) {
    return { node: reader.expression(node) };
  }
  return reader.depth.nested<Value>(
    () => ({ items: parts.map((part) => valueFor(reader, part)), at: node }),
    () => ({ node: reader.flow.node() }),
  );
}

/** One node for a value, made when somebody needs it whole. */
export function nodeOf(reader: Reader, value: Value): FlowNode {
  if ('node' in value) return value.node;
  const kind = reader.syntax.typeName(value.at) === 'list' ? 'list' : 'tuple';
  const items = value.items.map((item) => ({ node: nodeOf(reader, item), isSplat: false }));
  return container(reader, kind, items, reader.site(value.at));
}

type Bind = (name: string, node: FlowNode) => void;

/** `target = value`; `bind` gives a value to a name. */
export function assign(reader: Reader, target: number, value: Value, bind: Bind): void {
  if (target < 0) return;
  const { syntax } = reader;
  switch (syntax.typeName(target)) {
    case 'identifier':
      bind(syntax.text(target), nodeOf(reader, value));
      break;
    case 'attribute':
      assignAttribute(reader, target, nodeOf(reader, value));
      break;
    case 'subscript':
      assignElement(reader, target, nodeOf(reader, value));
      break;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      reader.depth.nested(
        () => unpack(reader, reader.parts(target), value, bind),
        () => undefined,
      );
      break;
    case 'list_splat_pattern':
    case 'list_splat':
    case 'parenthesized_expression':
    case 'as_pattern_target':
    case 'type':
      assign(reader, reader.parts(target)[0] ?? -1, value, bind);
      break;
    default:
  }
}

function assignAttribute(reader: Reader, target: number, value: FlowNode): void {
  const { syntax, flow, frame } = reader;
  const base = reader.expression(syntax.childIn(target, 'object'));
  const name = syntax.text(syntax.childIn(target, 'attribute'));
  flow.store(base, attribute(name), value);
  frame.env.setField(base, `.${name}`, value, true);
}

function assignElement(reader: Reader, target: number, value: FlowNode): void {
  const { syntax, flow, frame } = reader;
  const base = reader.expression(syntax.childIn(target, 'value'));
  const field = subscriptField(reader, reader.parts(target).slice(1));
  const unknown = 'field' in field && field.field === ANY_ELEMENT;
  flow.store(base, unknown ? { field: UNKNOWN_KEY } : field, value);
  flow.callMethod('operator', base, '__setitem__', [{ node: flow.node() }, { node: value }], reader.site(target));
  if ('field' in field && !unknown) frame.env.setField(base, field.field, value, true);
  else frame.env.forgetFields();
}

/** `a, *b, c = value`. */
function unpack(reader: Reader, targets: readonly number[], value: Value, bind: Bind): void {
  const { syntax, flow } = reader;
  const isStar = (target: number): boolean => syntax.typeName(target).startsWith('list_splat');
  const star = targets.findIndex(isStar);
  const after = star < 0 ? 0 : targets.length - star - 1;
  if (
    'items' in value &&
    (star < 0 ? value.items.length === targets.length : value.items.length >= targets.length - 1)
  ) {
    targets.forEach((target, i) => {
      if (i === star) {
        const middle = value.items.slice(star, value.items.length - after);
        const items = middle.map((item) => ({ node: nodeOf(reader, item), isSplat: false }));
        assign(reader, target, { node: container(reader, 'list', items, reader.site(target)) }, bind);
        return;
      }
      const item = value.items[star >= 0 && i > star ? value.items.length - (targets.length - i) : i];
      if (item !== undefined) assign(reader, target, item, bind);
    });
    return;
  }
  const node = nodeOf(reader, value);
  targets.forEach((target, i) => {
    const site = reader.site(target);
    if (i === star) {
      const rest = flow.value('list');
      flow.store(rest, { field: UNKNOWN_KEY }, flow.load(node, { field: ANY_ELEMENT }, site));
      assign(reader, target, { node: rest }, bind);
    } else {
      const known = star < 0 || i < star;
      assign(reader, target, { node: flow.load(node, known ? element(i) : { field: ANY_ELEMENT }, site) }, bind);
    }
  });
}
