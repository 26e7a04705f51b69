/** Opcodes of the CPython that is bundled, as one needs them to read instructions. */
import type { Packed } from '../../cpython/packed';

/** What the argument of an instruction is, by its number in `cpg_opcodes.py`. */
export const ARGUMENT = {
  none: 0,
  raw: 1,
  constant: 2,
  name: 3,
  local: 4,
  comparison: 5,
  operator: 6,
  /** Two locals, four bits each. */
  pair: 7,
  smallInteger: 8,
  jumpForward: 9,
  jumpBackward: 10,
} as const;

/** How control leaves an instruction, other than by a conditional jump. */
export const LEAVES = { goesOn: 0, returns: 1, raises: 2, jumps: 3 } as const;

const LEAVING: Readonly<Record<string, number>> = {
  RETURN_VALUE: LEAVES.returns,
  RAISE_VARARGS: LEAVES.raises,
  RERAISE: LEAVES.raises,
  JUMP_FORWARD: LEAVES.jumps,
  JUMP_BACKWARD: LEAVES.jumps,
  JUMP_BACKWARD_NO_INTERRUPT: LEAVES.jumps,
};

/** Lists are by opcode. */
export interface Opcodes {
  readonly pythonVersion: string;
  readonly extendedArgument: number;
  readonly names: readonly string[];
  /** Bytes of the instruction with the inline caches that follow it. */
  readonly widths: Int32Array;
  /** Of `ARGUMENT`. */
  readonly kinds: Int32Array;
  /** By how many bits an argument is shifted. */
  readonly shifts: Int32Array;
  /** Of `LEAVES`. */
  readonly leaves: Int32Array;
  /** What its argument is called: a place in `texts`, -1 for nothing. */
  readonly kindNames: Int32Array;
  readonly texts: readonly string[];
  readonly comparisons: readonly string[];
  readonly operators: readonly string[];
}

/** Reads what `cpg_opcodes.py` wrote. */
export function readOpcodes(packed: Packed): Opcodes {
  const opcodes = packed.table('opcodes');
  const { strings } = packed;
  const textsOf = (table: string): readonly string[] =>
    Array.from(packed.table(table).raw(0), (place) => strings[place] ?? '');
  const names = textsOf('opcodes');
  return {
    pythonVersion: packed.table('version').text(0, 0) ?? '',
    extendedArgument: names.indexOf('EXTENDED_ARG'),
    names,
    widths: opcodes.raw(1),
    kinds: opcodes.raw(2),
    shifts: opcodes.raw(3),
    leaves: Int32Array.from(names, (name) => LEAVING[name] ?? LEAVES.goesOn),
    kindNames: opcodes.raw(4),
    texts: strings,
    comparisons: textsOf('comparisons'),
    operators: textsOf('operators'),
  };
}
