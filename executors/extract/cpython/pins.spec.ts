import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide, version } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import { beforeAll, describe, expect, test } from 'vitest';
import bytecode from '../bytecode/extractor';
import { type ExtractText, extractorForTests, type TestRow } from '../testing/extract-text';
import { pythonModules } from './python-modules';

const FIXTURES = join(__dirname, 'fixtures');
let check: PyCallable;
let bytecodeOf: (source: Uint8Array) => readonly Unit[];
let extract: ExtractText;

/** What `dis` says of a code object; cells in the order of the columns below. */
interface Unit {
  readonly name: string;
  readonly instructions: readonly (readonly unknown[])[];
  readonly exceptions: readonly (readonly unknown[])[];
  readonly lines: readonly (readonly unknown[])[];
}
const INSTRUCTION = 'offset end_offset opname arg argval_kind argval_str jump_target line_no bstart bend'.split(' ');
const TEXT = INSTRUCTION.indexOf('argval_str');
const EXCEPTION = 'start_offset end_offset target_offset depth lasti'.split(' ');
const LINE = ['offset', 'line_no'];

beforeAll(async () => {
  extract = await extractorForTests(bytecode);
  const python = await loadPyodide();
  for (const { name, text } of pythonModules().files) python.FS.writeFile(name, text);
  python.FS.writeFile('pins.py', readFileSync(join(__dirname, 'testing', 'pins.py'), 'utf8'));
  python.runPython('import sys; sys.path.insert(0, "."); import pins');
  check = python.runPython('lambda data: pins.check(data.to_bytes())');
  const ask: PyCallable = python.runPython('lambda data: pins.bytecode_of(data.to_bytes())');
  bytecodeOf = (source) => JSON.parse(ask(source));
}, 120_000);

test('this is the interpreter whose private parts we know', () => expect(version).toBe('314.0.7'));

/** Arguments above 255: more than 256 names, constants and distances need an EXTENDED_ARG. */
const many = Array.from({ length: 300 }, (_, i) => `    v${i} = f(v${i - 1}, a.b${i}) if a else {${i}: [${i * 1000}]}`);
/** Entries of all forms in the location table: long lines, many lines, lines going back, nothing. */
const places = `x = [${'y, '.repeat(60)}f(
  a,
  b)${'\n'.repeat(100)}, c(lambda:
${' '.repeat(150)}d)]
for i in range(3):
  async def f(): return [z async for z in (await w) if z]
  with a as b: f"{x!r:>{b}}"
while x: x -= 1
`;
const FILES: readonly (readonly [name: string, source: Uint8Array])[] = [
  ['a file that holds everything', readFileSync(join(FIXTURES, 'everything.py'))],
  ['arguments above 255', Buffer.from(`def f(a, v_1=0):\n  while a:\n${many.join('\n').replace('v-1', 'v_1')}\n`)],
  ['unusual places', Buffer.from(places)],
].map(([name, source]) => [String(name), new Uint8Array(Buffer.from(source ?? ''))]);

describe('what private functions of CPython say is what its public modules say', () => {
  test.each(FILES)('of %s', (_name, source) => {
    check(source);
  });
});

describe('instructions are what `dis` says', () => {
  const ofUnit = (rows: readonly TestRow[] | undefined, unit: number, columns: readonly string[]) =>
    (rows ?? []).filter((row) => row.unit_id === unit).map((row) => columns.map((column) => row[column]));

  test.each(FILES)('of %s', (_name, source) => {
    const rows = extract('a.py', source);
    const theirs = bytecodeOf(source);
    expect(rows.py_bc_code_units?.map(({ name }) => name)).toEqual(theirs.map(({ name }) => name));
    for (const [unit, { instructions, exceptions, lines }] of theirs.entries()) {
      const ours = ofUnit(rows.py_bc_instructions, unit, INSTRUCTION);
      // Code objects are called by their path, which `dis` does not know.
      const known = (cells: readonly unknown[], at: number) =>
        cells.filter((_, column) => column !== TEXT || instructions[at]?.[TEXT] !== null);
      expect(ours.map(known)).toEqual(instructions.map(known));
      expect(ofUnit(rows.bytecode_exception_table, unit, EXCEPTION)).toEqual(exceptions);
      expect(ofUnit(rows.py_bc_line_table, unit, LINE)).toEqual(lines);
    }
  });
});
