/** What CPython compiles a file to -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';
import { emitControlFlow } from './control-flow';
import { emitUnits } from './units';

type Datasets = typeof declaration.datasets;

/** Starts CPython in this thread. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const testify = await openWitness('bytecode');
  return (file, emit) => {
    const testimony = testify(file);
    if ('error' in testimony) emit('bytecode_errors', testimony.error);
    else emitFacts(testimony.facts, emit);
  };
}

function emitFacts(facts: Packed, emit: Emit<Datasets>): void {
  emitUnits(facts, emit);
  emitControlFlow(facts, emit);
  facts.each('instructions', (row) =>
    emit('py_bc_instructions', {
      unit_id: row.int(0),
      instr_index: row.int(1),
      offset: row.int(2),
      end_offset: row.int(3),
      opname: row.text(4),
      opcode: row.int(4),
      arg: row.optionalInt(5),
      argval_kind: row.optionalText(6),
      argval_str: row.optionalText(7),
      is_jump_target: row.flag(8),
      jump_target: row.optionalInt(9),
      line_no: row.optionalInt(10),
      bstart: row.optionalInt(11),
      bend: row.optionalInt(12),
      argval_int: row.wide(13),
    }),
  );
  facts.each('consts', (row) =>
    emit('py_bc_consts', { unit_id: row.int(0), const_index: row.int(1), const_repr: row.text(2) }),
  );
  facts.each('lines', (row) =>
    emit('py_bc_line_table', { unit_id: row.int(0), offset: row.int(1), line_no: row.optionalInt(2) }),
  );
  facts.each('exceptions', (row) =>
    emit('bytecode_exception_table', {
      unit_id: row.int(0),
      exc_index: row.int(1),
      start_offset: row.int(2),
      end_offset: row.int(3),
      target_offset: row.int(4),
      depth: row.int(5),
      lasti: row.flag(6),
    }),
  );
}
