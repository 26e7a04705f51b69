/** What a condition says of variables: one that is a text, a number or None is no object of the project. */
import type { FlowNode } from '../builder';
import type { Reader } from './reader';

/** Types of the language whose instances hold nothing. A class of the project that extends one is not thought of. */
const PLAIN: ReadonlySet<string> = new Set(['str', 'bytes', 'bytearray', 'int', 'float', 'complex', 'bool']);

/** Runs `read` where `condition` is true, or false. */
export function within(reader: Reader, condition: number, isTrue: boolean, read: () => void): void {
  const known = condition < 0 ? [] : plainNames(reader, condition, isTrue);
  const narrowed = known.flatMap((name) => narrow(reader, name));
  read();
  for (const { name, before, inside } of narrowed) {
    if (reader.frame.env.get(name) === inside) reader.frame.env.set(name, before);
  }
}

interface Narrowed {
  readonly name: string;
  readonly before: FlowNode;
  readonly inside: FlowNode;
}

/** Only a variable whose value is known at this point can have another one. */
function narrow({ flow, frame }: Reader, name: string): readonly Narrowed[] {
  const before = frame.env.get(name);
  if (before === undefined) return [];
  const inside = flow.node();
  frame.env.set(name, inside);
  return [{ name, before, inside }];
}

/** Names of variables that hold nothing of interest when the condition is true, or false. */
function plainNames(reader: Reader, condition: number, isTrue: boolean): readonly string[] {
  const { syntax } = reader;
  return reader.depth.nested(
    () => {
      switch (syntax.typeName(condition)) {
        case 'parenthesized_expression':
          return reader.parts(condition).flatMap((part) => plainNames(reader, part, isTrue));
        case 'not_operator':
          return plainNames(reader, syntax.childIn(condition, 'argument'), !isTrue);
        case 'boolean_operator': {
          const isAnd = syntax.text(syntax.childIn(condition, 'operator')) === 'and';
          if (isAnd !== isTrue) return [];
          return ['left', 'right'].flatMap((side) => plainNames(reader, syntax.childIn(condition, side), isTrue));
        }
        case 'call':
          return isTrue ? instanceTest(reader, condition) : [];
        case 'comparison_operator':
          return noneTest(reader, condition, isTrue);
        default:
          return [];
      }
    },
    () => [],
  );
}

/** `isinstance(name, str)` or `isinstance(name, (str, bytes))`. */
function instanceTest(reader: Reader, call: number): readonly string[] {
  const { syntax } = reader;
  const callee = syntax.childIn(call, 'function');
  if (callee < 0 || syntax.text(callee) !== 'isinstance' || !reader.isBuiltin('isinstance')) return [];
  const list = syntax.childIn(call, 'arguments');
  const [name = -1, type = -1] = list < 0 ? [] : reader.parts(list);
  if (name < 0 || type < 0 || syntax.typeName(name) !== 'identifier') return [];
  const types = syntax.typeName(type) === 'tuple' ? reader.parts(type) : [type];
  return types.every((of) => isPlain(reader, of)) ? [syntax.text(name)] : [];
}

const isPlain = (reader: Reader, type: number): boolean =>
  PLAIN.has(reader.syntax.text(type)) && reader.isBuiltin(reader.syntax.text(type));

/** `name is None`, or that it is not. */
function noneTest({ syntax }: Reader, comparison: number, isTrue: boolean): readonly string[] {
  const found = /^([^\W\d]\w*)\s+is\s+(not\s+)?None$/u.exec(syntax.text(comparison));
  const [, name, not] = found ?? [];
  return name !== undefined && (not === undefined) === isTrue ? [name] : [];
}
