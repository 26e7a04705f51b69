/** What CPython compiles a file to -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import { openInterpreter } from '../../cpython/interpreter';
import type { Packed } from '../../cpython/packed';
import { SourcePlaces } from '../../cpython/source-places';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';
import { ArgumentTexts } from './argument-texts';
import { Blocks } from './blocks';
import { CodeObjects } from './code-objects';
import { ControlFlow } from './control-flow';
import { emitConstants, emitControlFlow, emitExceptions, emitInstructions, emitLines } from './emit-code';
import { ExceptionTable } from './exception-table';
import { Instructions } from './instructions';
import { Leaders } from './leaders';
import { LineTable } from './line-table';
import { Locations } from './locations';
import { type Opcodes, readOpcodes } from './opcodes';
import { emitUnits } from './units';

type Datasets = typeof declaration.datasets;

/** Starts CPython in this thread. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const testify = await openWitness('bytecode');
  const opcodes = readOpcodes((await openInterpreter()).opcodes());
  return (file, emit) => {
    const testimony = testify(file);
    if ('error' in testimony) emit('bytecode_errors', testimony.error);
    else emitFacts(testimony.facts, opcodes, emit);
  };
}

function emitFacts(facts: Packed, opcodes: Opcodes, emit: Emit<Datasets>): void {
  const objects = new CodeObjects(facts);
  const places = new SourcePlaces(facts);
  const texts = new ArgumentTexts(objects, opcodes);
  const locations = new Locations(places);
  const instructions = new Instructions(objects, opcodes, texts);
  const lines = new LineTable();
  const exceptions = new ExceptionTable();
  for (let unit = 0; unit < objects.count; unit++) {
    locations.read(objects.lineTable(unit), objects.firstLine(unit));
    instructions.add(unit, locations);
    lines.add(unit, locations);
    exceptions.add(unit, objects.exceptionTable(unit));
  }
  const leaders = new Leaders(objects, instructions, exceptions, opcodes);
  const blocks = new Blocks(objects, instructions, leaders);
  const edges = new ControlFlow(objects, instructions, exceptions, blocks, opcodes);
  emitUnits(objects, instructions, places, opcodes.pythonVersion, emit);
  emitControlFlow(blocks, edges, emit);
  emitInstructions(instructions, texts, leaders, opcodes, emit);
  emitConstants(objects, emit);
  emitLines(lines, emit);
  emitExceptions(exceptions, emit);
}
