/**
 * The module of a generated test.
 *
 * It uses the test runner of Node.js itself, whatever else the workspace has: nothing has to be installed or configured
 * for it, and a plain `.mjs` needs no loader for TypeScript, which Node.js 20 lacks. Its name ends in `-test.mjs`, which
 * `node --test` finds, and which other runners leave alone: they fail over files without tests of theirs.
 */
export const testText = (parts: readonly string[]): string =>
  [
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { rowsOf } from 'cpg/testing';",
    ...parts,
  ]
    .join('\n\n')
    .concat('\n');

/** The file of the test of what is declared in `stem`. */
export const testFile = (stem: string): string => `${stem}-test.mjs`;
