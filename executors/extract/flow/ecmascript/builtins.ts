/** What functions and constructors of JavaScript's own, and of its hosts, do with what they are given. */
import { childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, element, type FlowNode, UNKNOWN_KEY } from '../builder';
import type { CallArgument } from './call-argument';
import { constantKey, setterField } from './keys';
import { delegate, inherit } from './prototypes';
import type { Reader } from './reader';
import { arrayOf, elements, iterate } from './values';

export interface BuiltinCall {
  readonly reader: Reader;
  readonly args: readonly CallArgument[];
  readonly result: FlowNode;
  /** The syntax of the call. */
  readonly node: SyntaxNode;
}

/** A builtin calls `callee`; returns what that gives. */
export function callback(
  { reader, node }: BuiltinCall,
  callee: FlowNode,
  args: readonly FlowNode[],
  receiver: FlowNode | null = null,
): FlowNode {
  const self = receiver === null ? [] : [{ node: receiver, isThis: true }];
  return reader.flow.call('callback', callee, [...self, ...args.map((arg) => ({ node: arg }))], reader.site(node));
}

type Builtin = (call: BuiltinCall) => void;

/** Calls its argument at `position`, later. */
const calls =
  (position: number): Builtin =>
  (call) => {
    const given = call.args[position];
    if (given === undefined) return;
    const passed = position === 0 ? call.args.slice(2).map((arg) => arg.node) : [call.reader.flow.node()];
    callback(call, given.node, passed);
  };

const sameValue: Builtin = ({ reader, args, result }) => {
  if (args[0] !== undefined) reader.flow.assign(args[0].node, result);
};

const list =
  (item: (call: BuiltinCall, of: CallArgument) => FlowNode): Builtin =>
  (call) => {
    const [first] = call.args;
    if (first !== undefined) call.reader.flow.assign(arrayOf(call.reader, item(call, first)), call.result);
  };

const valuesOf = ({ reader, node }: BuiltinCall, of: CallArgument): FlowNode => elements(reader, of.node, node);

const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  setTimeout: calls(0),
  setInterval: calls(0),
  setImmediate: calls(0),
  queueMicrotask: calls(0),
  requestAnimationFrame: calls(0),
  requestIdleCallback: calls(0),
  addEventListener: calls(1),
  'process.nextTick': calls(0),
  'Promise.resolve': sameValue,
  'Promise.all': list((call, of) => iterate(call.reader, of.node, call.node)),
  'Promise.allSettled': list((call, of) => {
    const settled = call.reader.flow.value('object');
    call.reader.flow.store(settled, attribute('value'), iterate(call.reader, of.node, call.node));
    return settled;
  }),
  'Promise.race': (call) => any(call),
  'Promise.any': (call) => any(call),
  'Object.freeze': sameValue,
  'Object.seal': sameValue,
  'Object.assign'({ reader, args, result }) {
    const [target, ...sources] = args;
    if (target === undefined) return;
    for (const source of sources) delegate(reader, target.node, source.node);
    reader.flow.assign(target.node, result);
  },
  'Object.create'({ reader, args, result }) {
    const [prototype] = args;
    reader.flow.rows.flow_values.push({ node: result, kind: 'object', text: null });
    if (prototype === undefined) return;
    const base = reader.known.instancesOf.get(prototype.node);
    if (base !== undefined) reader.known.instancesOf.set(result, base);
    delegate(reader, result, prototype.node);
  },
  'Object.setPrototypeOf'({ reader, args, result }) {
    const [target, prototype] = args;
    if (target === undefined || prototype === undefined) return;
    delegate(reader, target.node, prototype.node);
    reader.flow.assign(target.node, result);
  },
  'Object.getPrototypeOf'({ reader, args, result, node }) {
    if (args[0] !== undefined)
      reader.flow.load(args[0].node, attribute('__proto__'), reader.site(node), { into: result });
  },
  'Object.defineProperty'({ reader, args, result, node }) {
    const [target, key, descriptor] = args;
    if (target === undefined || key === undefined || descriptor === undefined) return;
    const name = constantKey(key.at);
    const field = typeof name === 'string' ? attribute(name) : { field: UNKNOWN_KEY };
    const { flow } = reader;
    flow.store(target.node, field, flow.load(descriptor.node, attribute('value'), reader.site(node)));
    for (const accessor of ['get', 'set']) {
      const held = reader.known.literals.get(descriptor.node)?.find((property) => property.name === accessor);
      const unit = held === undefined ? undefined : reader.known.units.get(held.node)?.unit;
      const row = unit === undefined ? undefined : flow.rows.flow_units[unit];
      if (held === undefined || row === undefined || unit === undefined) continue;
      flow.rows.flow_units[unit] = { ...row, role: accessor === 'get' ? 'getter' : 'setter' };
      flow.store(target.node, accessor === 'set' ? setterField(field) : field, held.node);
    }
    flow.assign(target.node, result);
  },
  'Object.values': list(valuesOf),
  'Object.entries': list((call, of) => {
    const pair = call.reader.flow.value('list');
    call.reader.flow.store(pair, element(1), elements(call.reader, of.node, call.node));
    return pair;
  }),
  'Object.fromEntries': (call) => {
    const [first] = call.args;
    if (first === undefined) return;
    const { flow } = call.reader;
    const made = flow.value('object');
    const pair = elements(call.reader, first.node, call.node);
    flow.store(made, { field: UNKNOWN_KEY }, flow.load(pair, element(1), call.reader.site(call.node)));
    flow.assign(made, call.result);
  },
  'Array.from': (call) => {
    const [first, by] = call.args;
    if (first === undefined) return;
    const item = iterate(call.reader, first.node, call.node);
    const mapped = by === undefined ? item : callback(call, by.node, [item]);
    call.reader.flow.assign(arrayOf(call.reader, mapped), call.result);
  },
  'Array.of': ({ reader, args, result }) => {
    const made = reader.flow.value('list');
    storeAll(reader, made, args);
    reader.flow.assign(made, result);
  },
  'Reflect.apply': (call) => {
    const [callee, self, list] = call.args;
    if (callee === undefined || self === undefined || list === undefined) return;
    const { flow } = call.reader;
    const spread = { node: elements(call.reader, list.node, call.node), star: '*' };
    flow.call('callback', callee.node, [{ node: self.node, isThis: true }, spread], call.reader.site(call.node), {
      into: call.result,
    });
  },
  'Reflect.construct': ({ reader, args, result, node }) => {
    const [callee, list] = args;
    if (callee === undefined || list === undefined) return;
    const spread = { node: elements(reader, list.node, node), star: '*' };
    reader.flow.call('new', callee.node, [spread], reader.site(node), { into: result });
  },
  'Reflect.get': ({ reader, args, result, node }) => {
    const [object, key] = args;
    if (object === undefined || key === undefined) return;
    const name = constantKey(key.at);
    const field = typeof name === 'string' ? attribute(name) : { key: key.node };
    reader.flow.load(object.node, field, reader.site(node), { into: result });
  },
  structuredClone: sameValue,
};

