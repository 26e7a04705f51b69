/** `nx g cpg:view`: a SELECT over a dataset, to be written on. */
import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { invariant } from '../../plugin/core/invariant';
import { nearest } from '../../plugin/core/nearest';
import type { ViewDeclaration } from '../../plugin/declaration/view';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { canAsk } from '../declaring/ask';
import { columnsOf, datasetsOf } from '../declaring/catalog';
import { choose, chooseSeveral } from '../declaring/choose';
import { declare, isDeclared } from '../declaring/declare';
import { exampleRow } from '../declaring/example-row';
import { literalText, objectBlock } from '../declaring/literal-text';
import { checkName, IDENTIFIER } from '../declaring/names';
import { type OpenGraph, openGraph } from '../declaring/open-graph';
import { testFile, testText } from '../declaring/test-text';

export interface ViewOptions {
  readonly name: string;
  readonly from?: string;
  readonly columns?: readonly string[];
  readonly kind?: ViewDeclaration['view'];
  readonly description?: string;
}

/**
 * Writes a view, the module beside it if its kind is not `derive`, a test and the manifest. Writes nothing when the same
 * view is declared already.
 *
 * Errors: `CPG_NAME_INVALID`, `CPG_NAME_TAKEN`, `CPG_FILE_TAKEN`, `CPG_UNKNOWN_DATASET`, `CPG_UNKNOWN_COLUMN`, and what
 * the compiler has to say; nothing is written then.
 */
export default async function view(tree: Tree, options: ViewOptions): Promise<void> {
  const graph = await openGraph(tree);
  const { name, kind = 'derive' } = options;
  const stem = `views/${name}`;
  const at = { file: posix.join(graph.projectRoot, `${stem}.sql`) };
  checkName(name, IDENTIFIER, { ...at, path: 'name' });
  const from = options.from ?? (canAsk() ? await chosenDataset(graph, name, at) : everyFile(graph));
  const known = columnsOf(graph, from, { ...at, path: 'from' });
  const columns = await chosenColumns(options, from, known, at);
  const description = (options.description ?? `Rows of ${from}.`).replace(/\s+/g, ' ').trim();
  const sql = `-- ${description}\nSELECT ${columns.join(', ')}\nFROM ${from}\n`;
  if (isDeclared(graph.declarations.views, { kind: 'view', name, view: kind, description, sql }, at)) return;
  const additions = new Map([[`${stem}.sql`, sql]]);
  if (kind !== 'derive') additions.set(`${stem}.ts`, optionsText(kind));
  additions.set(testFile(stem), viewTest(name, from, columns, known));
  const { write } = await declare(graph, additions);
  write();
}

/** What a view reads that nobody says anything about: what there is about every file. */
function everyFile({ declarations }: OpenGraph): string {
  const datasets = declarations.extractors.find(({ value }) => value.languages === 'all')?.value.datasets ?? {};
  const [first] = Object.keys(datasets);
  invariant(first !== undefined, 'no extractor reads every file');
  return first;
}

const chosenDataset = (graph: OpenGraph, name: string, at: Place): Promise<string> =>
  choose({
    option: 'from',
    question: 'Which dataset does it read?',
    candidates: datasetsOf(graph).map((dataset) => ({ value: dataset.name, hint: dataset.description })),
    like: name,
    at,
  });

/** Those that were named, if the dataset has them; else those that are chosen, or all of them. */
async function chosenColumns(
  { columns, name }: ViewOptions,
  from: string,
  known: readonly ManifestColumn[],
  at: Place,
): Promise<readonly string[]> {
  const names = known.map((column) => column.name);
  if (columns === undefined) {
    if (!canAsk()) return names;
    const candidates = known.map((column) => ({ value: column.name, hint: column.semantic ?? column.type }));
    return chooseSeveral({ option: 'columns', question: `Which columns of ${from}?`, candidates, like: name, at });
  }
  const unknown = columns.filter((column) => !names.includes(column));
  if (unknown.length === 0) return columns;
  throw new DiagnosticError(
    unknown.map((column) =>
      diagnostic(
        'CPG_UNKNOWN_COLUMN',
        { dataset: from, column, near: nearest(column, names) },
        { ...at, path: 'columns' },
      ),
    ),
  );
}

const optionsText = (kind: ViewDeclaration['view']): string =>
  `import { defineView } from 'cpg/declare';\n\nexport default defineView(${objectBlock({ view: kind })});\n`;

function viewTest(name: string, from: string, columns: readonly string[], known: readonly ManifestColumn[]): string {
  const row = exampleRow(known, { path: 'src/example.py', start: 10, end: 20 }, columns);
  const given = Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)));
  return testText([
    `const given = ${literalText({ [from]: [given] })};`,
    `test('${name} has a row for each row of ${from}', async () => {
  const [row, ...others] = await rowsOf('${name}', given, import.meta.url);
  assert.deepEqual(others, []);
  assert.deepEqual(Object.keys(row), ${literalText(columns)});
});`,
  ]);
}
