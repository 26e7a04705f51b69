/** Calls, `new` and tagged templates: arguments, `this`, and what builtins do with what they are given. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import type { Argument, FlowNode } from '../builder';
import { callMethod } from './builtin-methods';
import { callBuiltinFunction, constructBuiltin } from './builtins';
import type { CallArgument } from './call-argument';
import { requireCall } from './commonjs';
import { type Member, member } from './members';
import type { Reader } from './reader';
import { currentThis, thisFrame } from './receiver';
import { iterate } from './values';

const TRANSPARENT: ReadonlySet<string> = new Set([
  'ChainExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
]);

/** What is called, through `?.` and `!`. */
function calleeOf(node: SyntaxNode): SyntaxNode | null {
  let callee = childOf(node, 'callee') ?? childOf(node, 'tag');
  while (callee !== null && TRANSPARENT.has(callee.type)) callee = childOf(callee, 'expression');
  return callee;
}

interface Callee {
  readonly node: FlowNode;
  readonly member: Member | null;
}

function readCallee(reader: Reader, callee: SyntaxNode | null): Callee {
  if (callee?.type === 'Super') {
    const { superUnit } = thisFrame(reader);
    const options = superUnit === null ? {} : { superUnit };
    const node = reader.flow.load(currentThis(reader), { field: '.constructor' }, reader.site(callee), options);
    return { node, member: { node, base: currentThis(reader), name: null, needsThis: true } };
  }
  if (callee?.type !== 'MemberExpression') return { node: reader.expression(callee), member: null };
  const found = reader.depth.nested(
    () => member(reader, callee),
    () => null,
  );
  return { node: found?.node ?? reader.flow.node(), member: found };
}

const withThis = ({ member: found }: Callee, args: readonly CallArgument[]): readonly Argument[] =>
  found?.needsThis === true ? [{ node: found.base, isThis: true }, ...args] : args;

export function call(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow, frame } = reader;
  const calleeNode = calleeOf(node);
  const builtin = reader.builtinName(calleeNode);
  if (builtin === 'require') {
    const module = requireCall(reader, node);
    if (module !== null) return module;
  }
  const callee = readCallee(reader, calleeNode);
  const args = readArguments(reader, node);
  const options = { calleeSite: reader.site(calleeNode ?? node) };
  const result = flow.call('call', callee.node, withThis(callee, args), reader.site(node), options);
  settle(reader, calleeNode, args);
  const made = { reader, args, result, node };
  const owner = calleeNode?.type === 'MemberExpression' ? reader.builtinName(childOf(calleeNode, 'object')) : null;
  const name = callee.member?.name ?? null;
  if (builtin !== null) callBuiltinFunction(made, builtin);
  else if (owner === null || name === null || !callBuiltinFunction(made, `${owner}.${name}`)) {
    if (callee.member !== null && name !== null) callMethod(made, name, callee.member);
  }
  // Whoever was called may have written any field.
  frame.env.forgetFields();
  return result;
}

/** `resolve(value)`, where `resolve` is what a promise gave: the promise holds the value. */
function settle(reader: Reader, callee: SyntaxNode | null, args: readonly CallArgument[]): void {
  const variable = callee?.type === 'Identifier' ? reader.variables.of(callee) : null;
  const promise = variable === null ? undefined : reader.settlers.get(variable.key);
  const [first] = args;
  if (promise !== undefined && first !== undefined) reader.flow.assign(first.node, promise);
}

export function readArguments(reader: Reader, node: SyntaxNode): CallArgument[] {
  return childrenOf(node, 'arguments').map((argument): CallArgument => {
    if (argument.type !== 'SpreadElement') return { node: reader.expression(argument), at: argument };
    const spread = reader.expression(childOf(argument, 'argument'));
    return { node: iterate(reader, spread, argument), star: '*', at: argument };
  });
}

/** `new C(…)`. */
export function construct(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow, frame } = reader;
  const calleeNode = calleeOf(node);
  const { node: callee } = readCallee(reader, calleeNode);
  const args = readArguments(reader, node);
  const options = { calleeSite: reader.site(calleeNode ?? node) };
  const result = flow.call('new', callee, args, reader.site(node), options);
  const builtin = reader.builtinName(calleeNode);
  reader.known.instancesOf.set(result, callee);
  if (builtin !== null) constructBuiltin({ reader, args, result, node }, builtin);
  frame.env.forgetFields();
  return result;
}

/** A template with a tag: a call with the texts, and what stands between them. */
export function tagged(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow, frame } = reader;
  const tag = calleeOf(node);
  const callee = readCallee(reader, tag);
  const quasi = childOf(node, 'quasi');
  const args = (quasi === null ? [] : childrenOf(quasi, 'expressions')).map((part) => ({
    node: reader.expression(part),
    at: part,
  }));
  const texts = { node: flow.value('list'), at: node };
  const options = { calleeSite: reader.site(tag ?? node) };
  const result = flow.call('tag', callee.node, withThis(callee, [texts, ...args]), reader.site(node), options);
  frame.env.forgetFields();
  return result;
}
