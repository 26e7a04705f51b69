/** Which instructions begin a basic block, and which of them something leads to. */
import type { CodeObjects } from './code-objects';
import type { ExceptionTable } from './exception-table';
import type { Instructions } from './instructions';
import { LEAVES, type Opcodes } from './opcodes';

/** An instruction there begins a block. */
const LEADER = 1;
/** A jump or an exception leads there. */
const TARGET = 2;
/** An exception leads there. */
const HANDLER = 4;

/** Of each offset of the code of all units, end to end, what is known of the instruction there. */
export class Leaders {
  readonly #marks: Uint8Array;

  constructor(
    private readonly objects: CodeObjects,
    instructions: Instructions,
    exceptions: ExceptionTable,
    { leaves }: Opcodes,
  ) {
    this.#marks = new Uint8Array(objects.codeLength + 1);
    for (let unit = 0; unit < objects.count; unit++) this.#mark(unit, 0, LEADER);
    for (let row = 0; row < instructions.length; row++) {
      const target = instructions.targets[row] ?? -1;
      if (target < 0 && leaves[instructions.opcodes[row] ?? 0] === LEAVES.goesOn) continue;
      const unit = instructions.units[row] ?? 0;
      this.#mark(unit, instructions.ends[row] ?? 0, LEADER);
      if (target >= 0) this.#mark(unit, target, LEADER | TARGET);
    }
    exceptions.units.view().forEach((unit, range) => {
      this.#mark(unit, exceptions.starts.ints[range] ?? 0, LEADER);
      this.#mark(unit, exceptions.ends.ints[range] ?? 0, LEADER);
      this.#mark(unit, exceptions.handlers.ints[range] ?? 0, LEADER | TARGET | HANDLER);
    });
  }

  begins(unit: number, offset: number): boolean {
    return (this.#at(unit, offset) & LEADER) !== 0;
  }

  isTarget(unit: number, offset: number): boolean {
    return (this.#at(unit, offset) & TARGET) !== 0;
  }

  isHandler(unit: number, offset: number): boolean {
    return (this.#at(unit, offset) & HANDLER) !== 0;
  }

  #at(unit: number, offset: number): number {
    return this.#marks[(this.objects.codeStarts[unit] ?? 0) + offset] ?? 0;
  }

  #mark(unit: number, offset: number, marks: number): void {
    const at = (this.objects.codeStarts[unit] ?? 0) + offset;
    this.#marks[at] = (this.#marks[at] ?? 0) | marks;
  }
}
