import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileWorkspace } from './compile';
import { formatDiagnostic } from './core/diagnostic';
import { unwrap } from './core/result';
import { buildClosure } from './manifest/build-closure';
import type { Manifest } from './manifest/manifest-schema';
import { MANIFEST_FILE } from './manifest/naming';
import { readManifest } from './manifest/read-manifest';
import { staleSources } from './manifest/staleness';

const own = join(__dirname, '..');

/** A workspace whose folder `cpg` has the given files. */
function workspaceWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cpg-compile-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'cpg', file)), { recursive: true });
    writeFileSync(join(root, 'cpg', file), text);
  }
  return root;
}

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

async function compile(files: Readonly<Record<string, string>>) {
  const root = workspaceWith(files);
  roots.push(root);
  return compileWorkspace({ workspaceRoot: root, projectRoot: 'cpg' });
}

let builtIn: Manifest;
beforeAll(async () => {
  builtIn = unwrap(await compileWorkspace({ workspaceRoot: own, projectRoot: '.' }));
}, 60_000);

describe('the built-in model', () => {
  test('compiles without a warning', async () => {
    const compiled = await compileWorkspace({ workspaceRoot: own, projectRoot: '.' });
    expect(compiled.ok && compiled.warnings).toEqual([]);
  });

  test('is what the committed manifest of this repository was compiled from', () => {
    const committed = unwrap(readManifest(join(own, MANIFEST_FILE), MANIFEST_FILE));
    expect(staleSources(committed, own, '.')).toEqual([]);
    expect(committed.fingerprint).toBe(builtIn.fingerprint);
  });

  test('builds the graph per project, and only totals and what is read by node for the whole workspace', () => {
    const workspace = Object.entries(builtIn.views).filter(([, v]) => v.scope.value === 'workspace');
    expect(workspace.map(([name, v]) => [name, v.scope.fallbackReason])).toEqual([
      ['cpg_edges_by_dst', 'an aggregate over cpg_edges does not group by its file identity'],
      ['cpg_edges_by_src', 'an aggregate over cpg_edges does not group by its file identity'],
      ['cpg_props_map', 'an aggregate over cpg_props does not group by its file identity'],
      ['graph_summary', 'an aggregate over cpg_nodes does not group by its file identity'],
      [
        'relationship_ambiguity_report',
        'an aggregate over relationship_candidates does not group by its file identity',
      ],
      ['relationship_quality_metrics', 'an aggregate over semantic_edges_union does not group by its file identity'],
    ]);
    const project = Object.values(builtIn.views).filter((v) => v.scope.value === 'project');
    expect(project.every((v) => v.scope.evidence.length > 0)).toBe(true);
  });

  test('normalises every entity', () => {
    const normalized = Object.entries(builtIn.views).filter(([, v]) => v.kind === 'normalize');
    expect(normalized.map(([name]) => name)).toEqual([
      'cst_call_args_norm',
      'cst_calls_norm',
      'cst_decorators_norm',
      'cst_defs_norm',
      'cst_docstrings_norm',
      'cst_imports_norm',
      'cst_refs_norm',
      'cst_type_exprs_norm',
      'files_norm',
      'name_mentions_norm',
      'py_bc_line_table_with_bytes',
      'scip_diagnostics_norm',
      'scip_occurrences_norm',
      'scope_symbols_norm',
      'scopes_norm',
    ]);
  });

  test('infers the joins of relationships, and says why', () => {
    const inferred = builtIn.views.rel_docstring_of_def?.inferred;
    expect(inferred?.strategy).toEqual({
      value: 'foreign_key',
      confidence: 0.85,
      evidence: ['owner_def_id of cst_docstring refers to cst_def', 'foreign_key was asked for'],
    });
    expect(inferred?.keys?.value).toEqual([
      { left: 'path', right: 'path' },
      { left: 'owner_def_id', right: 'def_id' },
    ]);
  });

  test('a view names only the columns it needs', () => {
    expect(builtIn.views.graph_summary?.inputs).toEqual({
      cpg_edges: { columns: ['edge_kind'], lanes: ['content'] },
      cpg_nodes: { columns: ['node_kind'], lanes: ['content'] },
    });
  });
});

