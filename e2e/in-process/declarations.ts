/** Manifests as they would be after a declaration changed; put together by hand, since compiling takes seconds. */
import { join } from 'node:path';
import { digestOf } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import { unwrap } from '../../plugin/core/result';
import { type Manifest, type ManifestView, manifestSchema } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { readManifest } from '../../plugin/manifest/read-manifest';

/** Of the built-in model: parsers that start at once, and views that are all made by one stage. */
const EXTRACTORS = ['repo-scan', 'tree-sitter'] as const;
const VIEWS = ['files_norm', 'cst_defs_norm', 'cst_calls_norm', 'dim_exported_defs'] as const;

type Column = ManifestView['columns'][number];
const column = (name: string, type: string, lane: Column['lane']): Column => ({
  name,
  type,
  nullable: false,
  semantic: null,
  lane,
});
const PATH = column('path', 'VARCHAR', 'identity');
const START = column('bstart', 'BIGINT', 'location');
const NAME = column('name', 'VARCHAR', 'content');
/** Of the columns that are read below. */
const LANE_OF: Readonly<Record<string, Column['lane']>> = { path: 'identity', bstart: 'location' };

/**
 * Files, definitions and calls of the built-in model; what is exported anywhere, which every project then reads; and a
 * summary. The others are the same with a view that gives fewer rows, at the start, in the middle and at the end, and
 * with an extractor upgraded.
 */
export function declarations(): readonly Manifest[] {
  const small = smallModel();
  return [
    small,
    withCondition(small, 'dim_exported_defs', "name <> 'fn1'"),
    withCondition(small, 'exported_names', "name <> 'fn2'"),
    withCondition(small, 'graph_summary', "element = 'node'"),
    upgraded(small, 'tree-sitter'),
  ];
}

/** The first of them; `more` are views of the built-in model that read evidence, made by the first stage too. */
export function smallModel(...more: readonly string[]): Manifest {
  const built = unwrap(readManifest(join(__dirname, '..', '..', MANIFEST_FILE), MANIFEST_FILE));
  const first = [...VIEWS, ...more];
  const template = viewOf(built, 'files_norm');
  const view = (
    sql: string,
    columns: readonly Column[],
    stage: number | null,
    inputs: Readonly<Record<string, readonly string[]>>,
  ): ManifestView => ({
    ...template,
    kind: 'derive',
    sql,
    fingerprint: digestOf(sql),
    columns: [...columns],
    stage,
    order: columns.map(({ name }) => name),
    scope: { value: stage === null ? 'workspace' : 'project', confidence: 1, evidence: ['test'] },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([dataset, names]) => [
        dataset,
        { columns: [...names], lanes: [...new Set(names.map((name) => LANE_OF[name] ?? 'content'))] },
      ]),
    ),
  });
  const views: Manifest['views'] = {
    ...Object.fromEntries(first.map((name) => [name, { ...viewOf(built, name), stage: 1 }])),
    exported_names: view('SELECT DISTINCT name FROM dim_exported_defs', [NAME], null, { dim_exported_defs: ['name'] }),
    calls_of_exports: view(
      'SELECT c.path, c.bstart, n.name FROM cst_calls_norm c JOIN exported_names n ON c.callee_text = n.name',
      [PATH, START, NAME],
      2,
      { cst_calls_norm: ['path', 'bstart', 'callee_text'], exported_names: ['name'] },
    ),
    graph_summary: view(
      `SELECT 'node' AS element, name AS kind, count(*) AS count FROM calls_of_exports GROUP BY name
       UNION ALL SELECT 'edge', coalesce(language, 'none'), count(*) FROM files_norm GROUP BY ALL`,
      [
        column('element', 'VARCHAR', 'content'),
        column('kind', 'VARCHAR', 'content'),
        column('count', 'BIGINT', 'content'),
      ],
      null,
      { calls_of_exports: ['name'], files_norm: ['language'] },
    ),
  };
  const stage = (index: number, names: readonly string[]) => ({
    index,
    views: names,
    fingerprint: digestOf(names),
    inputs: Object.assign({}, ...names.map((name) => readOutside(views, name, names))),
  });
  return manifestSchema.parse({
    ...built,
    sources: {},
    extractors: Object.fromEntries(EXTRACTORS.map((name) => [name, built.extractors[name]])),
    views,
    stages: [stage(1, first), stage(2, ['calls_of_exports'])],
    outputs: ['calls_of_exports', 'graph_summary'],
    summary: 'graph_summary',
    schedule: { order: [], criticalPath: [], bottomLevel: {}, slack: {} },
  });
}

/** What `name` reads of what `stage` does not make. */
function readOutside(views: Manifest['views'], name: string, stage: readonly string[]): ManifestView['inputs'] {
  const inputs = Object.entries(views[name]?.inputs ?? {}).filter(([dataset]) => !stage.includes(dataset));
  return Object.fromEntries(inputs);
}

function viewOf({ views }: Manifest, name: string): ManifestView {
  const view = views[name];
  if (view === undefined) throw new InvariantViolation(`the manifest has no view '${name}'`);
  return view;
}

/** With only those rows of a view for which `condition` holds. */
export function withCondition(manifest: Manifest, name: string, condition: string): Manifest {
  const view = viewOf(manifest, name);
  const sql = `SELECT * FROM (${view.sql}) WHERE ${condition}`;
  return { ...manifest, views: { ...manifest.views, [name]: { ...view, sql, fingerprint: digestOf(sql) } } };
}

/** With another identity of an extractor, which another version of it has, of a grammar or of another tool. */
export function upgraded(manifest: Manifest, name: string): Manifest {
  const extractor = manifest.extractors[name];
  if (extractor === undefined) throw new InvariantViolation(`the manifest has no extractor '${name}'`);
  const identity = digestOf([extractor.identity, 'next']);
  return { ...manifest, extractors: { ...manifest.extractors, [name]: { ...extractor, identity } } };
}
