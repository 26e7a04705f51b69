/** Instructions -> basic blocks: each goes on to the next instruction that something may lead to. */
import { GrowableInts } from '../../evidence/growable';
import type { CodeObjects } from './code-objects';
import type { Instructions } from './instructions';
import type { Leaders } from './leaders';

/** The kind of a block is a place in these. */
export const BLOCK_KINDS = ['entry', 'normal', 'handler', 'exit'];
const [ENTRY, NORMAL, HANDLER, EXIT] = [0, 1, 2, 3];

/** Blocks of all units; the first of a unit is the entry and the last the exit, and neither has instructions. */
export class Blocks {
  readonly units = new GrowableInts();
  /** Number in the unit. */
  readonly ids = new GrowableInts();
  readonly kinds = new GrowableInts();
  /** Bytes of the unit's code. */
  readonly startOffsets = new GrowableInts();
  readonly endOffsets = new GrowableInts();
  /** Bytes of the file; -1 for none. */
  readonly starts = new GrowableInts();
  readonly stops = new GrowableInts();
  /** The last instruction of each, -1 for none. */
  readonly lastRows = new GrowableInts();
  /** By offset in the code of all units, halved: which block of its unit begins there. */
  readonly #numbers: Int32Array;

  constructor(
    private readonly objects: CodeObjects,
    instructions: Instructions,
    leaders: Leaders,
  ) {
    this.#numbers = new Int32Array((objects.codeLength >> 1) + 1);
    for (let row = 0, unit = 0; unit < objects.count; unit++) {
      this.#add(unit, 0, ENTRY, 0, 0);
      let id = 0;
      for (; instructions.units[row] === unit; row++) {
        const offset = instructions.offsets[row] ?? 0;
        if (leaders.begins(unit, offset)) {
          this.#add(unit, ++id, leaders.isHandler(unit, offset) ? HANDLER : NORMAL, offset, offset);
          this.#numbers[this.#place(unit, offset)] = id;
        }
        this.#extend(instructions, row);
      }
      const size = objects.codeSize(unit);
      this.#add(unit, id + 1, EXIT, size, size);
    }
  }

  get length(): number {
    return this.units.length;
  }

  /** Number of the block of `unit` that begins at `offset`; 0, which is the entry, if none does. */
  at(unit: number, offset: number): number {
    return this.#numbers[this.#place(unit, offset)] ?? 0;
  }

  #place(unit: number, offset: number): number {
    return ((this.objects.codeStarts[unit] ?? 0) + offset) >> 1;
  }

  #add(unit: number, id: number, kind: number | undefined, start: number, end: number): void {
    this.units.push(unit);
    this.ids.push(id);
    this.kinds.push(kind ?? 0);
    this.startOffsets.push(start);
    this.endOffsets.push(end);
    this.starts.push(-1);
    this.stops.push(-1);
    this.lastRows.push(-1);
  }

  /** Makes an instruction part of the last block. */
  #extend(instructions: Instructions, row: number): void {
    const block = this.length - 1;
    const start = instructions.starts[row] ?? -1;
    const stop = instructions.stops[row] ?? -1;
    const first = this.starts.ints[block] ?? -1;
    this.endOffsets.ints[block] = instructions.ends[row] ?? 0;
    this.lastRows.ints[block] = row;
    if (start >= 0 && (first < 0 || start < first)) this.starts.ints[block] = start;
    if (stop > (this.stops.ints[block] ?? -1)) this.stops.ints[block] = stop;
  }
}
