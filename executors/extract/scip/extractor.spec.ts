import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBinary } from '@bufbuild/protobuf';
import { IndexSchema } from '@c4312/scip';
import { afterEach, describe, expect, test } from 'vitest';
import { drawOccurrences } from './testing/draw-occurrences';
import { extractProject } from './testing/extract-project';
import { workspaceWith } from './testing/installed-indexer';
import { isRunning } from './testing/is-running';
import { indexOf } from './testing/make-index';
import { PYTHON, recordedIndex, TYPESCRIPT } from './testing/projects';

const copyOf = (index: string): string => `fs.copyFileSync(${JSON.stringify(index)}, output);`;
const bytesOf = (bytes: Uint8Array): string =>
  `fs.writeFileSync(output, Buffer.from('${Buffer.from(bytes).toString('base64')}', 'base64'));`;

const ONE_FILE = { root: 'lib', files: { 'lib/a.py': 'x = 1\n' } };
/** scip-python as a program of the test's, over one file with the text `x = 1`. */
async function outcomeOf(code: string) {
  using workspace = workspaceWith('scip-python', code);
  const rows = await extractProject({ ...ONE_FILE, workspaceRoot: workspace.root });
  return { rows, runs: readFileSync(workspace.counter, 'utf8').length };
}

afterEach(() => {
  for (const name of ['CPG_SCIP_TIMEOUT_SECONDS', 'CPG_SCIP_MEMORY_MB']) delete process.env[name];
});

