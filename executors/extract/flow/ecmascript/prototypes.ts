/** Classes that are written with functions: what is assigned to prototypes makes members and bases. */
import { attribute, type FlowNode, type Site } from '../builder';
import type { UnitFrame } from './frame';
import type { Reader } from './reader';

/** `F.prototype` was read: whose it is, as far as the file shows. */
export function prototypeLoaded({ known }: Reader, maker: FlowNode, loaded: FlowNode): void {
  known.instancesOf.set(loaded, maker);
  const unit = known.units.get(maker);
  if (unit !== undefined) known.prototypes.set(loaded, unit);
}

/**
 * A property of `base` is assigned. When `base` is the prototype of a function of the file, or the property is the
 * prototype itself, it is a member of that function and not just a field; gives whether it is.
 */
export function storedInPrototype(reader: Reader, base: FlowNode, name: string, value: FlowNode): boolean {
  const { known } = reader;
  if (name === 'prototype') {
    const unit = known.units.get(base);
    return unit !== undefined && replacePrototype(reader, unit, value);
  }
  const unit = known.prototypes.get(base);
  if (unit === undefined) return false;
  if (name === '__proto__') return inherit(reader, unit, value);
  if (name !== 'constructor') addMember(reader, unit, name, value);
  return true;
}

function addMember({ flow, known }: Reader, { unit }: UnitFrame, name: string, node: FlowNode): void {
  flow.rows.flow_members.push({ unit, name, node, is_static: false });
  const maker = flow.rows.flow_units[unit]?.value_node ?? null;
  // What is called on an instance has that as `this`, and so has the constructor.
  for (const frame of [known.units.get(node), known.units.get(maker ?? -1)]) {
    if (frame !== undefined && frame.kind !== 'class') frame.classNode ??= maker;
  }
}

/** The properties of a literal become members; gives whether it is a literal. */
export function addMembers(reader: Reader, unit: UnitFrame, literal: FlowNode): boolean {
  const properties = reader.known.literals.get(literal);
  for (const { name, node } of properties ?? []) {
    if (name !== 'constructor') addMember(reader, unit, name, node);
  }
  return properties !== undefined;
}

/** `F.prototype = value`: an instance of another class, or an object literal. */
function replacePrototype(reader: Reader, unit: UnitFrame, value: FlowNode): boolean {
  const { known } = reader;
  const isMade = inherit(reader, unit, value);
  const isLiteral = addMembers(reader, unit, value);
  // What is added to the new prototype later is a member as well.
  if (isMade || isLiteral) known.prototypes.set(value, unit);
  return isMade || isLiteral;
}

/** The class that `prototype` is an instance of becomes a base; gives whether there is one. */
export function inherit({ flow, known }: Reader, unit: UnitFrame, prototype: FlowNode): boolean {
  const base = known.instancesOf.get(prototype);
  if (base === undefined) return false;
  const position = flow.rows.flow_bases.filter((row) => row.unit === unit.unit).length;
  flow.rows.flow_bases.push({ unit: unit.unit, position, node: base });
  return true;
}

/** `child` finds on `parent` what it does not have itself. */
export function delegate(reader: Reader, child: FlowNode, parent: FlowNode, site: Site | null = null): void {
  const unit = reader.known.prototypes.get(child);
  if (unit !== undefined && (inherit(reader, unit, parent) || addMembers(reader, unit, parent))) return;
  reader.flow.store(child, attribute('__proto__'), parent, site);
}
