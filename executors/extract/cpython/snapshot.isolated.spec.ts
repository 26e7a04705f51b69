import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startInterpreter } from './interpreter';
import type { Packed } from './packed';

const SOURCE = new Uint8Array(readFileSync(join(__dirname, 'fixtures', 'everything.py')));
const directory = mkdtempSync(join(tmpdir(), 'cpg-snapshot-'));

/** What an interpreter started now says of a file, all three witnesses. */
async function results(): Promise<readonly Packed[]> {
  const interpreter = await startInterpreter();
  return [
    ...(['ast', 'symtable', 'bytecode'] as const).map((witness) => interpreter.run(witness, SOURCE, () => null)),
    interpreter.run('ast', Buffer.from('# coding: latin-1\nx = "\xe9" +\n', 'latin1'), () => null),
  ];
}

const starts = vi.hoisted(() => ({ fromSnapshot: [] as boolean[] }));
vi.mock('pyodide', async (original) => {
  const pyodide = await original<typeof import('pyodide')>();
  const loadPyodide: typeof pyodide.loadPyodide = (options) => {
    starts.fromSnapshot.push(options?._loadSnapshot !== undefined);
    return pyodide.loadPyodide(options);
  };
  return { ...pyodide, loadPyodide };
});

let plain: readonly Packed[];
beforeAll(async () => {
  vi.stubEnv('CPG_PYODIDE_SNAPSHOT_DIR', directory);
  plain = await results();
  expect(plain.map((facts) => facts.table('error').rows)).toEqual([0, 0, 0, 1]);
  starts.fromSnapshot.length = 0;
}, 120_000);
afterEach(() => {
  starts.fromSnapshot.length = 0;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const file = () => join(directory, readdirSync(directory)[0] ?? 'none');

describe('the first start leaves a snapshot, whose results are those of the plain start', () => {
  test('when it is good', async () => {
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^cpython-[0-9a-f]{32}\.snapshot$/)]);
    expect(await results()).toEqual(plain);
    expect(starts.fromSnapshot).toEqual([true]);
  });

  test('when a byte of it is wrong, and it is replaced', async () => {
    const bytes = readFileSync(file());
    bytes[20_000_000] = (bytes[20_000_000] ?? 0) ^ 1;
    writeFileSync(file(), bytes);
    expect(await results()).toEqual(plain);
    expect(await results()).toEqual(plain);
    expect(starts.fromSnapshot).toEqual([false, true]);
  }, 120_000);

  test('when it is cut off', async () => {
    writeFileSync(file(), readFileSync(file()).subarray(0, 1000));
    expect(await results()).toEqual(plain);
    expect(starts.fromSnapshot).toEqual([false]);
  }, 120_000);

  test('when there is no place for it', async () => {
    vi.stubEnv('CPG_PYODIDE_SNAPSHOT_DIR', '/dev/null/nowhere');
    expect(await results()).toEqual(plain);
    expect(starts.fromSnapshot).toEqual([false]);
  }, 120_000);
});
