/** Python annotations: which classes the value of a node may be an instance of. */
import { type FlowNode, UNKNOWN_KEY } from '../builder';
import type { Reader } from './reader';

/** Say that the value is of one of the types between the brackets. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'Optional',
  'Union',
  'Annotated',
  'Final',
  'ClassVar',
  'Required',
  'NotRequired',
]);
/** Say that the value is a container of what is between the brackets, last. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'list',
  'List',
  'set',
  'Set',
  'tuple',
  'Tuple',
  'dict',
  'Dict',
  'Sequence',
  'Iterable',
  'Iterator',
  'Collection',
  'Generator',
  'Mapping',
]);

/** The value of `node` is what the annotation `type` says. */
export function annotate(reader: Reader, type: number, node: FlowNode): void {
  reader.depth.nested(
    () => read(reader, type, node),
    () => undefined,
  );
}

function read(reader: Reader, type: number, node: FlowNode): void {
  const { syntax, flow } = reader;
  const instance = (of: number): void => {
    flow.rows.flow_instances.push({ node, class_node: reader.expression(of) });
  };
  switch (syntax.typeName(type)) {
    case 'type':
    case 'parenthesized_expression':
      annotate(reader, reader.parts(type)[0] ?? -1, node);
      break;
    case 'identifier':
    case 'attribute':
    case 'member_type':
      instance(type);
      break;
    case 'union_type':
    case 'binary_operator':
      for (const part of reader.parts(type)) annotate(reader, part, node);
      break;
    case 'subscript':
    case 'generic_type':
      generic(reader, type, node);
      break;
    case 'string': {
      const name = /^["']([A-Za-z_]\w*)["']$/.exec(syntax.text(type))?.[1];
      if (name !== undefined) flow.rows.flow_instances.push({ node, class_node: reader.lookUpLate(name) });
      break;
    }
    default:
  }
}

function generic(reader: Reader, type: number, node: FlowNode): void {
  const { syntax, flow } = reader;
  const [head = -1, ...rest] = reader.parts(type);
  const name = syntax.text(head).split('.').at(-1) ?? '';
  const parts = rest.flatMap((part) => (syntax.typeName(part) === 'type_parameter' ? reader.parts(part) : [part]));
  if (TRANSPARENT.has(name)) {
    for (const part of parts) annotate(reader, part, node);
  } else if (CONTAINERS.has(name)) {
    const made = flow.value('list');
    const item = flow.node();
    flow.assign(made, node);
    flow.store(made, { field: UNKNOWN_KEY }, item);
    const last = parts.filter((part) => syntax.typeName(part) !== 'ellipsis').at(-1);
    if (last !== undefined) annotate(reader, last, item);
  } else {
    flow.rows.flow_instances.push({ node, class_node: reader.expression(head) });
  }
}
