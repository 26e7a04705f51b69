/** Classes: members, fields, and what runs when the class is defined or an instance is made. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode } from '../builder';
import { annotate } from './annotations';
import type { UnitFrame } from './frame';
import { addUnit, functionUnit } from './functions';
import { hoist } from './hoisting';
import { keyField, nameOf, setterField, storedField } from './keys';
import type { Reader } from './reader';

interface Class {
  readonly unit: number;
  readonly valueNode: FlowNode;
  /** Runs what fields are initialised with, as part of the constructor. */
  readonly initializers: ((frame: UnitFrame) => void)[];
}

/** The node holds the class, or what its decorators make of it. */
export function classUnit(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  const decorators = decoratorsOf(reader, node);
  const superClass = childOf(node, 'superClass');
  const base = superClass === null ? null : reader.expression(superClass);
  const { unit, valueNode } = addUnit(reader, node, { kind: 'class', role: '', isAsync: false });
  if (base !== null) flow.rows.flow_bases.push({ unit, position: 0, node: base });
  const id = childOf(node, 'id');
  if (id !== null) reader.bind(id, valueNode);
  const frame = reader.open(unit, 'class', node);
  frame.classNode = valueNode;
  frame.superUnit = unit;
  reader.known.units.set(valueNode, frame);
  childrenOf(node, 'implements').forEach((implemented, i) => {
    const type = childOf(implemented, 'expression');
    const position = superClass === null ? i : i + 1;
    flow.rows.flow_bases.push({ unit, position, node: reader.expression(type) });
  });
  members(reader, node, { unit, valueNode, initializers: [] }, frame);
  const result = decorate(reader, decorators, valueNode);
  if (id !== null && result !== valueNode) reader.bind(id, result);
  return result;
}

function members(reader: Reader, node: SyntaxNode, made: Class, frame: UnitFrame): void {
  const body = childOf(node, 'body');
  const all = body === null ? [] : childrenOf(body, 'body');
  const isConstructor = (member: SyntaxNode): boolean =>
    member.kind === 'constructor' && childOf(member, 'value')?.type === 'FunctionExpression';
  for (const member of all) {
    switch (member.type) {
      case 'MethodDefinition':
        if (isConstructor(member)) constructorOf(reader, member, made);
        else method(reader, member, made);
        break;
      case 'PropertyDefinition':
      case 'AccessorProperty':
        field(reader, member, made);
        break;
      case 'StaticBlock':
        asStatic(reader, member, made, () => {
          const statements = childrenOf(member, 'body');
          hoist(reader, statements);
          reader.statements(statements);
        });
        break;
      default:
    }
  }
  if (all.some(isConstructor) || made.initializers.length === 0) return;
  reader.later(frame, () => {
    for (const initialize of made.initializers) initialize(frame);
  });
}

/** The constructor first initialises the fields; parameters with a modifier are fields as well. */
function constructorOf(reader: Reader, member: SyntaxNode, made: Class): void {
  const { flow } = reader;
  const value = childOf(member, 'value');
  if (value === null) return;
  const node = functionUnit(reader, value, {
    method: { classNode: made.valueNode, classUnit: made.unit, isStatic: false },
    before: (frame) => {
      for (const initialize of made.initializers) initialize(frame);
      for (const parameter of childrenOf(value, 'params')) {
        const target = parameter.type === 'TSParameterProperty' ? childOf(parameter, 'parameter') : null;
        const name = target?.type === 'AssignmentPattern' ? childOf(target, 'left') : target;
        if (name?.type !== 'Identifier') continue;
        const held = reader.lookUp(name);
        flow.rows.flow_members.push({ unit: made.unit, name: String(name.name), node: held, is_static: false });
      }
    },
  });
  flow.rows.flow_members.push({ unit: made.unit, name: 'constructor', node, is_static: false });
  for (const parameter of childrenOf(value, 'params')) decorate(reader, decoratorsOf(reader, parameter), flow.node());
}

const ROLES: Readonly<Record<string, string>> = { get: 'property', set: 'setter' };

function method(reader: Reader, member: SyntaxNode, made: Class): void {
  const value = childOf(member, 'value');
  const key = childOf(member, 'key');
  // Overloads and abstract methods have no body.
  if (value?.type !== 'FunctionExpression' || key === null) return;
  const decorators = decoratorsOf(reader, member);
  const isStatic = member.static === true;
  const stored = keyField(reader, key, member.computed === true);
  const node = functionUnit(reader, value, {
    role: isStatic && member.kind === 'get' ? 'getter' : (ROLES[String(member.kind)] ?? ''),
    method: { classNode: made.valueNode, classUnit: made.unit, isStatic },
  });
  const held = member.kind === 'set' ? setterField(stored) : stored;
  hold(reader, made, held, decorate(reader, decorators, node), isStatic);
}

/** A member by its name; one with a key that only a value knows is stored where it is looked up. */
function hold(
  reader: Reader,
  { unit, valueNode }: Class,
  field: ReturnType<typeof keyField>,
  node: FlowNode,
  isStatic: boolean,
): void {
  const { flow } = reader;
  const name = nameOf(field);
  if (name !== null) {
    flow.rows.flow_members.push({ unit, name, node, is_static: isStatic });
    return;
  }
  const base = isStatic ? valueNode : flow.load(valueNode, attribute('prototype'), { bstart: 0, bend: 0 });
  flow.store(base, storedField(field), node);
}

function field(reader: Reader, member: SyntaxNode, made: Class): void {
  const { flow } = reader;
  const key = childOf(member, 'key');
  if (key === null) return;
  const decorators = decoratorsOf(reader, member);
  const isStatic = member.static === true;
  const stored = keyField(reader, key, member.computed === true);
  const value = childOf(member, 'value');
  const type = childOf(member, 'typeAnnotation');
  const held = flow.node();
  let isHeld = false;
  if (type !== null) isHeld = annotate(reader, type, held);
  if (value !== null) {
    isHeld = true;
    const initialize = (): void => flow.assign(reader.expression(value), held);
    if (isStatic) asStatic(reader, member, made, initialize);
    else made.initializers.push(initialize);
  }
  decorate(reader, decorators, flow.node());
  if (isHeld) hold(reader, made, stored, held, isStatic);
}

/** Code that runs when the class is defined, with the class as `this`. */
function asStatic(reader: Reader, home: SyntaxNode, { unit, valueNode }: Class, run: () => void): void {
  const frame = reader.open(reader.frame.unit, 'class', home);
  frame.receiver = valueNode;
  frame.classNode = valueNode;
  frame.superUnit = unit;
  frame.isStatic = true;
  frame.owner = unit;
  reader.within(frame, run);
}

interface Decorator {
  readonly at: SyntaxNode;
  readonly callee: FlowNode;
}

function decoratorsOf(reader: Reader, node: SyntaxNode): readonly Decorator[] {
  return childrenOf(node, 'decorators').map((at) => ({ at, callee: reader.expression(childOf(at, 'expression')) }));
}

/** The innermost decorator is called first, with what it decorates; it may give something else instead. */
function decorate(reader: Reader, decorators: readonly Decorator[], value: FlowNode): FlowNode {
  let result = value;
  for (const { at, callee } of decorators.toReversed()) {
    const given = reader.flow.call('decorator', callee, [{ node: result }], reader.site(at));
    result = reader.flow.union([result, given]);
  }
  return result;
}
