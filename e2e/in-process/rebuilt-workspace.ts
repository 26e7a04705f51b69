/** A workspace for the tests of what a change rebuilds, its tasks in groups, and what a run did with them. */
import type { EditedWorkspace } from './edited-workspace';
import type { Definition, Language, Project, Projects, SourceFile } from './project-files';

export const definition = (name: string, calls: string): Definition => ({ name, calls, body: 1, exported: true });

export const file = (language: Language, ...definitions: readonly Definition[]): SourceFile => ({
  language,
  comment: 0,
  broken: false,
  imports: [],
  definitions,
});

const project = (name: string, language: Language, files: Readonly<Record<string, SourceFile>>): Project => ({
  name,
  language,
  files: new Map(Object.entries(files)),
});

/** `api` calls `add`, which `shop` has, and `charge`, which nobody has; nobody calls what `ui` has. */
export const PROJECTS: Projects = new Map([
  [
    'py/shop',
    project('shop', 'python', {
      'cart.py': file('python', definition('add', 'len'), definition('drop', 'len')),
      'tax.py': file('python', definition('tax', 'round')),
    }),
  ],
  [
    'py/api',
    project('api', 'python', { 'orders.py': file('python', definition('order', 'add'), definition('pay', 'charge')) }),
  ],
  ['ts/ui', project('ui', 'typescript', { 'button.ts': file('typescript', definition('press', 'pressed')) })],
]);

/** Names of targets by project; a project of which none runs is left out. */
export type Tasks = Readonly<Record<string, readonly string[]>>;

export const EXTRACT = ['cpg-extract-repo-scan', 'cpg-extract-tree-sitter'];
export const OF_A_PROJECT = [...EXTRACT, 'cpg-stage-1', 'cpg-stage-2'];
export const SCANNED = ['file_line_index', 'module_mappings', 'repo_files', 'scope_manifest'];
export const PARSED = [
  ...['cst_call_args', 'cst_callsites', 'cst_decorators', 'cst_defs', 'cst_docstrings'],
  ...['cst_imports', 'cst_parse_errors', 'cst_parse_manifest', 'cst_refs', 'cst_type_exprs'],
];
export const STAGE_1 = ['cst_calls_norm', 'cst_defs_norm', 'dim_exported_defs', 'files_norm'];
/** What is exported anywhere, which stage 2 of every project reads, and what comes after it. */
export const LAST = ['exported_names', 'calls_of_exports', 'graph_summary'];
/** Nx looks nothing up behind a task that has to run; what comes to the same is then cut off. */
export const STAGE_2: Tasks = {
  api: ['cpg-stage-2'],
  cpg: ['cpg-stage-2'],
  shop: ['cpg-stage-2'],
  ui: ['cpg-stage-2'],
};

/** What runs after an edit of sources of `projects`. */
export const behindSources = (...projects: readonly string[]): Tasks => ({
  ...STAGE_2,
  ...Object.fromEntries(projects.map((name) => [name, OF_A_PROJECT])),
  cpg: ['cpg-stage-2', ...SCANNED, ...PARSED, ...STAGE_1, ...LAST, 'build'],
});

export const EVERYTHING: Tasks = {
  ...behindSources('api', 'shop', 'ui'),
  cpg: [...OF_A_PROJECT, ...SCANNED, ...PARSED, ...STAGE_1, ...LAST, 'build'],
};

export const each = (...targets: readonly string[]): Tasks =>
  Object.fromEntries(Object.keys(STAGE_2).map((name) => [name, targets]));

export const grouped = (ids: readonly string[]): Tasks => {
  const groups: Record<string, string[]> = {};
  for (const [name = '', target = ''] of ids.map((id) => id.split(':')))
    groups[name] = [...(groups[name] ?? []), target];
  return groups;
};

export const inOrder = (tasks: Tasks): Tasks =>
  Object.fromEntries(Object.entries(tasks).map(([name, targets]) => [name, [...targets].sort()]));

/** The tasks that ran in the last build, and which of those made anything. `build` prints the summary. */
export function lastRun(workspace: EditedWorkspace): { readonly runs: Tasks; readonly makes: Tasks } {
  const tasks = workspace.lastRun()?.tasks ?? [];
  const made = tasks.filter(({ id, outcome }) => outcome === 'built' && id !== 'cpg:build');
  return { runs: inOrder(grouped(tasks.map(({ id }) => id))), makes: inOrder(grouped(made.map(({ id }) => id))) };
}
