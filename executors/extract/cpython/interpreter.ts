/** One CPython per thread, compiled to WebAssembly: bytes of a file in, packed tables out. */
import { isMainThread } from 'node:worker_threads';
import { loadPyodide, type PyodideAPI, type PyodideConfig, version } from 'pyodide';
import type { PyBuffer, PyCallable, PyProxy } from 'pyodide/ffi';
import { type Packed, unpack } from './packed';
import { type PythonModules, pythonModules } from './python-modules';
import { readSnapshot, snapshotFile, writeSnapshot } from './snapshot';

/** The extractors that CPython is a witness for. */
export type Witness = 'ast' | 'symtable' | 'bytecode';

/** Why text is not given to the compiler; null when it is. */
export type Refuse = (utf8: Uint8Array) => readonly [errorType: string, message: string] | null;

export interface Interpreter {
  /**
   * The tables of one file. `refuse` is asked about the text of files that are not UTF-8, once they are decoded.
   *
   * @throws whatever is not determined by the bytes. After a fatal error of the interpreter its thread ends as well.
   */
  run(witness: Witness, bytes: Uint8Array, refuse: Refuse): Packed;
  /** What one needs to read instructions: the tables of `cpg_opcodes.py`. */
  opcodes(): Packed;
}

let opened: Promise<Interpreter> | undefined;

/** The interpreter of this thread, started on the first call. */
export function openInterpreter(): Promise<Interpreter> {
  opened ??= startInterpreter();
  return opened;
}

/** Starts another interpreter: from a snapshot if there is a good one, else from nothing, leaving a snapshot. */
export async function startInterpreter(): Promise<Interpreter> {
  const modules = pythonModules();
  const file = snapshotFile([version, modules.digest, process.version, process.arch]);
  return (await startFrom(file)) ?? (await startPlainly(modules, file));
}

/** Hash values must not differ between processes: the order of sets follows from them. */
const CONFIG: PyodideConfig = {
  env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
  stdout: () => {},
  stderr: () => {},
};
const HOME = '/cpg';

async function startFrom(file: string): Promise<Interpreter | null> {
  const memory = readSnapshot(file);
  if (memory === null) return null;
  try {
    return interpreterOf(await loadPyodide({ ...CONFIG, _loadSnapshot: memory }));
  } catch {
    // Refused by another build of the interpreter, say.
    return null;
  } finally {
    // Pyodide keeps its options for good; what is moved to nowhere is freed, whoever holds it.
    structuredClone(memory.buffer, { transfer: [memory.buffer] });
  }
}

async function startPlainly(modules: PythonModules, file: string): Promise<Interpreter> {
  const python = await loadPyodide({ ...CONFIG, _makeSnapshot: true });
  python.FS.mkdirTree(HOME);
  for (const { name, text } of modules.files) python.FS.writeFile(`${HOME}/${name}`, text);
  python.runPython(`import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '${HOME}'); import cpg`);
  writeSnapshot(file, python.makeMemorySnapshot());
  return interpreterOf(python);
}

function interpreterOf(python: PyodideAPI): Interpreter {
  const run: PyCallable = python.runPython(`
import cpg
lambda witness, data, refuse: cpg.run(witness, data.to_bytes(), lambda utf8: refuse(utf8))
`);
  let dead: unknown;
  return {
    run(witness, bytes, refuse) {
      if (dead !== undefined) throw dead;
      const ask = (utf8: PyProxy) => {
        const answer = refuse(takeBytes(utf8));
        return answer === null ? undefined : python.toPy(answer);
      };
      try {
        // A Buffer is a typed array that Pyodide does not know.
        const data = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return unpack(takeBytes(run(witness, data, ask)));
      } catch (error) {
        if (isFatal(error)) {
          dead = error;
          endThread();
        }
        throw error;
      }
    },
    opcodes: () => unpack(takeBytes(python.runPython('cpg.opcodes()'))),
  };
}

/** A copy of the bytes behind `proxy`, which is destroyed. */
function takeBytes(proxy: PyProxy): Uint8Array<ArrayBuffer> {
  const buffer: PyBuffer = (proxy as PyProxy & { getBuffer(type: 'u8'): PyBuffer }).getBuffer('u8');
  try {
    return new Uint8Array(buffer.data as Uint8Array);
  } finally {
    buffer.release();
    proxy.destroy();
  }
}

const isFatal = (error: unknown): boolean =>
  error instanceof Error && ('pyodide_fatal_error' in error || !('type' in error));

/** The pool replaces a thread that has ended; one with a broken interpreter would fail every file after this one. */
function endThread(): void {
  if (!isMainThread) setImmediate(() => process.exit(1));
}
