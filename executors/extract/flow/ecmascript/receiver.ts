/** What `this`, `super` and `new.target` are. */
import type { FlowNode } from '../builder';
import type { UnitFrame } from './frame';
import type { Reader } from './reader';

/** The function, class or module whose `this` is in force: arrow functions have that of what is around them. */
export function thisFrame({ frame }: Reader): UnitFrame {
  let found = frame;
  while (found.isArrow && found.outer !== null) found = found.outer;
  return found;
}

/**
 * `this` as a parameter of the unit, made when somebody asks for it. In a method it is an instance of its class, in a
 * static method the class, even where nobody calls it.
 */
export function currentThis(reader: Reader): FlowNode {
  return receiverOf(reader, thisFrame(reader));
}

export function receiverOf({ flow }: Reader, frame: UnitFrame): FlowNode {
  if (frame.receiver !== null) return frame.receiver;
  const node = flow.node();
  frame.receiver = node;
  if (frame.kind === 'module') return node;
  flow.rows.flow_params.push({ unit: frame.unit, position: -1, name: 'this', kind: 'this', node });
  if (frame.classNode !== null) {
    if (frame.isStatic) flow.assign(frame.classNode, node);
    else flow.rows.flow_instances.push({ node, class_node: frame.classNode });
  }
  return node;
}

/** The class that is being constructed: what `this` is made by. */
export function newTarget(reader: Reader): FlowNode {
  const frame = thisFrame(reader);
  const { classNode } = frame;
  if (classNode !== null) return classNode;
  return reader.flow.load(receiverOf(reader, frame), { field: '.constructor' }, reader.site(frame.home));
}
