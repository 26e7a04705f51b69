/**
 * Writes the built-in model into docs/model.md, between the marks: `node scripts/model-doc.mjs`. With `--check` it writes
 * nothing, and fails when what is there is not the model.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jiti = createJiti(import.meta.url);
const load = (path) => jiti.import(join(root, path));
const [{ loadDeclarations }, { declarationRoots }, { unwrap }, { idOf, viewOf }, { EDGE_KINDS, NODE_KINDS }] =
  await Promise.all(
    [
      'plugin/declaration/load.ts',
      'plugin/declaration/declaration-roots.ts',
      'plugin/core/result.ts',
      'plugin/declaration/entity.ts',
      'plugin/model/graph/catalog.ts',
    ].map(load),
  );
const declarations = unwrap(await loadDeclarations({ roots: declarationRoots(root, '.'), workspaceRoot: root }));
const { views } = JSON.parse(readFileSync(join(root, 'cpg.manifest.json'), 'utf8'));

const code = (text) => `\`${text}\``;
const list = (names = []) => names.map(code).join(', ') || '-';
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ').replaceAll('\n', ' ')} |`).join('\n');
const sorted = (found) => found.map(({ value }) => value).sort((a, b) => (a.name < b.name ? -1 : 1));

function signalText({ condition, weight }) {
  const { is, left, right, column } = condition;
  const what = is.replaceAll('_', ' ');
  const text = column === undefined ? `${what} (${left}, ${right})` : `${column} ${what}`;
  return weight === undefined ? text : `${text}: ${weight}`;
}

const entities = sorted(declarations.entities).map((entity) => [
  code(entity.name),
  code(entity.source),
  code(viewOf(entity)),
  code(idOf(entity)),
  entity.node === undefined ? '-' : code(entity.node.kind),
  list(entity.content),
]);

const relationships = sorted(declarations.relationships).map(
  ({ name, description, left, right, signals = [], base, edge }) => [
    code(name),
    description,
    `${code(left)}, ${code(right)}`,
    views[name].inferred.strategy?.value.replaceAll('_', ' ') ?? '-',
    signals.map(signalText).join('; ') || '-',
    base === undefined ? '-' : `${base.score} / ${base.confidence}`,
    edge === undefined ? '-' : code(edge.kind),
  ],
);

const written = sorted(declarations.views).map(({ name, description, view, onDemand }) => [
  code(name),
  view + (onDemand ? ', on demand' : ''),
  views[name].scope.value,
  description,
]);
const kinds = (of) =>
  Object.entries(of)
    .sort()
    .map(([kind, { says }]) => [code(kind), says]);

const text = `### Entities

${table(['entity', 'read from', 'view', 'id', 'node', 'content'], entities)}

### Relationships

Points of signals without a number are none: a pair has to meet them.

${table(['relationship', 'a row', 'between', 'joined by', 'signals', 'base score / confidence', 'edge'], relationships)}

### Views

${table(['view', 'kind', 'scope', 'a row'], written)}

### Nodes and edges

${table(['node kind', 'is'], kinds(NODE_KINDS))}

${table(['edge kind', 'says'], kinds(EDGE_KINDS))}`;

const file = join(root, 'docs', 'model.md');
const before = readFileSync(file, 'utf8');
const marks = /(<!-- model: node scripts\/model-doc.mjs -->\n)[\s\S]*(\n<!-- end of model -->)/;
if (!marks.test(before)) throw new Error(`${file} has no place for the model`);
const after = before.replace(marks, (_, begin, end) => `${begin}\n${text}\n${end}`);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (before !== after) {
  console.error('docs/model.md does not show the model: run node scripts/model-doc.mjs');
  process.exitCode = 1;
}
