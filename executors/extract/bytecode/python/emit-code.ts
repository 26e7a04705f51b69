/** What is in code objects -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import { flags, integers, optionalIntegers, optionalWords, same, values, words } from '../../evidence/column-source';
import type { GrowableInts } from '../../evidence/growable';
import type { Emit } from '../../extractor-runtime';
import type { ArgumentTexts } from './argument-texts';
import { BLOCK_KINDS, type Blocks } from './blocks';
import type { CodeObjects } from './code-objects';
import { type ControlFlow, EDGE_KINDS } from './control-flow';
import type { ExceptionTable } from './exception-table';
import type { Instructions } from './instructions';
import type { Leaders } from './leaders';
import type { LineTable } from './line-table';
import type { Opcodes } from './opcodes';

type EmitCode = Emit<typeof declaration.datasets>;

const ints = (column: GrowableInts) => integers(column.view());
const optionalInts = (column: GrowableInts) => optionalIntegers(column.view());

/** Emits blocks and edges; `block_id` counts from 0 per unit, the entry first, the exit last. */
export function emitControlFlow(blocks: Blocks, edges: ControlFlow, emit: EmitCode): void {
  emit.columns('cfg_blocks', blocks.length, {
    unit_id: ints(blocks.units),
    basis: same('bytecode'),
    block_id: ints(blocks.ids),
    kind: words(blocks.kinds.view(), BLOCK_KINDS),
    start_offset: ints(blocks.startOffsets),
    end_offset: ints(blocks.endOffsets),
    bstart: optionalInts(blocks.starts),
    bend: optionalInts(blocks.stops),
  });
  emit.columns('cfg_edges', edges.length, {
    unit_id: ints(edges.units),
    basis: same('bytecode'),
    src_block_id: ints(edges.sources),
    dst_block_id: ints(edges.targets),
    kind: words(edges.kinds.view(), EDGE_KINDS),
  });
}

/** Emits the instructions of all code objects, unit by unit. */
export function emitInstructions(
  instructions: Instructions,
  texts: ArgumentTexts,
  leaders: Leaders,
  { names, kindNames, texts: kinds }: Opcodes,
  emit: EmitCode,
): void {
  const { units, offsets, opcodes, targets } = instructions;
  emit.columns('py_bc_instructions', instructions.length, {
    unit_id: integers(units),
    instr_index: integers(instructions.indexes),
    offset: integers(offsets),
    end_offset: integers(instructions.ends),
    opname: words(opcodes, names),
    opcode: integers(opcodes),
    arg: optionalIntegers(instructions.args),
    argval_kind: optionalWords(
      opcodes.map((opcode) => kindNames[opcode] ?? -1),
      kinds,
    ),
    argval_str: optionalWords(instructions.texts, texts.words),
    argval_int: values(instructions.numbers),
    is_jump_target: flags(offsets.map((offset, row) => (leaders.isTarget(units[row] ?? 0, offset) ? 1 : 0))),
    jump_target: optionalIntegers(targets),
    line_no: optionalIntegers(instructions.lines),
    bstart: optionalIntegers(instructions.starts),
    bend: optionalIntegers(instructions.stops),
  });
}

/** Emits the constants of all code objects. */
export function emitConstants(objects: CodeObjects, emit: EmitCode): void {
  const { constants, constantStarts, count } = objects;
  const units = new Int32Array(constants.length);
  for (let unit = 0; unit < count; unit++) units.fill(unit, constantStarts[unit], constantStarts[unit + 1]);
  emit.columns('py_bc_consts', constants.length, {
    unit_id: integers(units),
    const_index: integers(units.map((unit, constant) => constant - (constantStarts[unit] ?? 0))),
    const_repr: words(constants, objects.strings),
  });
}

/** Emits where lines change. */
export function emitLines({ units, offsets, lines }: LineTable, emit: EmitCode): void {
  emit.columns('py_bc_line_table', units.length, {
    unit_id: ints(units),
    offset: ints(offsets),
    line_no: optionalInts(lines),
  });
}

/** Emits the ranges of code with their handlers. */
export function emitExceptions(exceptions: ExceptionTable, emit: EmitCode): void {
  emit.columns('bytecode_exception_table', exceptions.length, {
    unit_id: ints(exceptions.units),
    exc_index: ints(exceptions.indexes),
    start_offset: ints(exceptions.starts),
    end_offset: ints(exceptions.ends),
    target_offset: ints(exceptions.handlers),
    depth: ints(exceptions.depths),
    lasti: flags(exceptions.lasti.view()),
  });
}
