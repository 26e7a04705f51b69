/** The test beside a relationship: of two right rows, the one that belongs to the left row. */
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { exampleId } from '../declaring/example-row';
import { type Literal, literalText } from '../declaring/literal-text';
import { testText } from '../declaring/test-text';
import type { InferredJoin, JoinedSide } from './inferred-join';

type ExampleRow = Readonly<Record<string, Literal>>;

const LEFT = exampleId(1);
const TAKEN = exampleId(2);
const OTHER = exampleId(3);

export function relationshipTest(join: InferredJoin): string {
  const { left, right, declaration } = join;
  const leftRow = leftOf(join);
  const rightRows = rightOf(join);
  const given =
    left.view === right.view
      ? { [left.view]: [leftRow, ...rightRows] }
      : { [left.view]: [leftRow], [right.view]: rightRows };
  // Of rows at one place the narrowest is taken: of a view joined with itself that is the left row.
  const taken = left.view === right.view && isBySpan(join) ? LEFT : TAKEN;
  const [src, dst] = declaration.edge?.from === 'right' ? [taken, LEFT] : [LEFT, taken];
  return testText([
    `const given = ${literalText(given)};`,
    `test('${declaration.name} finds the right row that belongs to a left row', async () => {
  const rows = await rowsOf('${declaration.name}', given, import.meta.url);
  const [row, ...others] = rows.filter((row) => row.${declaration.edge?.from === 'right' ? 'dst' : 'src'} === '${LEFT}');
  assert.deepEqual([row.src, row.dst, others], ['${src}', '${dst}', []]);
});`,
  ]);
}

const isBySpan = ({ strategy }: InferredJoin): boolean => strategy.value.startsWith('span_');

/** A row with what a relationship reads of it: path, span, the columns it is joined on, and its id. */
function row(side: JoinedSide, id: string, [start, end]: readonly [number, number], keys: ExampleRow): ExampleRow {
  const named = (semantic: string, value: Literal): ExampleRow => {
    const column = side.columns.find((c) => c.semantic === semantic)?.name;
    return column === undefined ? {} : { [column]: value };
  };
  return {
    ...named('path', 'src/example.py'),
    ...named('span_start', start),
    ...named('span_end', end),
    ...keys,
    ...(side.id === null ? {} : { [side.id]: id }),
  };
}

function leftOf({ left, right, keys }: InferredJoin): ExampleRow {
  const values = keysApartFromFile(left, keys.value).map((key) => [
    key.left,
    key.right === right.id ? TAKEN : keyValue(left, key.left, 1),
  ]);
  return row(left, LEFT, [20, 30], Object.fromEntries(values));
}

/** The row that is taken, and one that lies around it or has other keys, if rows can differ so. */
function rightOf(join: InferredJoin): readonly ExampleRow[] {
  const { left, right, keys } = join;
  const own = keysApartFromFile(left, keys.value).filter((key) => key.right !== right.id);
  const keysOf = (index: 1 | 2): ExampleRow =>
    Object.fromEntries(
      own.map((key) => [key.right, key.left === left.id ? exampleId(index) : keyValue(right, key.right, index)]),
    );
  const taken = row(right, TAKEN, [15, 40], keysOf(1));
  const differ = keys.value.some((key) => key.right === right.id) || own.length > 0 || hasSpan(right);
  return differ ? [taken, row(right, OTHER, [10, 50], keysOf(2))] : [taken];
}

const hasSpan = ({ columns }: JoinedSide): boolean => columns.some(({ semantic }) => semantic === 'span_start');

const keysApartFromFile = ({ columns }: JoinedSide, keys: InferredJoin['keys']['value']) =>
  keys.filter((key) => columns.find(({ name }) => name === key.left)?.semantic !== 'path');

function keyValue({ columns }: JoinedSide, name: string, index: 1 | 2): Literal {
  const type = columns.find((column: ManifestColumn) => column.name === name)?.type;
  if (type === 'UUID') return exampleId(index + 3);
  return type === 'VARCHAR' ? `key ${index}` : index;
}
