/** What CPython compiles a file to -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';
import { emitControlFlow } from './control-flow';
import { emitInstructions } from './instructions';
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
  emitInstructions(facts, emit);
  const consts = facts.table('consts');
  emit.columns('py_bc_consts', consts.rows, {
    unit_id: consts.ints(0),
    const_index: consts.ints(1),
    const_repr: consts.texts(2),
  });
  const lines = facts.table('lines');
  emit.columns('py_bc_line_table', lines.rows, {
    unit_id: lines.ints(0),
    offset: lines.ints(1),
    line_no: lines.optionalInts(2),
  });
  const exceptions = facts.table('exceptions');
  emit.columns('bytecode_exception_table', exceptions.rows, {
    unit_id: exceptions.ints(0),
    exc_index: exceptions.ints(1),
    start_offset: exceptions.ints(2),
    end_offset: exceptions.ints(3),
    target_offset: exceptions.ints(4),
    depth: exceptions.ints(5),
    lasti: exceptions.flags(6),
  });
}