describe('a workspace of its own', () => {
  test('views and entities stand beside the built-in ones', async () => {
    const manifest = unwrap(
      await compile({
        'entities/line.ts':
          "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'source_line', source: 'file_line_index', location: { start: 'line_start_byte', end: 'line_end_byte' }, content: ['line_text'], node: { kind: 'LINE' } });",
        'views/long_files.sql':
          '-- Files with many lines.\nselect path, count(*) as lines from file_line_index group by path having count(*) > 400',
      }),
    );
    expect(manifest.views.long_files?.scope.value).toBe('project');
    expect(manifest.views.cpg_nodes?.inputs).toHaveProperty('file_line_index_norm');
    expect(Object.keys(manifest.sources)).toEqual(['cpg/entities/line.ts', 'cpg/views/long_files.sql']);
  });

  test('a view on demand is no output, and in a stage of its own', async () => {
    const manifest = unwrap(
      await compile({
        'views/nodes.sql': '-- Nodes of each file.\nselect path, count(*) as nodes from flow_values group by path',
        'views/nodes.ts': "import { defineView } from 'cpg/declare';\nexport default defineView({ onDemand: true });",
      }),
    );
    expect(manifest.outputs).not.toContain('nodes');
    expect(manifest.stages.filter(({ views }) => views.includes('nodes'))).toMatchObject([{ views: ['nodes'] }]);
    expect(buildClosure(manifest)).not.toContain('nodes');
    expect(buildClosure(manifest)).not.toContain('flow_values');
  });

  test('rows of a view are nodes, and edges of several kinds between them', async () => {
    const sql = `-- Modules that a file imports.
select file_id, path, bstart, bend, import_id, module, is_star, 'mine' as origin, 'import' as resolution_method,
  0.9::decimal(5, 4) as confidence, 1 as score, import_id as ambiguity_group_id
from cst_imports_norm`;
    const options = (columns: string) => `import { defineView } from 'cpg/declare';
const columns = { src: 'file_id', dst: '${columns}' };
export default defineView({
  nodes: { kind: 'MODULE_USE', id: 'import_id', properties: { used: 'module' } },
  edges: [
    { kind: 'USES', from: 'file', to: 'uses', columns },
    { kind: 'USES_ALL', from: 'file', to: 'uses', columns, when: 'is_star' },
  ],
});`;
    const compiled = (dst: string) => compile({ 'views/uses.sql': sql, 'views/uses.ts': options(dst) });
    const { views } = unwrap(await compiled('import_id'));
    expect(views.cpg_nodes?.sql).toContain("cpg_node_id('MODULE_USE', import_id) as node_id");
    expect(views.cpg_props?.rows?.sql).toContain("['used'] as prop_keys");
    expect(views.cpg_edges?.sql).toMatch(/'USES' as edge_kind[\s\S]*'USES_ALL' as edge_kind[\s\S]*where is_star and/);
    expect(views.cpg_edges?.scope.value).toBe('project');

    const wrong = await compiled('import_no');
    expect(wrong.ok ? [] : wrong.diagnostics.map(formatDiagnostic)).toEqual([
      "CPG_UNKNOWN_COLUMN cpg/views/uses.sql: dataset 'uses' has no column 'import_no'\n  hint: Did you mean 'import_id'?",
    ]);
  });

  test('an extractor that is left out keeps its datasets and reads nothing, whatever its tools are', async () => {
    const config = (without: string) =>
      `import { defineConfig } from 'cpg/declare';\nexport default defineConfig({ without: ['${without}'] });`;
    const manifest = unwrap(await compile({ 'cpg.config.ts': config('scip') }));
    expect(manifest.extractors.scip).toMatchObject({ languages: [], tools: {}, optionalTools: [] });
    expect(Object.keys(manifest.extractors.scip?.datasets ?? {})).toContain('scip_occurrences');
    expect(manifest.extractors['tree-sitter']?.languages).not.toEqual([]);

    const shown = async (name: string) => {
      const compiled = await compile({ 'cpg.config.ts': config(name) });
      return compiled.ok ? [] : compiled.diagnostics.map(formatDiagnostic);
    };
    expect(await shown('bytecod')).toEqual([
      "CPG_UNKNOWN_EXTRACTOR cpg/cpg.config.ts#without.0: unknown extractor 'bytecod'\n  hint: Did you mean 'bytecode'?",
    ]);
    expect((await shown('repo-scan'))[0]).toContain('CPG_EXTRACTOR_NEEDED cpg/cpg.config.ts#without.0');
  });

  test('ids of two entities in one namespace are the same', async () => {
    const entity = (name: string, more: string) =>
      `import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: '${name}', source: 'cst_refs', view: '${name}s', ${more} });`;
    const manifest = unwrap(
      await compile({ 'entities/a.ts': entity('a', "namespace: 'cst_ref'"), 'entities/b.ts': entity('b', '') }),
    );
    expect(manifest.views.as?.sql).toContain("cpg_id('cst_ref', ");
    expect(manifest.views.bs?.sql).toContain("cpg_id('b', ");
  });

  describe('an extractor', () => {
    const FOLDER = 'extractors/mine';
    const files: Readonly<Record<string, string>> = {
      [`${FOLDER}/declaration.ts`]:
        "import { defineExtractor, fileId, path, spanEnd, spanStart } from 'cpg/declare';\nexport default defineExtractor({ name: 'mine', description: 'M.', languages: 'all', evidenceRank: 9, parser: null, tools: [], datasets: { marks: { description: 'M.', columns: { file_id: fileId(), path: path(), bstart: spanStart(), bend: spanEnd() } } } });",
      [`${FOLDER}/extractor.ts`]:
        "import { words } from '../../shared/words';\nimport 'tool/part';\nimport 'no-such-package';",
      'shared/words.ts': 'export const words = 1;',
      'views/one.sql': '-- One.\nselect path from marks',
      'node_modules/tool/package.json': '{ "name": "tool", "version": "1.2.3" }',
    };
    const identity = (m: Manifest) => m.extractors.mine?.identity;

    test('has module, sources and the versions of what it imports in the manifest', async () => {
      const manifest = unwrap(await compile(files));
      expect(manifest.extractors.mine?.module).toBe('cpg/extractors/mine/extractor.ts');
      expect(Object.keys(manifest.sources)).toEqual(
        Object.keys(files)
          .slice(0, 4)
          .map((file) => `cpg/${file}`),
      );
      expect(manifest.extractors.mine?.tools).toEqual({ tool: '1.2.3', 'no-such-package': 'absent' });
    });

    test.each(Object.keys(files).slice(0, 3))('is another one when %s is edited, and only that one', async (file) => {
      const before = unwrap(await compile(files));
      const after = unwrap(await compile({ ...files, [file]: `${files[file]}\n// edited` }));
      expect(identity(after)).not.toBe(identity(before));
      expect(after.extractors.ast).toEqual(before.extractors.ast);
      expect(after.views.one?.fingerprint).toBe(before.views.one?.fingerprint);
    });

    test('is the same one when a view is edited', async () => {
      const before = unwrap(await compile(files));
      expect(identity(unwrap(await compile({ ...files, 'views/one.sql': '-- 1.\nselect path from marks' })))).toBe(
        identity(before),
      );
    });
  });

  test('a declaration elsewhere does not change the fingerprint of a view', async () => {
    const manifest = unwrap(await compile({ 'views/one.sql': '-- One.\nselect path from repo_files' }));
    const fingerprints = (m: Manifest) =>
      Object.fromEntries(Object.keys(builtIn.views).map((name) => [name, m.views[name]?.fingerprint]));
    expect(fingerprints(manifest)).toEqual(fingerprints(builtIn));
  });

  test('formatting a view changes its source digest and nothing else', async () => {
    const a = unwrap(
      await compile({ 'views/v.sql': '-- V.\nselect path, count(*) as n from repo_files group by path' }),
    );
    const b = unwrap(
      await compile({
        'views/v.sql': '-- V.\nSELECT f.path,\n  COUNT(*) AS n -- many\nFROM repo_files f\nGROUP BY f.path',
      }),
    );
    expect(b.views.v?.fingerprint).toBe(a.views.v?.fingerprint);
    expect(b.sources['cpg/views/v.sql']).not.toBe(a.sources['cpg/views/v.sql']);
  });

  test.each([
    ['a constant', 'select path from repo_files where size_bytes > 10'],
    ['a column', 'select path, language from repo_files where size_bytes > 9'],
    ['an output name', 'select path as p from repo_files where size_bytes > 9'],
  ])('%s changes the fingerprint', async (_what, sql) => {
    const before = unwrap(await compile({ 'views/v.sql': '-- V.\nselect path from repo_files where size_bytes > 9' }));
    const after = unwrap(await compile({ 'views/v.sql': `-- V.\n${sql}` }));
    expect(after.views.v?.fingerprint).not.toBe(before.views.v?.fingerprint);
  });

  test.each([
    [
      'CPG_UNKNOWN_DATASET',
      'entities/e.ts',
      "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'e', source: 'cst_ref' });",
      "Did you mean 'cst_refs'?",
    ],
    [
      'CPG_UNKNOWN_COLUMN',
      'entities/e.ts',
      "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'e', source: 'cst_refs', view: 'e_norm', location: { start: 'bstrat', end: 'bend' } });",
      "Did you mean 'bstart'?",
    ],
    [
      'CPG_NOT_A_LIST',
      'entities/e.ts',
      "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'e', source: 'py_bc_code_units', nested: 'name' });",
      'name a column that holds lists',
    ],
    [
      'CPG_UNKNOWN_ENTITY',
      'relationships/r.ts',
      "import { defineRelationship } from 'cpg/declare';\nexport default defineRelationship('cst_reff', 'cst_def', { description: 'R.' });",
      "Did you mean 'cst_ref'?",
    ],
    ['CPG_NAME_TAKEN', 'views/cpg_nodes.sql', '-- Mine.\nselect path from repo_files', 'choose another'],
    ['CPG_NAME_RESERVED', 'views/build.sql', '-- Mine.\nselect path from repo_files', 'Choose another name.'],
    ['CPG_SQL_INVALID', 'views/v.sql', '-- V.\nselect nope from repo_files', undefined],
    [
      'CPG_VIEW_NOT_DETERMINISTIC',
      'views/v.sql',
      '-- V.\nselect path, random() as r from repo_files',
      'Give the expression a total order',
    ],
    ['CPG_OUTPUT_TYPE', 'views/v.sql', '-- V.\nselect path, [size_bytes::hugeint] as s from repo_files', 'Cast it'],
  ])('%s names the file and a way out', async (code, file, text, hint) => {
    const compiled = await compile({ [file]: text });
    expect(compiled.ok).toBe(false);
    if (compiled.ok) return;
    const found = compiled.diagnostics.find((d) => d.code === code);
    expect(found?.at?.file).toBe(`cpg/${file}`);
    if (hint !== undefined) expect(found?.hint).toContain(hint);
  });

  test('an exact sum is stored as the integer it is', async () => {
    const manifest = unwrap(
      await compile({ 'views/v.sql': '-- V.\nselect path, sum(size_bytes) as s from repo_files group by path' }),
    );
    expect(manifest.views.v?.columns.map((c) => c.type)).toEqual(['VARCHAR', 'BIGINT']);
  });

  test('what Parquet does not keep is stored as what it keeps', async () => {
    const sql = `-- V.
      select path, [bstart, bend]::bigint[2] as span, 'a'::enum('a') as kind,
        {'at': timestamp '2001-01-01'::timestamp_s} as seen, timestamp '2001-01-01'::timestamp_ms as written
      from cst_refs`;
    const manifest = unwrap(await compile({ 'views/v.sql': sql }));
    expect(manifest.views.v?.columns.map((c) => c.type)).toEqual([
      'VARCHAR',
      'BIGINT[]',
      'VARCHAR',
      'STRUCT("at" TIMESTAMP)',
      'TIMESTAMP',
    ]);
  });

  test('views that need each other are a cycle, shown whole', async () => {
    const compiled = await compile({
      'views/a.sql': '-- A.\nselect path from b',
      'views/b.sql': '-- B.\nselect path from a',
    });
    expect(compiled.ok ? [] : compiled.diagnostics.map((d) => d.message)).toEqual([
      'views depend on each other: a -> b -> a',
    ]);
  });

  test('the order of declarations does not matter', async () => {
    const view = (name: string) => `-- ${name}.\nselect path from repo_files`;
    const first = unwrap(await compile({ 'views/a.sql': view('A'), 'views/z.sql': '-- Z.\nselect path from a' }));
    const second = unwrap(await compile({ 'views/z.sql': '-- Z.\nselect path from a', 'views/a.sql': view('A') }));
    expect(second.fingerprint).toBe(first.fingerprint);
  });
});
