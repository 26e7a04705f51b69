import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';
import { installIndexers, SCIP_PYTHON } from './indexers';

const MODEL = join(__dirname, '..', '..', 'docs', 'model.md');

/** Relationships by the view on their left. */
const RELATIONSHIPS: Readonly<Record<string, string>> = {
  rel_name_symbol: 'cst_refs_norm',
  rel_cst_ref_to_scip_symbol: 'cst_refs_norm',
  rel_def_symbol: 'cst_defs_norm',
  rel_import_symbol: 'cst_imports_norm',
  rel_callsite_symbol: 'cst_calls_norm',
  rel_call_to_def_scip: 'cst_calls_norm',
  rel_cst_docstring_owner_by_id: 'cst_docstrings_norm',
  rel_cst_docstring_owner_by_span: 'cst_docstrings_norm',
  rel_call_to_def_name: 'cst_calls_norm',
};
const VIEWS = [
  'semantic_edges_union',
  'relationship_candidates',
  'file_line_index',
  ...new Set(Object.values(RELATIONSHIPS)),
];
const MINUTES = 30;

/** An edge that somebody looked at; the text is its beginning. */
const checked = z.array(
  z.object({
    relationship: z.string(),
    path: z.string(),
    line: z.int(),
    text: z.string(),
    target: z.string(),
    right: z.boolean(),
  }),
);

/** django as one project, with scip-python. */
let workspace: Workspace;
beforeAll(() => {
  if (!existsSync(join(CORPORA, 'django'))) throw new Error(`django is not in ${CORPORA}: run npm run test:real`);
  workspace = Workspace.create('small');
  cpSync(join(CORPORA, 'django'), workspace.path('django/django'), { recursive: true });
  workspace.write('django/pyproject.toml', '[project]\nname = "django"\n');
  installIndexers(workspace, [SCIP_PYTHON]);
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('django');
  workspace.nxOk(['run-many', '-p', 'cpg', '-t', ...VIEWS]);
}, MINUTES * 60_000);
afterAll(() => workspace?.[Symbol.dispose]());

const OF_DJANGO = "path LIKE 'django/%'";

/** The row of a relationship in the table of docs/model.md. */
function figures(name: string, left: string): string {
  const [row] = workspace.query(`
    WITH edges AS (SELECT confidence::decimal(4, 3) AS c, count(*) AS n FROM semantic_edges_union WHERE edge_kind = '${name}' AND ${OF_DJANGO} GROUP BY c),
      ambiguous AS (SELECT 1 FROM relationship_candidates WHERE edge_kind = '${name}' AND ${OF_DJANGO} GROUP BY path, ambiguity_group_id HAVING count(*) > 1)
    SELECT (SELECT count(*) FROM ${left} WHERE ${OF_DJANGO})::INTEGER AS lefts, (SELECT coalesce(sum(n), 0) FROM edges)::INTEGER AS matched,
      (SELECT count(*) FROM ambiguous)::INTEGER AS ambiguous,
      (SELECT coalesce(string_agg(format('{:.3f}: {:,}', c::double, n), '; ' ORDER BY c), '-') FROM edges) AS confidences`);
  const { lefts, matched, ambiguous, confidences } = row ?? {};
  const share = matched === 0 ? '0' : `${((100 * Number(matched)) / Number(lefts)).toFixed(1)} %`;
  const number = (n: unknown): string => Number(n).toLocaleString('en');
  return `| \`${name}\` | ${number(lefts)} | ${share} | ${number(ambiguous)} | ${confidences} |`;
}

test('docs/model.md has the figures of every relationship', () => {
  const table = readFileSync(MODEL, 'utf8').split('## The relationships on django')[1]?.split('\n') ?? [];
  const documented = table.filter((line) => line.startsWith('| `'));
  expect(Object.entries(RELATIONSHIPS).map(([name, left]) => figures(name, left))).toEqual(
    documented.slice(0, Object.keys(RELATIONSHIPS).length),
  );
});

test('edges that were found right by hand are still there', () => {
  const known = checked.parse(JSON.parse(readFileSync(join(__dirname, 'relationships-of-django.json'), 'utf8')));
  expect(known.length).toBe(60);
  const places = known.map(({ relationship, path, line }, i) => `(${i}, '${relationship}', 'django/${path}', ${line})`);
  const edges = workspace.query(`
    SELECT p.i, e.bstart, e.bend, coalesce(e.symbol, d.qualname) AS target
    FROM (VALUES ${places.join(', ')}) p(i, edge_kind, path, line) JOIN semantic_edges_union e USING (edge_kind, path)
    JOIN file_line_index l ON l.path = p.path AND l.line_no + 1 = p.line AND e.bstart >= l.line_start_byte AND e.bstart < l.line_end_byte
    LEFT JOIN cst_defs_norm d ON d.def_id = e.dst`);
  const lost = known.filter(({ path, text, target, right }, i) => {
    const bytes = readFileSync(workspace.path(`django/${path}`));
    return (
      !edges.some((edge) => {
        const found = bytes.subarray(Number(edge.bstart), Number(edge.bend)).toString();
        const isText = found.startsWith(text.replace(/…$/, ''));
        return edge.i === i && isText && String(edge.target).endsWith(target);
      }) && right
    );
  });
  expect(lost).toEqual([]);
});
