/** TypeScript annotations: which classes the value of a node may be an instance of. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode, UNKNOWN_KEY } from '../builder';
import type { Reader } from './reader';

/** Say that the value is of the type between the brackets. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'Promise',
  'PromiseLike',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
]);
/** Say that the value is a container of what is between the brackets, last. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Map',
  'ReadonlyMap',
  'Record',
  'Iterable',
  'IterableIterator',
  'Generator',
  'AsyncIterable',
  'AsyncGenerator',
]);

/** The value of `node` is what the annotation `type` says; whether it says anything. */
export function annotate(reader: Reader, type: SyntaxNode, node: FlowNode): boolean {
  return reader.depth.nested(
    () => read(reader, type, node),
    () => false,
  );
}

function read(reader: Reader, type: SyntaxNode, node: FlowNode): boolean {
  const inner = (field: string): boolean => {
    const of = childOf(type, field);
    return of !== null && annotate(reader, of, node);
  };
  switch (type.type) {
    case 'TSTypeAnnotation':
    case 'TSOptionalType':
    case 'TSTypeOperator':
    case 'TSParenthesizedType':
      return inner('typeAnnotation');
    case 'TSUnionType':
    case 'TSIntersectionType':
      return childrenOf(type, 'types').filter((part) => annotate(reader, part, node)).length > 0;
    case 'TSArrayType': {
      const of = childOf(type, 'elementType');
      return of !== null && container(reader, of, node);
    }
    case 'TSTypeReference':
      return reference(reader, type, node);
    default:
      return false;
  }
}

/** A container of what `type` says, if it says anything. */
function container(reader: Reader, type: SyntaxNode, node: FlowNode): boolean {
  const { flow } = reader;
  const item = flow.node();
  if (!annotate(reader, type, item)) return false;
  const made = flow.value('list');
  flow.assign(made, node);
  flow.store(made, { field: UNKNOWN_KEY }, item);
  return true;
}

function reference(reader: Reader, type: SyntaxNode, node: FlowNode): boolean {
  const name = childOf(type, 'typeName');
  if (name === null) return false;
  const args = childOf(type, 'typeArguments');
  const last = args === null ? undefined : childrenOf(args, 'params').at(-1);
  const builtin = reader.builtinName(name);
  if (builtin !== null) {
    if (last !== undefined && TRANSPARENT.has(builtin)) return annotate(reader, last, node);
    return last !== undefined && CONTAINERS.has(builtin) && container(reader, last, node);
  }
  const classNode = named(reader, name);
  if (classNode === null) return false;
  reader.flow.rows.flow_instances.push({ node, class_node: classNode });
  return true;
}

/** What a name of a type, dotted or not, holds; null for type parameters, which hold nothing. */
function named(reader: Reader, name: SyntaxNode): FlowNode | null {
  if (name.type !== 'TSQualifiedName') {
    const variable = reader.variables.of(name);
    return variable === null || variable.isTypeOnly ? null : reader.valueOf(variable);
  }
  const [left, right] = [childOf(name, 'left'), childOf(name, 'right')];
  const base = left === null ? null : named(reader, left);
  if (base === null || right === null) return null;
  return reader.flow.load(base, attribute(String(right.name)), reader.site(name));
}
