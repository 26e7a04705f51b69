/**
 * Methods of functions, arrays, maps, sets and promises, by name: what the base is shows only later. Where it is
 * something else these facts mean nothing: nothing else has elements, and a callback counts only where nothing of the
 * project is called.
 */
import { attribute, element, type Field, type FlowNode, UNKNOWN_KEY } from '../builder';
import { type BuiltinCall, callback, callInherits } from './builtins';
import type { CallArgument } from './call-argument';
import { constantKey } from './keys';
import type { Member } from './members';
import { arrayOf, elements } from './values';

type Method = (call: BuiltinCall, base: FlowNode) => void;

const elementsOf = ({ reader, node }: BuiltinCall, base: FlowNode): FlowNode => elements(reader, base, node);

/** Calls its first argument with an element, its place and the array; `give` says what comes out. */
const each =
  (give: (call: BuiltinCall, item: FlowNode, given: FlowNode, base: FlowNode) => void = () => undefined): Method =>
  (call, base) => {
    const [by, receiver] = call.args;
    const item = elementsOf(call, base);
    const given =
      by === undefined ? item : callback(call, by.node, [item, call.reader.flow.node(), base], receiver?.node ?? null);
    give(call, item, given, base);
  };

const give = (call: BuiltinCall, node: FlowNode): void => call.reader.flow.assign(node, call.result);
const giveArray = (call: BuiltinCall, item: FlowNode): void => give(call, arrayOf(call.reader, item));

const mapped = each((call, _item, given) => giveArray(call, given));
const filtered = each((call, item) => giveArray(call, item));
const found = each((call, item) => give(call, item));

function sorted(call: BuiltinCall, base: FlowNode): void {
  const [by] = call.args;
  const item = elementsOf(call, base);
  if (by !== undefined) callback(call, by.node, [item, item]);
  give(call, base);
}

function reduced(call: BuiltinCall, base: FlowNode): void {
  const [by, start] = call.args;
  if (by === undefined) return;
  const { flow } = call.reader;
  const item = elementsOf(call, base);
  const accumulated = flow.node();
  flow.assign(start?.node ?? item, accumulated);
  flow.assign(callback(call, by.node, [accumulated, item, flow.node(), base]), accumulated);
  give(call, accumulated);
}

const put =
  (from: number): Method =>
  (call, base) => {
    for (const { node } of call.args.slice(from)) call.reader.flow.store(base, { field: UNKNOWN_KEY }, node);
  };

const take: Method = (call, base) => give(call, elementsOf(call, base));
const same: Method = (call, base) => give(call, base);
const copied: Method = (call, base) => giveArray(call, elementsOf(call, base));

/** Keys of maps are apart from properties. */
function mapField(key: CallArgument | undefined): Field | null {
  const constant = key === undefined ? null : constantKey(key.at);
  return constant === null ? null : element(constant);
}

/** The arguments of `call` and `bind` after `this`; those of `apply` are elements of one array. */
function passed(call: BuiltinCall, name: string): readonly { readonly node: FlowNode; readonly star?: string }[] {
  const [, ...rest] = call.args;
  if (name !== 'apply') return rest;
  const [list] = rest;
  return list === undefined ? [] : [{ node: elementsOf(call, list.node), star: '*' }];
}

const invoke =
  (name: 'call' | 'apply' | 'bind'): Method =>
  (call, base) => {
    const { reader, args, result, node } = call;
    const self = args[0] === undefined ? [] : [{ node: args[0].node, isThis: true }];
    const kind = name === 'bind' ? 'bind' : 'callback';
    const options = name === 'bind' ? {} : { into: result };
    reader.flow.call(kind, base, [...self, ...passed(call, name)], reader.site(node), options);
    if (name === 'bind') give(call, base);
  };

const COMMON: Readonly<Record<string, Method>> = {
  call: invoke('call'),
  apply: invoke('apply'),
  bind: invoke('bind'),
  map: mapped,
  flatMap: each((call, _item, given) => giveArray(call, elementsOf(call, given))),
  forEach: each(),
  some: each(),
  every: each(),
  findIndex: each(),
  findLastIndex: each(),
  filter: filtered,
  find: found,
  findLast: found,
  sort: sorted,
  toSorted: sorted,
  reduce: reduced,
  reduceRight: reduced,
  push: put(0),
  unshift: put(0),
  splice(call, base) {
    put(2)(call, base);
    copied(call, base);
  },
  add(call, base) {
    put(0)(call, base);
    same(call, base);
  },
  set(call, base) {
    const [key, value] = call.args;
    if (value !== undefined) call.reader.flow.store(base, mapField(key) ?? { field: UNKNOWN_KEY }, value.node);
    same(call, base);
  },
  get(call, base) {
    const field = mapField(call.args[0]);
    if (field === null) take(call, base);
    else call.reader.flow.load(base, field, call.reader.site(call.node), { into: call.result });
  },
  pop: take,
  shift: take,
  at: take,
  fill: (call, base) => {
    put(0)(call, base);
    same(call, base);
  },
  slice: copied,
  reverse: same,
  flat: (call, base) => {
    const item = elementsOf(call, base);
    giveArray(call, call.reader.flow.union([item, elementsOf(call, item)]));
  },
  concat: (call, base) => {
    const parts = call.args.flatMap(({ node }) => [node, elementsOf(call, node)]);
    giveArray(call, call.reader.flow.union([elementsOf(call, base), ...parts]));
  },
  values: copied,
  entries: (call, base) => {
    const pair = call.reader.flow.value('list');
    call.reader.flow.store(pair, element(1), elementsOf(call, base));
    giveArray(call, pair);
  },
  next: (call, base) => {
    const step = call.reader.flow.value('object');
    call.reader.flow.store(step, attribute('value'), elementsOf(call, base));
    give(call, step);
    const [sent] = call.args;
    if (sent !== undefined) call.reader.flow.store(base, attribute('[sent]'), sent.node);
  },
  catch: (call, base) => {
    const [failed] = call.args;
    if (failed !== undefined) give(call, callback(call, failed.node, []));
    give(call, base);
  },
  finally: (call, base) => {
    const [last] = call.args;
    if (last !== undefined) callback(call, last.node, []);
    give(call, base);
  },
  addEventListener: listener,
  replace: replaced,
  replaceAll: replaced,
};

/** `then` is no property of an object of ours: whoever awaited that would call it. */
const METHODS: ReadonlyMap<string, Method> = new Map([...Object.entries(COMMON), ['then', settled]]);

function settled(call: BuiltinCall, base: FlowNode): void {
  const [done, failed] = call.args;
  if (done !== undefined) give(call, callback(call, done.node, [base]));
  if (failed !== undefined) give(call, callback(call, failed.node, []));
}

function listener(call: BuiltinCall): void {
  const handler = call.args[1];
  if (handler !== undefined) callback(call, handler.node, [call.reader.flow.node()]);
}

function replaced(call: BuiltinCall): void {
  const by = call.args[1];
  if (by !== undefined && by.at.type !== 'Literal') callback(call, by.node, []);
}

/** Facts of a call of the method `name`, beside those that every call has. */
export function callMethod(call: BuiltinCall, name: string, { node, base }: Member): void {
  const { flow, known } = call.reader;
  const owner = known.builtins.get(base);
  if (owner !== undefined) flow.assign(call.reader.builtin(`${owner}.prototype.${name}`), node);
  if (name === 'inherits') callInherits(call);
  else METHODS.get(name)?.(call, base);
}
