/** Code objects -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { SourcePlaces } from '../../cpython/source-places';
import { type ColumnSource, flags, integers, optionalIntegers, same, values } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';
import { type CodeObjects, UNIT, type WordList } from './code-objects';
import type { Instructions } from './instructions';

/** Bits of `co_flags`, as the module `inspect` names them. */
const VARARGS = 0x04;
const VARKEYWORDS = 0x08;
const NESTED = 0x10;
const GENERATOR = 0x20;
const COROUTINE = 0x80;
const ASYNC_GENERATOR = 0x200;

/** Emits the code objects, and as `cfg_units` the same ones with their places in the source. */
export function emitUnits(
  objects: CodeObjects,
  instructions: Instructions,
  places: SourcePlaces,
  pythonVersion: string,
  emit: Emit<typeof declaration.datasets>,
): void {
  const { units, count } = objects;
  const hasFlag = (bit: number): ColumnSource<boolean> => flags(units.raw(UNIT.flags).map((all) => all & bit));
  const lists = (list: WordList): ColumnSource<readonly string[]> =>
    values(Array.from({ length: count }, (_, unit) => objects.texts(unit, list)));
  const unit = {
    unit_id: integers(Int32Array.from({ length: count }, (_, id) => id)),
    parent_unit_id: units.optionalInts(UNIT.parent),
    qualpath: units.texts(UNIT.qualpath),
    name: units.texts(UNIT.name),
  };
  emit.columns('py_bc_code_units', count, {
    ...unit,
    line_no: integers(units.raw(UNIT.firstLine).map((line) => Math.max(line - 1, 0))),
    argcount: units.ints(UNIT.argcount),
    posonlyargcount: units.ints(UNIT.posonlyargcount),
    kwonlyargcount: units.ints(UNIT.kwonlyargcount),
    nlocals: units.ints(UNIT.nlocals),
    flags: units.ints(UNIT.flags),
    is_generator: hasFlag(GENERATOR),
    is_coroutine: hasFlag(COROUTINE),
    is_async_generator: hasFlag(ASYNC_GENERATOR),
    has_varargs: hasFlag(VARARGS),
    has_varkeywords: hasFlag(VARKEYWORDS),
    is_nested: hasFlag(NESTED),
    stacksize: units.ints(UNIT.stacksize),
    code_len: units.ints(UNIT.codeLength),
    varnames: lists('varnames'),
    freevars: lists('freevars'),
    cellvars: lists('cellvars'),
    names: lists('names'),
    python_version: same(pythonVersion),
  });
  emit.columns('cfg_units', count, { ...unit, basis: same('bytecode'), ...spansOf(objects, instructions, places) });
}

/** The module is the whole text; another code object is where the constant that it is is first loaded. */
function spansOf(objects: CodeObjects, { loadedBy, starts, stops }: Instructions, places: SourcePlaces) {
  const loads = objects.units.raw(UNIT.constant).map((constant) => loadedBy[constant] ?? -1);
  const bstart = loads.map((row) => starts[row] ?? -1);
  const bend = loads.map((row) => stops[row] ?? -1);
  bstart[0] = places.onDisk(0);
  bend[0] = places.onDisk(places.size);
  return { bstart: optionalIntegers(bstart), bend: optionalIntegers(bend) };
}
