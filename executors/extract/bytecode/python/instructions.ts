/** Instructions of code objects -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import { flags, integers } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';

/** Column of `units` with the bytes of their code. */
const CODE_LENGTH = 11;

/** Emits the instructions of all code objects, unit by unit. */
export function emitInstructions(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  const instructions = facts.table('instructions');
  const [offsets, opcodes, targets] = [instructions.raw(0), instructions.raw(1), instructions.raw(4)];
  const { units, indexes, ends } = placesOf(offsets, facts.table('units').raw(CODE_LENGTH));
  emit.columns('py_bc_instructions', instructions.rows, {
    unit_id: integers(units),
    instr_index: integers(indexes),
    offset: integers(offsets),
    end_offset: integers(ends),
    opname: instructions.texts(1),
    opcode: integers(opcodes),
    arg: instructions.optionalInts(2),
    argval_kind: facts.table('argument_kinds').optionalTextsAt(0, opcodes),
    argval_str: instructions.optionalTexts(3),
    argval_int: instructions.optionalWideInts(8),
    is_jump_target: flags(jumpTargets(facts, units, offsets, targets)),
    jump_target: instructions.optionalInts(4),
    line_no: instructions.optionalInts(5),
    bstart: instructions.optionalInts(6),
    bend: instructions.optionalInts(7),
  });
}

/** The unit of each instruction, its place among the unit's, and where it ends; a unit begins at offset 0. */
function placesOf(offsets: Int32Array, codeLengths: Int32Array) {
  const { length } = offsets;
  const [units, indexes, ends] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  let unit = -1;
  let first = 0;
  for (let i = 0; i < length; i++) {
    if (offsets[i] === 0) {
      unit++;
      first = i;
    }
    units[i] = unit;
    indexes[i] = i - first;
    const next = offsets[i + 1] ?? 0;
    ends[i] = next === 0 ? (codeLengths[unit] ?? 0) : next;
  }
  return { units, indexes, ends };
}

/** 1 for each instruction that a jump or an exception leads to. */
function jumpTargets(facts: Packed, units: Int32Array, offsets: Int32Array, targets: Int32Array): Int32Array {
  // The code of all units end to end: where that of each begins.
  let total = 0;
  const starts = facts
    .table('units')
    .raw(CODE_LENGTH)
    .map((length) => {
      total += length;
      return total - length;
    });
  const marks = new Uint8Array(total);
  const mark = (unit: number, offset: number): void => {
    marks[(starts[unit] ?? 0) + offset] = 1;
  };
  for (let i = 0; i < targets.length; i++) if ((targets[i] ?? -1) >= 0) mark(units[i] ?? 0, targets[i] ?? 0);
  const exceptions = facts.table('exceptions');
  const handlers = exceptions.raw(4);
  exceptions.raw(0).forEach((unit, i) => {
    mark(unit, handlers[i] ?? 0);
  });
  return offsets.map((offset, i) => marks[(starts[units[i] ?? 0] ?? 0) + offset] ?? 0);
}
