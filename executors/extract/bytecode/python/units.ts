/** Code objects -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import { type ColumnSource, flags, same } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';

/** Bits of `co_flags`, as the module `inspect` names them. */
const VARARGS = 0x04;
const VARKEYWORDS = 0x08;
const NESTED = 0x10;
const GENERATOR = 0x20;
const COROUTINE = 0x80;
const ASYNC_GENERATOR = 0x200;

/** Emits the code objects, and as `cfg_units` the same ones with their places in the source. */
export function emitUnits(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  const units = facts.table('units');
  const hasFlag = (bit: number): ColumnSource<boolean> => flags(units.raw(9).map((all) => all & bit));
  const unit = {
    unit_id: units.ints(0),
    parent_unit_id: units.optionalInts(1),
    qualpath: units.texts(2),
    name: units.texts(3),
  };
  emit.columns('py_bc_code_units', units.rows, {
    ...unit,
    line_no: units.ints(4),
    argcount: units.ints(5),
    posonlyargcount: units.ints(6),
    kwonlyargcount: units.ints(7),
    nlocals: units.ints(8),
    flags: units.ints(9),
    is_generator: hasFlag(GENERATOR),
    is_coroutine: hasFlag(COROUTINE),
    is_async_generator: hasFlag(ASYNC_GENERATOR),
    has_varargs: hasFlag(VARARGS),
    has_varkeywords: hasFlag(VARKEYWORDS),
    is_nested: hasFlag(NESTED),
    stacksize: units.ints(10),
    code_len: units.ints(11),
    varnames: units.textLists(12),
    freevars: units.textLists(13),
    cellvars: units.textLists(14),
    names: units.textLists(15),
    python_version: units.texts(16),
  });
  emit.columns('cfg_units', units.rows, {
    ...unit,
    basis: same('bytecode'),
    bstart: units.optionalInts(17),
    bend: units.optionalInts(18),
  });
}