describe('what the indexers say', () => {
  test.each([
    ['python', 'scip-python', PYTHON],
    ['typescript', 'scip-typescript', TYPESCRIPT],
  ])('%s', async (name, indexer, project) => {
    using workspace = workspaceWith(indexer, copyOf(recordedIndex(name)));
    const rows = await extractProject({ ...project, workspaceRoot: workspace.root });
    const drawing = (rows.scip_documents ?? [])
      .map(({ path }) => String(path))
      .sort()
      .map((path) => {
        const occurrences = (rows.scip_occurrences ?? []).filter((row) => row.path === path);
        const information = (rows.scip_document_symbols ?? []).filter((row) => row.path === path);
        const source = Buffer.from(project.files[path] ?? '').toString('utf8');
        return `# ${path}\n${drawOccurrences(source, occurrences, information)}`;
      });
    await expect(drawing.join('\n')).toMatchFileSnapshot(join('goldens', `${name}.txt`));
    const rest = ['scip_metadata', 'scip_index_stats', 'scip_symbol_relationships', 'scip_diagnostics', 'scip_errors'];
    const others = rest.map(
      (dataset) => `# ${dataset}\n${(rows[dataset] ?? []).map((r) => JSON.stringify(r)).join('\n')}`,
    );
    await expect(`${others.join('\n\n')}\n`).toMatchFileSnapshot(join('goldens', `${name}.rest.txt`));
  });

  test('every symbol is described once, and the documents agree with their symbols', async () => {
    using workspace = workspaceWith('scip-typescript', copyOf(recordedIndex('typescript')));
    const rows = await extractProject({ ...TYPESCRIPT, workspaceRoot: workspace.root });
    const symbols = (rows.scip_symbol_information ?? []).map((row) => row.symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(new Set(symbols)).toEqual(new Set((rows.scip_document_symbols ?? []).map((row) => row.symbol)));
    const places = (rows.scip_occurrences ?? []).map((r) => `${r.path} ${r.start_line} ${r.start_char} ${r.symbol}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('an optional tool', () => {
  test('that is absent leaves every dataset empty', async () => {
    using workspace = workspaceWith('scip-typescript', copyOf(recordedIndex('typescript')));
    const rows = await extractProject({ ...PYTHON, workspaceRoot: workspace.root });
    expect(Object.values(rows).flat()).toEqual([]);
  });

  test('is not started for a project without files for it', async () => {
    using workspace = workspaceWith('scip-python', 'process.exit(1);');
    const rows = await extractProject({ files: { 'a.ts': 'export {};\n' }, workspaceRoot: workspace.root });
    expect(Object.values(rows).flat()).toEqual([]);
    expect(readFileSync(workspace.counter, 'utf8')).toBe('');
  });
});

describe('what the sources decide is an error row, after the same outcome twice', () => {
  test('an empty index', async () => {
    const { rows, runs } = await outcomeOf("fs.writeFileSync(output, '');");
    expect(rows.scip_errors).toMatchObject([{ code: 'no_documents', tool_name: 'scip-python', project_root: 'lib' }]);
    expect(runs).toBe(2);
  });

  test('bytes that are no index', async () => {
    const { rows } = await outcomeOf("fs.writeFileSync(output, 'this is no index at all');");
    expect(rows.scip_errors).toMatchObject([{ code: 'index_damaged' }]);
    expect(rows.scip_occurrences).toEqual([]);
  });

  test('an index that is cut off, of which the whole documents count', async () => {
    const whole = indexOf({
      documents: [
        { path: 'a.py', definition: 'x' },
        { path: 'zz.py', definition: 'y' },
      ],
    });
    const { rows } = await outcomeOf(bytesOf(toBinary(IndexSchema, whole).slice(0, -5)));
    expect(rows.scip_errors).toMatchObject([{ code: 'index_damaged' }]);
    expect(rows.scip_occurrences).toMatchObject([{ path: 'lib/a.py', is_definition: true }]);
  });

  test('an indexer that gives up, with what it said', async () => {
    const { rows, runs } = await outcomeOf("console.error('TypeError: cannot read x'); process.exit(1);");
    expect(rows.scip_errors).toMatchObject([
      { code: 'indexer_failed', message: 'exit code 1: TypeError: cannot read x' },
    ]);
    expect(runs).toBe(2);
  });

  test('a document that is missing, and one of a file that is not there', async () => {
    const index = indexOf({ documents: [{ path: '../elsewhere.py', definition: 'x' }] });
    const { rows, runs } = await outcomeOf(bytesOf(toBinary(IndexSchema, index)));
    expect(rows.scip_errors).toMatchObject([
      { code: 'document_outside', message: '../elsewhere.py' },
      { code: 'document_missing', path: 'lib/a.py' },
    ]);
    expect(rows.scip_occurrences).toEqual([]);
    expect(runs).toBe(1);
  });

  test('a failure that does not happen again leaves no trace', async () => {
    const index = indexOf({ documents: [{ path: 'a.py', definition: 'x' }] });
    const { rows } = await outcomeOf(`if (runs === 1) process.exit(1); ${bytesOf(toBinary(IndexSchema, index))}`);
    expect(rows.scip_errors).toEqual([]);
    expect(rows.scip_occurrences).toHaveLength(1);
  });
});

describe('what the machine decides is thrown', () => {
  test('two failures that differ', async () => {
    await expect(outcomeOf('process.exit(runs);')).rejects.toThrow('failed in two ways');
  });

  test('an indexer that is killed', async () => {
    await expect(outcomeOf("process.kill(process.pid, 'SIGTERM');")).rejects.toThrow('was ended by SIGTERM');
  });

  test('a full disk', async () => {
    const code = "console.error('Error: ENOSPC: no space left on device, write'); process.exit(1);";
    await expect(outcomeOf(code)).rejects.toThrow('ENOSPC');
  });

  test('memory that runs out', async () => {
    process.env.CPG_SCIP_MEMORY_MB = '20';
    await expect(outcomeOf('const all = []; for (;;) all.push({ all: [all.length] });')).rejects.toThrow(
      'needs more than 20 MB (CPG_SCIP_MEMORY_MB)',
    );
  });

  test('an indexer that never ends, which is ended with what it started', async () => {
    process.env.CPG_SCIP_TIMEOUT_SECONDS = '2';
    using workspace = workspaceWith(
      'scip-python',
      `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
       fs.writeFileSync(counter, process.pid + ' ' + child.pid);
       for (;;);`,
    );
    const outcome = extractProject({ ...ONE_FILE, workspaceRoot: workspace.root });
    await expect(outcome).rejects.toThrow('took longer than 2 s (CPG_SCIP_TIMEOUT_SECONDS)');
    for (const pid of readFileSync(workspace.counter, 'utf8').split(' ')) {
      await expect.poll(() => isRunning(Number(pid))).toBe(false);
    }
  });
});

describe('nothing of the machine gets in', () => {
  test('absolute paths in an index are hidden', async () => {
    using workspace = workspaceWith('scip-python', '');
    const program = join(workspace.root, 'node_modules', '@sourcegraph', 'scip-python', 'index.js');
    const code = readFileSync(program, 'utf8');
    const index = join(workspace.root, 'made.scip');
    writeFileSync(
      program,
      `${code}
       // The test made the index with @ in place of the directory that only now is known.
       const text = fs.readFileSync(${JSON.stringify(index)}, 'latin1');
       const directory = process.cwd().padEnd(300, '/.');
       fs.writeFileSync(output, Buffer.from(text.replaceAll('@'.repeat(300), directory.slice(0, 300)), 'latin1'));`,
    );
    const made = indexOf({
      root: 'file:///home/someone/project',
      arguments: ['--cwd', workspace.root, `--output=${workspace.root}/out`],
      documents: [
        { path: `${'@'.repeat(300)}/a.py`, definition: 'x' },
        {
          path: 'a.py',
          definition: 'x',
          documentation: `see ${workspace.root}/node_modules/dep and ${'@'.repeat(300)}/b`,
        },
      ],
    });
    writeFileSync(index, toBinary(IndexSchema, made));
    const rows = await extractProject({ ...ONE_FILE, workspaceRoot: workspace.root });
    expect(rows.scip_errors).toMatchObject([{ code: 'document_outside' }]);
    expect(rows.scip_metadata).toMatchObject([{ tool_arguments: ['--cwd', '.', '--output=out'] }]);
    expect(rows.scip_document_symbols).toMatchObject([
      { documentation: [expect.stringContaining('node_modules/dep')] },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/\/home\/|\/tmp\/|cpg-scip|\/\/\//);
  });

  test('the indexer sees no program of the machine, and no file but the sources', async () => {
    const { rows } = await outcomeOf(
      `const seen = fs.readdirSync('.').filter((name) => !name.startsWith('scip-pyright'));
       const programs = process.env.PATH.split(':').flatMap((folder) => fs.readdirSync(folder));
       console.log(JSON.stringify({ seen, programs, options: process.env.NODE_OPTIONS }));
       process.exit(1);`,
    );
    expect(rows.scip_errors?.[0]?.message).toBe('exit code 1: {"seen":["a.py"],"programs":[]}');
  });
});
