import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide, version } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import { beforeAll, describe, expect, test } from 'vitest';
import { pythonModules } from './python-modules';

const FIXTURES = join(__dirname, 'fixtures');
let check: PyCallable;
beforeAll(async () => {
  const python = await loadPyodide();
  for (const { name, text } of pythonModules().files) python.FS.writeFile(name, text);
  python.FS.writeFile('pins.py', readFileSync(join(__dirname, 'testing', 'pins.py'), 'utf8'));
  check = python.runPython(`
import sys
sys.path.insert(0, '.')
import pins
lambda data: pins.check(data.to_bytes())
`);
}, 120_000);

test('this is the interpreter whose private parts we know', () => expect(version).toBe('314.0.7'));

describe('what private functions of CPython say is what its public modules say', () => {
  test('of a file that holds everything', () => {
    check(new Uint8Array(readFileSync(join(FIXTURES, 'everything.py'))));
  });

  test('of arguments above 255', () => {
    const many = Array.from(
      { length: 300 },
      (_, i) => `    v${i} = f(v${i - 1}, a.b${i}) if a else {${i}: [${i * 1000}]}`,
    );
    // More than 256 names, constants and distances need an EXTENDED_ARG.
    check(new Uint8Array(Buffer.from(`def f(a, v_1=0):\n  while a:\n${many.join('\n').replace('v-1', 'v_1')}\n`)));
  });
});
