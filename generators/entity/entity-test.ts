/** The test beside an entity: two rows of its source are two rows of its view, and two nodes. */
import { type EntityDeclaration, idOf, viewOf } from '../../plugin/declaration/entity';
import { GRAPH_VIEWS } from '../../plugin/ir/graph-views';
import { OWN_SPAN } from '../../plugin/schema/columns';
import type { Evidence } from '../declaring/catalog';
import { exampleRow } from '../declaring/example-row';
import { type Literal, literalText } from '../declaring/literal-text';
import { testText } from '../declaring/test-text';
import { impliedUnit } from './implied';

type ExampleRow = { readonly [column: string]: Literal };

const [FIRST, SECOND] = [
  { start: 10, end: 20 },
  { start: 30, end: 40 },
];
/** Bytes of a line in examples. */
const LINE = 50;

export function entityTest(entity: EntityDeclaration, source: Evidence): string {
  const view = viewOf(entity);
  const unit = entity.location === undefined ? (entity.spanUnit ?? impliedUnit(source.columns)) : 'byte';
  const places = [FIRST, unit === 'line_column' ? { start: LINE + FIRST.start, end: LINE + FIRST.end } : SECOND];
  const spans = literalText(places.map(({ start, end }) => [start, end]));
  const given = {
    [entity.source]: unit === 'line_column' ? linesApart(entity, source) : placesApart(entity, source),
    ...(unit === 'line_column' ? { file_line_index: [lineRow(source, 0), lineRow(source, 1)] } : {}),
  };
  return testText([
    `const given = ${literalText(given)};`,
    `test('every ${entity.name} has an id of its own${unit === undefined ? '' : ', and a place in bytes'}', async () => {
  const rows = await rowsOf('${view}', given, import.meta.url);
  assert.equal(new Set(rows.map((row) => row.${idOf(entity)})).size, 2);${
    unit === undefined ? '' : `\n  assert.deepEqual(rows.map((row) => [row.bstart, row.bend]), ${spans});`
  }
});`,
    ...(entity.node === undefined ? [] : [nodeTest(entity.name, view, entity.node.kind)]),
  ]);
}

const nodeTest = (name: string, view: string, kind: string): string =>
  `test('every ${name} is a node of the graph', async () => {
  const nodes = (await rowsOf('${GRAPH_VIEWS.nodes}', given, import.meta.url)).filter((node) => node.task_name === '${view}');
  assert.deepEqual(nodes.map((node) => node.node_kind), ['${kind}', '${kind}']);
});`;

/** What a row needs beyond the columns that are never NULL, to have an id and a place. */
const wanted = ({ identity = [], location }: EntityDeclaration, { columns }: Evidence): readonly string[] => [
  ...identity,
  ...columns.filter((column) => column.span === OWN_SPAN).map(({ name }) => name),
  ...(location === undefined ? [] : [location.start, location.end]),
];

/** Two rows at two places; rows without a place differ in what tells them apart. */
function placesApart(entity: EntityDeclaration, source: Evidence): readonly ExampleRow[] {
  const rows = [FIRST, SECOND].map((place): ExampleRow => {
    const row = exampleRow(source.columns, { path: source.examplePath, ...place }, wanted(entity, source));
    const { location } = entity;
    return location === undefined ? row : { ...row, [location.start]: place.start, [location.end]: place.end };
  });
  const [first = {}, second = {}] = rows;
  const apart = (entity.identity ?? []).filter((column) => first[column] === second[column]);
  return [first, { ...second, ...Object.fromEntries(apart.map((column) => [column, another(second[column])])) }];
}

const another = (value: Literal | undefined): Literal =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value} again`;

/** Two rows at the same columns of two lines. */
function linesApart(entity: EntityDeclaration, source: Evidence): readonly ExampleRow[] {
  const row = exampleRow(source.columns, { path: source.examplePath, ...FIRST }, wanted(entity, source));
  const lines = source.columns.filter(({ semantic }) => semantic === 'line').map(({ name }) => name);
  return [row, { ...row, ...Object.fromEntries(lines.map((line) => [line, 1])) }];
}

const lineRow = ({ examplePath }: Evidence, line: number): ExampleRow => ({
  path: examplePath,
  line_no: line,
  line_start_byte: line * LINE,
  line_end_byte: (line + 1) * LINE,
  line_text: '.'.repeat(LINE - 1),
  newline_kind: 'lf',
});
