/** Properties of values: read, written and called. */
import { childOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type Field, type FlowNode } from '../builder';
import { exportsOf } from './commonjs';
import { keyField, nameOf, storedField } from './keys';
import { prototypeLoaded, storedInPrototype } from './prototypes';
import type { Reader } from './reader';
import { currentThis, thisFrame } from './receiver';

export interface Member {
  readonly node: FlowNode;
  /** What the property was read from; what a function that it holds sees as `this`. */
  readonly base: FlowNode;
  /** The name of the property; null when only a value knows it. */
  readonly name: string | null;
  /** Whether `this` has to be passed with a call: no load tells whose the property is. */
  readonly needsThis: boolean;
}

/** The value of `a.b`, `a[b]`, `a.#b` or `super.b`. */
export function member(reader: Reader, node: SyntaxNode): Member {
  const { flow, frame } = reader;
  const object = childOf(node, 'object');
  const site = reader.site(node);
  if (object?.type === 'Super') return superMember(reader, node);
  const exported = exportsOf(reader, node);
  if (exported !== null) return { node: exported, base: exported, name: 'exports', needsThis: false };
  const base = reader.expression(object);
  const field = propertyField(reader, node);
  if ('field' in field) {
    const known = frame.env.field(base, field.field);
    if (known !== undefined) return { node: known, base, name: nameOf(field), needsThis: true };
  }
  const loaded = flow.load(base, field, site);
  const name = nameOf(field);
  if (name === 'prototype') prototypeLoaded(reader, base, loaded);
  return { node: loaded, base, name, needsThis: false };
}

function propertyField(reader: Reader, node: SyntaxNode): Field {
  const property = childOf(node, 'property');
  if (property === null) return attribute('');
  // JSX spells the property as an identifier of its own kind.
  if (property.type === 'JSXIdentifier') return attribute(String(property.name));
  return keyField(reader, property, node.computed === true);
}

/** `super.b`: looked up behind the class, for the same `this`. */
function superMember(reader: Reader, node: SyntaxNode): Member {
  const { flow } = reader;
  const frame = thisFrame(reader);
  const base = currentThis(reader);
  const field = propertyField(reader, node);
  const options = frame.superUnit === null ? {} : { superUnit: frame.superUnit };
  // In an object literal `super` is the prototype of the object.
  const from = frame.superUnit === null ? flow.load(base, attribute('__proto__'), reader.site(node)) : base;
  return { node: flow.load(from, field, reader.site(node), options), base, name: nameOf(field), needsThis: true };
}

/** `a.b = value`. */
export function assignMember(reader: Reader, target: SyntaxNode, value: FlowNode): void {
  const { flow, frame } = reader;
  const object = childOf(target, 'object');
  const base = object?.type === 'Super' ? currentThis(reader) : reader.expression(object);
  const field = storedField(propertyField(reader, target));
  const name = nameOf(field);
  if (name === null || !storedInPrototype(reader, base, name, value))
    flow.store(base, field, value, reader.site(target));
  if (!('field' in field) || name === null) frame.env.forgetFields();
  else if (!reader.accessors.has(name)) frame.env.setField(base, field.field, value, true);
}
