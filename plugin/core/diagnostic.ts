/** What is wrong with a user's input: every code, its parameters and its words live in the one map below. */

/** Where a problem is: a file relative to the workspace root, and a path inside it (`columns.bstart.type`). */
export interface Place {
  readonly file: string;
  readonly path?: string;
}

export type Severity = 'error' | 'warning';

interface CodeEntry<P> {
  readonly severity: Severity;
  readonly message: (params: P) => string;
  readonly hint?: (params: P) => string;
}

const code = <P>(entry: CodeEntry<P>): CodeEntry<P> => entry;

const suggest = (near: string | undefined, otherwise: string) =>
  near === undefined ? otherwise : `Did you mean '${near}'?`;

/** A code without a message does not compile; the key is what users search for. */
export const DIAGNOSTICS = {
  CPG_DECLARATION_INVALID: code<{ problem: string }>({
    severity: 'error',
    message: (p) => p.problem,
  }),
  CPG_DECLARATION_UNLOADABLE: code<{ cause: string }>({
    severity: 'error',
    message: (p) => `the module could not be loaded: ${p.cause}`,
    hint: () => 'Run the file with node to see the whole error.',
  }),
  CPG_DECLARATION_MISSING: code<{ expected: string }>({
    severity: 'error',
    message: (p) => `the module has no default export made with ${p.expected}`,
    hint: (p) => `Write: export default ${p.expected}({ ... })`,
  }),
  CPG_UNKNOWN_EXTRACTOR: code<{ name: string; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `unknown extractor '${p.name}'`,
    hint: (p) => suggest(p.near, 'docs/architecture.md lists those of cpg.'),
  }),
  CPG_EXTRACTOR_NEEDED: code<{ name: string }>({
    severity: 'error',
    message: (p) => `'${p.name}' cannot be left out: it lists the files that everything else refers to`,
    hint: () => 'Name extractors that read the files of some languages.',
  }),
  CPG_EXTRACTOR_WITHOUT_CODE: code<{ name: string }>({
    severity: 'error',
    message: (p) => `extractor '${p.name}' has no code`,
    hint: () =>
      "Declare it in a folder of its own, and write extractor.ts beside declaration.ts, with 'export default defineRuntime({ ... })'.",
  }),
  CPG_NAME_TAKEN: code<{ kind: string; name: string; other: string }>({
    severity: 'error',
    message: (p) => `${p.kind} '${p.name}' is already declared in ${p.other}`,
    hint: () => 'Names of datasets, views and targets are shared by the whole workspace; choose another.',
  }),
  CPG_FILE_TAKEN: code<{ file: string }>({
    severity: 'error',
    message: (p) => `${p.file} exists and declares something else`,
    hint: () => 'Choose another name, or rename the file.',
  }),
  CPG_NAME_INVALID: code<{ name: string; rule: string; near: string }>({
    severity: 'error',
    message: (p) => `'${p.name}' cannot be a name here: ${p.rule}`,
    hint: (p) => `Did you mean '${p.near}'?`,
  }),
  CPG_OPTION_MISSING: code<{ option: string; candidates: readonly string[]; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `--${p.option} is missing`,
    hint: (p) => `${p.near === undefined ? '' : `Did you mean '${p.near}'? `}It can be ${p.candidates.join(', ')}.`,
  }),
  CPG_OPTION_CONFLICT: code<{ problem: string; instead: string }>({
    severity: 'error',
    message: (p) => p.problem,
    hint: (p) => p.instead,
  }),
  CPG_NAME_RESERVED: code<{ name: string }>({
    severity: 'error',
    message: (p) => `'${p.name}' is the name of a target of cpg itself`,
    hint: () => 'Choose another name.',
  }),
  CPG_UNKNOWN_DATASET: code<{ name: string; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `unknown dataset '${p.name}'`,
    hint: (p) => suggest(p.near, 'Datasets are declared by extractors, entities and views.'),
  }),
  CPG_UNKNOWN_COLUMN: code<{ dataset: string; column: string; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `dataset '${p.dataset}' has no column '${p.column}'`,
    hint: (p) => suggest(p.near, 'The columns of a dataset are declared by its extractor.'),
  }),
  CPG_NOT_A_LIST: code<{ dataset: string; column: string; type: string }>({
    severity: 'error',
    message: (p) => `column '${p.column}' of dataset '${p.dataset}' is ${p.type}, and no list`,
    hint: () => 'Drop nested, or name a column that holds lists.',
  }),
  CPG_UNKNOWN_ENTITY: code<{ name: string; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `unknown entity '${p.name}'`,
    hint: (p) => suggest(p.near, 'Entities are declared in cpg/entities.'),
  }),
  CPG_NO_FILE_IDENTITY: code<{ dataset: string }>({
    severity: 'error',
    message: (p) => `dataset '${p.dataset}' has no column with the semantic type 'path'`,
    hint: () => 'An entity needs to know the file it is in.',
  }),
  CPG_NO_SPAN: code<{ dataset: string; unit: string }>({
    severity: 'error',
    message: (p) =>
      `dataset '${p.dataset}' has no span of its own in ${p.unit === 'byte' ? 'bytes' : 'lines and columns'}`,
    hint: () => 'Drop spanUnit, or name the columns in location.',
  }),
  CPG_KEY_MISMATCH: code<{ column: string; entity: string; by: readonly string[]; identity: readonly string[] }>({
    severity: 'error',
    message: (p) =>
      `key '${p.column}' refers to '${p.entity}' by ${p.by.join(', ')}, whose rows are identified by ${p.identity.join(', ') || 'their file'}`,
    hint: () => "Name as many columns, in the order of that entity's identity.",
  }),
  CPG_JOIN_NOT_INFERRED: code<{ view: string; hint: string | null; left: string; right: string }>({
    severity: 'error',
    message: (p) =>
      `no join${p.hint === null ? '' : ` of the kind ${p.hint}`} can be inferred for '${p.view}'\n  left:  ${p.left}\n  right: ${p.right}`,
    hint: (p) =>
      p.hint === null
        ? 'Both sides need an id and a file, a span, a key or a symbol in common.'
        : 'Drop the strategy or the signal that asks for it, or give the sides what it needs.',
  }),
  CPG_UNKNOWN_SPAN: code<{ dataset: string; span: string; known: readonly string[] }>({
    severity: 'error',
    message: (p) => `dataset '${p.dataset}' has no span '${p.span}'`,
    hint: (p) => `Its spans are ${p.known.join(', ') || 'none'}.`,
  }),
  CPG_TEMPLATE_UNKNOWN: code<{ name: string; version: number; known: readonly string[] }>({
    severity: 'error',
    message: (p) => `there is no relationship template '${p.name}' version ${p.version}`,
    hint: (p) => `Known are ${p.known.join(', ')}.`,
  }),
  CPG_JOIN_AMBIGUOUS: code<{ view: string; candidates: readonly string[]; left: string; right: string }>({
    severity: 'error',
    message: (p) =>
      `'${p.view}' can be joined in several ways (${p.candidates.join('; ')})\n  left:  ${p.left}\n  right: ${p.right}`,
    hint: () => 'Say which with a signal, for example sameValue(left column, right column), or a strategy.',
  }),
  CPG_VIEW_CYCLE: code<{ cycle: readonly string[] }>({
    severity: 'error',
    message: (p) => `views depend on each other: ${p.cycle.join(' -> ')}`,
    hint: () => 'Use WITH RECURSIVE inside one view for a fixpoint.',
  }),
  CPG_SQL_INVALID: code<{ view: string; cause: string }>({
    severity: 'error',
    message: (p) => `view '${p.view}' cannot be planned: ${p.cause}`,
  }),
  CPG_VIEW_NOT_DETERMINISTIC: code<{ view: string; what: string }>({
    severity: 'error',
    message: (p) => `view '${p.view}' is not a function of its input rows: ${p.what}`,
    hint: () => 'Give the expression a total order, or use a deterministic function.',
  }),
  CPG_PLAN_UNSUPPORTED: code<{ view: string; operator: string }>({
    severity: 'error',
    message: (p) => `view '${p.view}' uses '${p.operator}', which has no lineage rule`,
    hint: () => 'Rewrite the query, or report the operator.',
  }),
  CPG_LINEAGE_DISAGREES: code<{ view: string; extra: readonly string[] }>({
    severity: 'error',
    message: (p) =>
      `view '${p.view}': the optimized plan reads ${p.extra.join(', ')}, which the unoptimized plan does not`,
    hint: () => 'This is a defect of cpg or of the engine; please report the query.',
  }),
  CPG_OUTPUT_TYPE: code<{ view: string; column: string; type: string }>({
    severity: 'error',
    message: (p) => `view '${p.view}': column '${p.column}' has type ${p.type}, which Parquet cannot keep`,
    hint: () => 'Cast it in the SELECT.',
  }),
  CPG_SEMANTIC_TYPE_CONFLICT: code<{ view: string; column: string; types: readonly string[] }>({
    severity: 'warning',
    message: (p) =>
      `view '${p.view}': the branches of column '${p.column}' have different semantic types (${p.types.join(', ')})`,
    hint: () => 'The column has none; declare one for the view if it should.',
  }),
  CPG_KIND_UNKNOWN: code<{ view: string; what: string; value: string; near?: string | undefined }>({
    severity: 'error',
    message: (p) => `view '${p.view}' emits the ${p.what} '${p.value}', which is not in the graph catalog`,
    hint: (p) => suggest(p.near, 'Add it to the catalog.'),
  }),
  CPG_KIND_UNUSED: code<{ what: string; value: string }>({
    severity: 'error',
    message: (p) => `the graph catalog lists the ${p.what} '${p.value}', which no view emits`,
    hint: () => 'Remove it from the catalog or emit it.',
  }),
  CPG_POLICY_INCONSISTENT: code<{ view: string; problem: string }>({
    severity: 'error',
    message: (p) => `view '${p.view}' ${p.problem}`,
    hint: () => 'This is a defect of cpg; please report it.',
  }),
  CPG_MANIFEST_STALE: code<{ changed: readonly string[] }>({
    severity: 'error',
    message: (p) => `cpg.manifest.json does not match the declarations (${p.changed.join(', ')}): run nx sync`,
    hint: () =>
      'A package in the list is installed in another version, or not at all? npm ci brings back what the lock file says.',
  }),
  CPG_MANIFEST_MISSING: code<Record<never, never>>({
    severity: 'error',
    message: () => 'there is no cpg.manifest.json: run nx g cpg:init',
    hint: () => 'nx g cpg:init',
  }),
  CPG_MANIFEST_INVALID: code<{ problem: string }>({
    severity: 'error',
    message: (p) => `cpg.manifest.json cannot be read: ${p.problem}`,
    hint: () => 'Run nx sync: it compiles the manifest anew, whatever is in it now, merge conflicts included.',
  }),
  CPG_DIRECTORY_INVALID: code<{ directory: string }>({
    severity: 'error',
    message: (p) => `'${p.directory}' cannot hold the declarations`,
    hint: () => 'Name a folder below the workspace root, for example cpg or tools/cpg.',
  }),
  CPG_CACHE_DAMAGED: code<{ datasets: readonly string[] }>({
    severity: 'error',
    message: (p) => `Nx's cache gave files that are not those that were put into it: ${p.datasets.join(', ')}`,
    hint: () =>
      'Run nx reset, then the same command with --skip-remote-cache; have the records removed from the server.',
  }),
  CPG_SOURCE_CHANGED: code<{ files: readonly string[] }>({
    severity: 'error',
    message: (p) => `${p.files.join(', ')} changed while the build was running: run again`,
    hint: () => 'Nothing was cached; run the same command again.',
  }),
  CPG_EXTRACTION_FAILED: code<{ extractor: string; file: string; cause: string }>({
    severity: 'error',
    message: (p) => `extractor '${p.extractor}' failed twice on ${p.file}: ${p.cause}`,
    hint: () => 'The sources are not at fault as far as their bytes tell; nothing was cached.',
  }),
  CPG_INPUT_MISSING: code<{ dataset: string; partition: string }>({
    severity: 'error',
    message: (p) => `dataset '${p.dataset}' of partition '${p.partition}' is not materialised`,
    hint: () => 'Run nx run cpg:build.',
  }),
  CPG_INPUT_CHANGED: code<{ dataset: string; partition: string }>({
    severity: 'error',
    message: (p) => `another build replaced dataset '${p.dataset}' of partition '${p.partition}' while this one ran`,
    hint: () => 'Nothing was cached; run the same command again, one build at a time.',
  }),
  CPG_OUT_OF_MEMORY: code<{ view: string; partition: string | null; cause: string }>({
    severity: 'error',
    message: (p) =>
      `view '${p.view}'${p.partition === null ? '' : ` of '${p.partition}'`} needs more memory: ${p.cause}`,
    hint: () => 'Set CPG_MEMORY_MB, the MiB that the query engine may have; what was built before stays readable.',
  }),
  CPG_STORE_UNWRITABLE: code<{ cause: string }>({
    severity: 'error',
    message: (p) => `.cpg cannot be written: ${p.cause}`,
    hint: () => 'What was built before stays readable.',
  }),
  CPG_WATCH_TARGET: code<{ target: string }>({
    severity: 'error',
    message: (p) => `the project cpg has no target '${p.target}' that could be watched`,
    hint: () => 'nx show project cpg lists the views; build is all that is not on demand.',
  }),
  CPG_WATCH_OUTDATED: code<Record<never, never>>({
    severity: 'error',
    message: () => 'another version of cpg was installed while this one watches',
    hint: () => 'Run nx run cpg:watch again.',
  }),
  CPG_PROJECTS_INVALID: code<{ output: string }>({
    severity: 'error',
    message: (p) => `Nx cannot read the projects of the workspace:\n${p.output}`,
    hint: () => 'Until that is corrected, the graph has the projects as they were before.',
  }),
  CPG_VERIFY_BUILD: code<{ output: string }>({
    severity: 'error',
    message: (p) => `the clean build failed:\n${p.output}`,
    hint: () => 'It ran in a copy of the workspace; nx run cpg:build should fail in the same way.',
  }),
  CPG_QUERY_INVALID: code<{ cause: string }>({
    severity: 'error',
    message: (p) => p.cause,
  }),
  CPG_NO_GRAPH: code<Record<never, never>>({
    severity: 'error',
    message: () => 'there is no graph yet',
    hint: () => 'Run nx run cpg:build first.',
  }),
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

type ParamsOf<C extends DiagnosticCode> = Parameters<(typeof DIAGNOSTICS)[C]['message']>[0];

/** A user's mistake as a value; collected and reported together with others. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly at?: Place;
  readonly hint?: string;
}

/** Makes the diagnostic `code` with its parameters. */
export function diagnostic<C extends DiagnosticCode>(code: C, params: ParamsOf<C>, at?: Place): Diagnostic {
  const entry = DIAGNOSTICS[code] as unknown as CodeEntry<ParamsOf<C>>;
  const hint = entry.hint?.(params);
  return {
    code,
    severity: entry.severity,
    message: entry.message(params),
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** `CODE file#path: message` and, on a second line, the hint. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = d.at === undefined ? '' : `${d.at.file}${d.at.path ? `#${d.at.path}` : ''}: `;
  return `${d.code} ${place}${d.message}${d.hint ? `\n  hint: ${d.hint}` : ''}`;
}

/** Carries diagnostics through code that can only throw (Nx executors and generators). */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
  }
}
