/** Basic blocks -> the ways between them. */
import { GrowableInts } from '../../evidence/growable';
import type { Blocks } from './blocks';
import type { CodeObjects } from './code-objects';
import type { ExceptionTable } from './exception-table';
import type { Instructions } from './instructions';
import { LEAVES, type Opcodes } from './opcodes';

/** The kind of an edge is a place in these. */
export const EDGE_KINDS = ['entry', 'next', 'jump', 'branch', 'exception'];
const BY_ENTRY = 0;
const NEXT = 1;
const JUMP = 2;
const BRANCH = 3;
const EXCEPTION = 4;

/**
 * Edges of all units. A range of the exception table holds whole blocks, each with an edge to its handler; where an
 * exception leaves the code, only `raise` has an edge.
 */
export class ControlFlow {
  readonly units = new GrowableInts();
  readonly sources = new GrowableInts();
  readonly targets = new GrowableInts();
  readonly kinds = new GrowableInts();
  /** The next range that does not end before where we are. */
  #range = 0;

  constructor(
    objects: CodeObjects,
    private readonly instructions: Instructions,
    private readonly exceptions: ExceptionTable,
    private readonly blocks: Blocks,
    private readonly opcodes: Opcodes,
  ) {
    for (let block = 0, unit = 0; unit < objects.count; unit++) {
      const entry = block;
      this.#add(unit, 0, 1, BY_ENTRY);
      while (blocks.units.ints[block + 1] === unit && block + 1 < blocks.length) block++;
      const exit = block - entry;
      for (let id = 1; id < exit; id++) this.#leave(unit, entry + id, id, exit);
      block++;
    }
  }

  get length(): number {
    return this.units.length;
  }

  /** The ways out of a block, the one numbered `id` of its unit. */
  #leave(unit: number, block: number, id: number, exit: number): void {
    const { instructions, blocks } = this;
    const row = blocks.lastRows.ints[block] ?? 0;
    const leaves = this.opcodes.leaves[instructions.opcodes[row] ?? 0];
    const target = instructions.targets[row] ?? -1;
    const handler = this.#handlerOf(unit, blocks.startOffsets.ints[block] ?? 0);
    if (leaves === LEAVES.returns) {
      this.#add(unit, id, exit, JUMP);
    } else if (leaves === LEAVES.raises) {
      if (handler < 0) this.#add(unit, id, exit, EXCEPTION);
    } else if (leaves === LEAVES.jumps) {
      this.#add(unit, id, blocks.at(unit, target), JUMP);
    } else {
      if (target >= 0) this.#add(unit, id, blocks.at(unit, target), BRANCH);
      if (id + 1 < exit) this.#add(unit, id, id + 1, NEXT);
    }
    if (handler >= 0) this.#add(unit, id, handler, EXCEPTION);
  }

  /** The block that handles an exception at `offset`; -1 for none. Offsets are asked for in ascending order. */
  #handlerOf(unit: number, offset: number): number {
    const { units, starts, ends, handlers, length } = this.exceptions;
    const isBefore = (range: number): boolean => {
      const of = units.ints[range] ?? 0;
      return of < unit || (of === unit && (ends.ints[range] ?? 0) <= offset);
    };
    while (this.#range < length && isBefore(this.#range)) this.#range++;
    const range = this.#range;
    const isIn = range < length && units.ints[range] === unit && (starts.ints[range] ?? 0) <= offset;
    return isIn ? this.blocks.at(unit, handlers.ints[range] ?? 0) : -1;
  }

  #add(unit: number, source: number, target: number, kind: number): void {
    this.units.push(unit);
    this.sources.push(source);
    this.targets.push(target);
    this.kinds.push(kind);
  }
}
