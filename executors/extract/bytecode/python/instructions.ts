/** Instructions of all code objects of a file, decoded into columns. */

import type { ArgumentTexts } from './argument-texts';
import type { CodeObjects } from './code-objects';
import type { Locations } from './locations';
import { ARGUMENT, type Opcodes } from './opcodes';

/** One row each; an EXTENDED_ARG is part of the instruction after it, and caches of the one before them. */
export class Instructions {
  readonly units: Int32Array;
  /** Place among the instructions of the unit. */
  readonly indexes: Int32Array;
  /** Bytes of the unit's code, as are `ends` and `targets`. */
  readonly offsets: Int32Array;
  readonly ends: Int32Array;
  readonly opcodes: Int32Array;
  /** -1 for none, here and below. */
  readonly args: Int32Array;
  /** Places in the words of `ArgumentTexts`. */
  readonly texts: Int32Array;
  readonly numbers: (number | null)[];
  /** Where a jump goes. */
  readonly targets: Int32Array;
  /** From 0. */
  readonly lines: Int32Array;
  /** Bytes of the file. */
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  /** How many there are so far. */
  length = 0;
  /** Of each constant of the file the instruction that loads it first; -1 for none. */
  readonly loadedBy: Int32Array;

  constructor(
    private readonly objects: CodeObjects,
    private readonly opcodesKnown: Opcodes,
    private readonly words: ArgumentTexts,
  ) {
    const count = countInstructions(objects, opcodesKnown);
    const column = (): Int32Array => new Int32Array(count);
    this.units = column();
    this.indexes = column();
    this.offsets = column();
    this.ends = column();
    this.opcodes = column();
    this.args = column();
    this.texts = column();
    this.numbers = new Array<number | null>(count).fill(null);
    this.targets = column();
    this.lines = column();
    this.starts = column();
    this.stops = column();
    this.loadedBy = new Int32Array(objects.constants.length).fill(-1);
  }

  /** Adds the instructions of `unit`, whose code has these locations. */
  add(unit: number, locations: Locations): void {
    const { extendedArgument, widths } = this.opcodesKnown;
    const code = this.objects.code(unit);
    const [entryEnds, lines] = [locations.ends.view(), locations.lines.view()];
    const [starts, stops] = [locations.starts.view(), locations.stops.view()];
    const first = this.length;
    this.words.open(unit);
    let entry = 0;
    let begin = 0;
    let extended = 0;
    for (let at = 0; at < code.length; ) {
      const opcode = code[at] ?? 0;
      const arg = extended | (code[at + 1] ?? 0);
      if (opcode === extendedArgument) {
        extended = arg << 8;
        at += 2;
        continue;
      }
      extended = 0;
      while ((entryEnds[entry] ?? code.length) <= at) entry++;
      at += widths[opcode] ?? 2;
      const row = this.length++;
      this.units[row] = unit;
      this.indexes[row] = row - first;
      this.offsets[row] = begin;
      this.ends[row] = at;
      this.opcodes[row] = opcode;
      this.lines[row] = lines[entry] ?? -1;
      this.starts[row] = starts[entry] ?? -1;
      this.stops[row] = stops[entry] ?? -1;
      this.#argument(row, unit, opcode, arg, at);
      begin = at;
    }
  }

  /** What the argument of the instruction in `row`, which ends at `after`, says. */
  #argument(row: number, unit: number, opcode: number, arg: number, after: number): void {
    const { kinds, shifts } = this.opcodesKnown;
    const kind = kinds[opcode] ?? ARGUMENT.none;
    const value = arg >> (shifts[opcode] ?? 0);
    this.args[row] = kind === ARGUMENT.none ? -1 : arg;
    this.targets[row] = -1;
    if (kind === ARGUMENT.jumpForward || kind === ARGUMENT.jumpBackward) {
      const target = kind === ARGUMENT.jumpForward ? after + 2 * value : after - 2 * value;
      this.targets[row] = target;
      this.numbers[row] = target;
      this.texts[row] = -1;
      return;
    }
    this.texts[row] = this.words.codeOf(kind, value);
    if (kind === ARGUMENT.smallInteger) {
      this.numbers[row] = value;
    } else if (kind === ARGUMENT.constant) {
      const constant = (this.objects.constantStarts[unit] ?? 0) + value;
      this.numbers[row] = this.objects.integers[constant] ?? null;
      if (this.loadedBy[constant] === -1) this.loadedBy[constant] = row;
    }
  }
}

function countInstructions(objects: CodeObjects, { extendedArgument, widths }: Opcodes): number {
  let count = 0;
  for (let unit = 0; unit < objects.count; unit++) {
    const code = objects.code(unit);
    for (let at = 0; at < code.length; ) {
      const opcode = code[at] ?? 0;
      if (opcode !== extendedArgument) count++;
      at += widths[opcode] ?? 2;
    }
  }
  return count;
}
