/** Code objects -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
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
  facts.each('units', (row) => {
    const flags = row.int(9);
    const unit = {
      unit_id: row.int(0),
      parent_unit_id: row.optionalInt(1),
      qualpath: row.text(2),
      name: row.text(3),
    };
    emit('py_bc_code_units', {
      ...unit,
      line_no: row.int(4),
      argcount: row.int(5),
      posonlyargcount: row.int(6),
      kwonlyargcount: row.int(7),
      nlocals: row.int(8),
      flags,
      is_generator: (flags & GENERATOR) !== 0,
      is_coroutine: (flags & COROUTINE) !== 0,
      is_async_generator: (flags & ASYNC_GENERATOR) !== 0,
      has_varargs: (flags & VARARGS) !== 0,
      has_varkeywords: (flags & VARKEYWORDS) !== 0,
      is_nested: (flags & NESTED) !== 0,
      stacksize: row.int(10),
      code_len: row.int(11),
      varnames: row.list(12),
      freevars: row.list(13),
      cellvars: row.list(14),
      names: row.list(15),
      python_version: row.text(16),
    });
    emit('cfg_units', { ...unit, basis: 'bytecode', bstart: row.optionalInt(17), bend: row.optionalInt(18) });
  });
}
