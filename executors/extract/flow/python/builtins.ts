/** What functions of Python's own do with values they are given: call them, pass them on, put them into containers. */
import { ANY_ELEMENT, type Argument, attribute, element, type FlowNode, UNKNOWN_KEY } from '../builder';
import type { Reader } from './reader';
import { constantKey, iterate } from './values';

interface BuiltinCall {
  readonly reader: Reader;
  readonly args: readonly (Argument & { readonly at: number })[];
  readonly result: FlowNode;
  /** Node of the call. */
  readonly node: number;
}

const positional = ({ args }: BuiltinCall): readonly (Argument & { readonly at: number })[] =>
  args.filter((a) => a.keyword == null && !a.star);
const keyword = ({ args }: BuiltinCall, name: string) => args.find((a) => a.keyword === name);

/** Elements of `of` become elements of the result. */
function passElements(call: BuiltinCall, of: FlowNode): void {
  const { flow } = call.reader;
  flow.assign(intoContainer(call, 'list', iterate(call.reader, of, call.node)), call.result);
}

/** A new container whose elements are `item`. */
function intoContainer({ reader }: BuiltinCall, kind: string, item: FlowNode): FlowNode {
  const made = reader.flow.value(kind);
  reader.flow.store(made, { field: UNKNOWN_KEY }, item);
  return made;
}

/** A builtin calls `callee`; returns what that gives. */
const callback = ({ reader, node }: BuiltinCall, callee: FlowNode, args: readonly FlowNode[]): FlowNode =>
  reader.flow.call(
    'callback',
    callee,
    args.map((arg) => ({ node: arg })),
    reader.site(node),
  );

/** `map` and `filter` call whichever of their arguments can be called with the elements of the others. */
function overElements(call: BuiltinCall): readonly { readonly given: FlowNode; readonly items: readonly FlowNode[] }[] {
  const args = positional(call);
  return args.map((callee) => {
    const items = args.filter((a) => a !== callee).map((a) => iterate(call.reader, a.node, call.node));
    return { given: callback(call, callee.node, items), items };
  });
}

function key(call: BuiltinCall, items: FlowNode): void {
  const by = keyword(call, 'key');
  if (by !== undefined) callback(call, by.node, [items]);
}

const sameValue = (call: BuiltinCall): void => {
  const [first] = positional(call);
  if (first !== undefined) call.reader.flow.assign(first.node, call.result);
};

const asContainer = (call: BuiltinCall): void => {
  const [first] = positional(call);
  if (first !== undefined) passElements(call, first.node);
};

const special =
  (method: string) =>
  (call: BuiltinCall): void => {
    const [first] = positional(call);
    if (first !== undefined)
      call.reader.flow.callMethod('operator', first.node, method, [], call.reader.site(call.node));
  };

const BUILTINS: Readonly<Record<string, (call: BuiltinCall) => void>> = {
  map(call) {
    for (const { given } of overElements(call))
      call.reader.flow.assign(intoContainer(call, 'list', given), call.result);
  },
  filter(call) {
    for (const { items } of overElements(call)) {
      for (const item of items) call.reader.flow.assign(intoContainer(call, 'list', item), call.result);
    }
  },
  sorted(call) {
    const [first] = positional(call);
    if (first === undefined) return;
    passElements(call, first.node);
    key(call, iterate(call.reader, first.node, call.node));
  },
  min: extreme,
  max: extreme,
  list: asContainer,
  tuple: asContainer,
  set: asContainer,
  frozenset: asContainer,
  reversed: asContainer,
  dict(call) {
    const { flow } = call.reader;
    const made = flow.value('dict');
    for (const arg of call.args) {
      if (arg.keyword != null) flow.store(made, element(arg.keyword), arg.node);
      else
        flow.store(
          made,
          { field: UNKNOWN_KEY },
          flow.load(arg.node, { field: ANY_ELEMENT }, call.reader.site(call.node)),
        );
    }
    flow.assign(made, call.result);
  },
  iter(call) {
    sameValue(call);
    const [first] = positional(call);
    if (first !== undefined)
      call.reader.flow.callMethod('iterate', first.node, '__iter__', [], call.reader.site(call.node), call.result);
  },
  next(call) {
    const [first] = positional(call);
    if (first === undefined) return;
    const { flow } = call.reader;
    const site = call.reader.site(call.node);
    flow.load(first.node, { field: ANY_ELEMENT }, site, { into: call.result });
    flow.callMethod('iterate', first.node, '__next__', [], site, call.result);
  },
  enumerate(call) {
    const [first] = positional(call);
    if (first === undefined) return;
    const pair = call.reader.flow.value('tuple');
    call.reader.flow.store(pair, element(1), iterate(call.reader, first.node, call.node));
    call.reader.flow.assign(intoContainer(call, 'list', pair), call.result);
  },
  zip(call) {
    const tuple = call.reader.flow.value('tuple');
    positional(call).forEach((arg, i) => {
      call.reader.flow.store(tuple, element(i), iterate(call.reader, arg.node, call.node));
    });
    call.reader.flow.assign(intoContainer(call, 'list', tuple), call.result);
  },
  getattr(call) {
    const [object, name, fallback] = positional(call);
    const text = name === undefined ? null : constantKey(call.reader, name.at);
    if (object !== undefined && typeof text === 'string')
      call.reader.flow.load(object.node, attribute(text), call.reader.site(call.node), { into: call.result });
    if (fallback !== undefined) call.reader.flow.assign(fallback.node, call.result);
  },
  setattr(call) {
    const [object, name, value] = positional(call);
    const text = name === undefined ? null : constantKey(call.reader, name.at);
    if (object !== undefined && value !== undefined && typeof text === 'string')
      call.reader.flow.store(object.node, attribute(text), value.node);
  },
  len: special('__len__'),
  str: special('__str__'),
  repr: special('__repr__'),
  hash: special('__hash__'),
  bool: special('__bool__'),
  int: special('__int__'),
  float: special('__float__'),
  abs: special('__abs__'),
  format: special('__format__'),
};