function any(call: BuiltinCall): void {
  const [first] = call.args;
  if (first !== undefined) call.reader.flow.assign(iterate(call.reader, first.node, call.node), call.result);
}

/** Facts of a call of the builtin `name`, beside those that every call has; whether it is one that is known. */
export function callBuiltinFunction(call: BuiltinCall, name: string): boolean {
  if (!Object.hasOwn(FUNCTIONS, name)) return false;
  FUNCTIONS[name]?.(call);
  return true;
}

function storeAll({ flow }: Reader, list: FlowNode, args: readonly CallArgument[]): void {
  args.forEach((arg, i) => {
    flow.store(list, element(i), arg.node);
  });
}

/** `inherits(F, B)`, as Node's `util` has it. */
export function callInherits({ reader, args }: BuiltinCall): void {
  const [child, base] = args;
  const unit = child === undefined ? undefined : reader.known.units.get(child.node);
  if (unit === undefined || base === undefined) return;
  const prototype = reader.flow.node();
  reader.known.instancesOf.set(prototype, base.node);
  inherit(reader, unit, prototype);
}

const CONSTRUCTORS: Readonly<Record<string, Builtin>> = {
  Promise: (call) => {
    const [executor] = call.args;
    if (executor === undefined) return;
    const target = childrenOf(executor.at, 'params')[0] ?? null;
    const variable = target?.type === 'Identifier' ? call.reader.variables.of(target) : null;
    if (variable !== null) call.reader.settlers.set(variable.key, call.result);
    callback(call, executor.node, []);
  },
  Array: ({ reader, args, result }) => {
    made(reader, result, 'list', 'Array');
    storeAll(reader, result, args);
  },
  Set: set,
  WeakSet: set,
  Map: map,
  WeakMap: map,
  Proxy: sameValue,
  WeakRef: sameValue,
};

/** Keys that are written out are kept apart; they are no properties. */
function map({ reader, args: [first], result, node }: BuiltinCall): void {
  const { flow, known } = reader;
  made(reader, result, 'dict', 'Map');
  if (first === undefined) return;
  const entries = known.arrays.get(first.node)?.map((entry) => known.arrays.get(entry.node)) ?? [undefined];
  for (const entry of entries) {
    const [key, value] = entry ?? [];
    const constant = key === undefined ? null : constantKey(key.at);
    if (constant !== null && value !== undefined) {
      flow.store(result, element(constant), value.node);
      continue;
    }
    const pair = iterate(reader, first.node, node);
    flow.store(result, { field: UNKNOWN_KEY }, flow.load(pair, element(1), reader.site(node)));
    return;
  }
}

function set({ reader, args: [first], result, node }: BuiltinCall): void {
  made(reader, result, 'set', 'Set');
  if (first !== undefined) reader.flow.store(result, { field: UNKNOWN_KEY }, iterate(reader, first.node, node));
}

function made({ flow, known }: Reader, node: FlowNode, kind: string, builtin: string): void {
  flow.rows.flow_values.push({ node, kind, text: null });
  known.builtins.set(node, builtin);
}

/** Facts of `new` with a builtin. */
export function constructBuiltin(call: BuiltinCall, name: string): void {
  if (Object.hasOwn(CONSTRUCTORS, name)) CONSTRUCTORS[name]?.(call);
}
