/** Workspaces in which an indexer is installed that does what a test wants. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where each indexer has the program that is run. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'scip-python': 'index.js',
  'scip-typescript': 'dist/src/main.js',
};

/** What every program below begins with: `output` is where the index is wanted, `runs` counts from 1. */
const PREAMBLE = (counter: string) => `
const fs = require('node:fs');
const output = process.argv[process.argv.indexOf('--output') + 1];
const counter = ${JSON.stringify(counter)};
fs.appendFileSync(counter, '.');
const runs = fs.statSync(counter).size;
`;

/** A workspace with `indexer` installed, whose program is `code`; `runs` says how often it was started. */
export function workspaceWith(indexer: string, code: string) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-scip-workspace-')));
  const counter = join(root, 'runs');
  const directory = join(root, 'node_modules', '@sourcegraph', indexer);
  const program = join(directory, PROGRAMS[indexer] ?? '');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: `@sourcegraph/${indexer}`, version: '9.9.9' }));
  writeFileSync(program, PREAMBLE(counter) + code);
  writeFileSync(counter, '');
  return { root, counter, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