function extreme(call: BuiltinCall): void {
  const args = positional(call);
  const [only] = args;
  const items =
    args.length === 1 && only !== undefined ? [iterate(call.reader, only.node, call.node)] : args.map((a) => a.node);
  for (const item of items) call.reader.flow.assign(item, call.result);
  key(call, call.reader.flow.union(items));
}

/** Facts of a call of the builtin `name`, beside those that every call has. */
export function callBuiltin(
  reader: Reader,
  name: string,
  args: BuiltinCall['args'],
  result: FlowNode,
  node: number,
): void {
  if (Object.hasOwn(BUILTINS, name)) BUILTINS[name]?.({ reader, args, result, node });
}

type ContainerMethod = (call: BuiltinCall, base: FlowNode) => void;

const put =
  (which: number): ContainerMethod =>
  (call, base) => {
    const arg = positional(call).at(which);
    if (arg !== undefined) call.reader.flow.store(base, { field: UNKNOWN_KEY }, arg.node);
  };

const take: ContainerMethod = (call, base) => {
  const [name, fallback] = positional(call);
  const known = name === undefined ? null : constantKey(call.reader, name.at);
  const field = known === null ? { field: ANY_ELEMENT } : element(known);
  call.reader.flow.load(base, field, call.reader.site(call.node), { into: call.result });
  if (fallback !== undefined) call.reader.flow.assign(fallback.node, call.result);
};

const merge: ContainerMethod = (call, base) => {
  const { flow } = call.reader;
  for (const arg of call.args) {
    if (arg.keyword != null) flow.store(base, element(arg.keyword), arg.node);
    else
      flow.store(
        base,
        { field: UNKNOWN_KEY },
        flow.load(arg.node, { field: ANY_ELEMENT }, call.reader.site(call.node)),
      );
  }
};

/**
 * Methods of containers, by name: what the base is shows only later. Where it is no container these facts mean
 * nothing, since nothing else has elements.
 */
const CONTAINER_METHODS: Readonly<Record<string, ContainerMethod>> = {
  append: put(0),
  appendleft: put(0),
  add: put(0),
  insert: put(1),
  extend: merge,
  update: merge,
  get: take,
  pop: take,
  popleft: take,
  setdefault(call, base) {
    take(call, base);
    const [name, value] = positional(call);
    const known = name === undefined ? null : constantKey(call.reader, name.at);
    if (value !== undefined)
      call.reader.flow.store(base, known === null ? { field: UNKNOWN_KEY } : element(known), value.node);
  },
  values(call, base) {
    const items = call.reader.flow.load(base, { field: ANY_ELEMENT }, call.reader.site(call.node));
    call.reader.flow.assign(intoContainer(call, 'list', items), call.result);
  },
  items(call, base) {
    const { flow } = call.reader;
    const pair = flow.value('tuple');
    flow.store(pair, element(1), flow.load(base, { field: ANY_ELEMENT }, call.reader.site(call.node)));
    flow.assign(intoContainer(call, 'list', pair), call.result);
  },
  copy(call, base) {
    // with an argument it is a function of a module
    if (call.args.length === 0) call.reader.flow.assign(base, call.result);
  },
  sort(call, base) {
    key(call, call.reader.flow.load(base, { field: ANY_ELEMENT }, call.reader.site(call.node)));
  },
};

export function callContainerMethod(
  reader: Reader,
  base: FlowNode,
  method: string,
  args: BuiltinCall['args'],
  result: FlowNode,
  node: number,
): void {
  if (Object.hasOwn(CONTAINER_METHODS, method)) CONTAINER_METHODS[method]?.({ reader, args, result, node }, base);
}
