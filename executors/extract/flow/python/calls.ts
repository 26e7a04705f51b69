/** Python calls: arguments, and what builtins do with what they are given. */
import { ANY_ELEMENT, type Argument, type FlowNode } from '../builder';
import { callBuiltin, callContainerMethod } from './builtins';
import type { Reader } from './reader';

export interface PythonArgument extends Argument {
  /** Node of the syntax of the value. */
  readonly at: number;
}

export function call(reader: Reader, node: number): FlowNode {
  const { syntax, flow, frame } = reader;
  const callee = syntax.childIn(node, 'function');
  const list = syntax.childIn(node, 'arguments');
  const name = callee >= 0 && syntax.typeName(callee) === 'identifier' ? syntax.text(callee) : null;
  const builtin = name !== null && reader.isBuiltin(name) ? name : null;
  const site = reader.site(node);
  const calleeNode = reader.expression(callee);
  const args = argumentsOf(reader, list);
  const options = { calleeSite: reader.site(callee < 0 ? node : callee) };
  const result = flow.call('call', calleeNode, args, site, options);
  if (builtin !== null) callBuiltin(reader, builtin, args, result, node);
  else if (syntax.typeName(callee) === 'attribute') {
    const base = reader.baseOf.get(callee);
    const method = syntax.text(syntax.childIn(callee, 'attribute'));
    if (base !== undefined) callContainerMethod(reader, base, method, args, result, node);
  }
  // Whoever was called may have written any field.
  frame.env.forgetFields();
  return result;
}

function argumentsOf(reader: Reader, list: number): PythonArgument[] {
  if (list < 0) return [];
  const { syntax } = reader;
  // `f(x for x in xs)` has the generator in place of a list of arguments.
  if (syntax.typeName(list) !== 'argument_list') return [{ node: reader.expression(list), at: list }];
  return reader.parts(list).map((part): PythonArgument => {
    switch (syntax.typeName(part)) {
      case 'keyword_argument': {
        const value = syntax.childIn(part, 'value');
        const keyword = syntax.text(syntax.childIn(part, 'name'));
        return { node: reader.expression(value), keyword, at: value };
      }
      case 'list_splat':
      case 'dictionary_splat': {
        const elements = reader.flow.load(reader.expression(part), { field: ANY_ELEMENT }, reader.site(part));
        return { node: elements, star: syntax.typeName(part) === 'list_splat' ? '*' : '**', at: part };
      }
      default:
        return { node: reader.expression(part), at: part };
    }
  });
}
