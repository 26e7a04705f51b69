/** fast-check arbitraries for specs: parts of the built-in model with views of their own, and rows of the evidence. */
import fc from 'fast-check';
import type { Declarations } from '../../declaration/declarations';
import { viewOf } from '../../declaration/entity';
import type { ViewDeclaration } from '../../declaration/view';
import type { Column } from '../../schema/column';
import { columnList } from '../../schema/column';

/** A view over two datasets that have a column `path`, and whose rows have one. */
type ViewText = (a: string, b: string) => string;

const TEXTS: readonly ViewText[] = [
  (a) => `select path, count(*) as n from ${a} group by path`,
  (a, b) => `select distinct x.path from ${a} x join ${b} y on x.path = y.path`,
  (a, b) => `select x.path, count(*) as n from ${a} x, ${b} y group by x.path`,
  (a, b) => `select path, true as first from ${a} union all select path, false from ${b}`,
  (a) => `select min(path) as path, count(*) as n from ${a}`,
  (a, b) => `select distinct path from ${a} where path not in (select path from ${b} where path is not null)`,
];

/** Entities and relationships of `whole`, with what they need, an edge among them, and up to five views over them and over each other. */
export function modelOf(whole: Declarations): fc.Arbitrary<Declarations> {
  const nameOf = ({ value }: { readonly value: { readonly name: string } }) => value.name;
  return fc
    .record({
      entities: fc.subarray(whole.entities.map(nameOf), { maxLength: 4 }),
      relationships: fc.subarray(whole.relationships.map(nameOf), { maxLength: 4 }),
      views: fc.array(
        fc.record({
          text: fc.constantFrom(...TEXTS),
          a: fc.nat(),
          b: fc.nat(),
          onDemand: fc.boolean(),
          wanted: fc.boolean(),
        }),
        { maxLength: 5 },
      ),
    })
    .map((chosen) => {
      const relationships = whole.relationships.filter((r) =>
        [...chosen.relationships, 'rel_def_in_file'].includes(r.value.name),
      );
      const sides = relationships.flatMap(({ value }) => [value.left, value.right]);
      const entities = whole.entities.filter(({ value }) => [...chosen.entities, ...sides].includes(value.name));
      const readable = ['repo_files', 'cst_refs', ...entities.map(({ value }) => viewOf(value))];
      const views = chosen.views.map(({ text, a, b, onDemand }, i): ViewDeclaration => {
        const [left, right] = [a, b].map((n) => readable[n % readable.length] ?? 'repo_files');
        const name = `view_${i}`;
        readable.push(name);
        const sql = text(left ?? 'repo_files', right ?? 'repo_files');
        return { kind: 'view', name, view: 'derive', description: 'Generated.', sql, onDemand };
      });
      return {
        ...whole,
        entities: entities.map((entity) => ({ ...entity, builtIn: false })),
        relationships: relationships.map((relationship) => ({ ...relationship, builtIn: false })),
        views: views.map((value) => ({ value, at: { file: `${value.name}.sql` }, builtIn: false })),
      };
    });
}

/** The same declarations in another order. */
export function shuffled(declarations: Declarations): fc.Arbitrary<Declarations> {
  const any = <T>(list: readonly T[]): fc.Arbitrary<readonly T[]> =>
    fc.shuffledSubarray([...list], { minLength: list.length });
  return fc
    .record({
      extractors: any(declarations.extractors),
      entities: any(declarations.entities),
      relationships: any(declarations.relationships),
      views: any(declarations.views),
    })
    .map((order) => ({ ...declarations, ...order }));
}

/** Files of two projects. */
export const PATHS = ['one/a.py', 'one/b.ts', 'two/a.py', 'two/c.ts'] as const;

/** Rows of an evidence dataset as SQL literals: positions and names are few, so that much of it meets. */
export function rowsOf(columns: readonly Column[]): fc.Arbitrary<readonly string[]> {
  const row = fc
    .constantFrom(...PATHS)
    .chain((path) =>
      fc.tuple(...columns.map((column) => anyValue(column, path))).map((values) => `(${values.join(', ')})`),
    );
  return fc.array(row, { maxLength: 12 });
}

function anyValue({ type, nullable, semantic }: Column, path: string): fc.Arbitrary<string> {
  if (semantic === 'path') return fc.constant(`'${path}'`);
  if (semantic === 'file_id') return fc.constant(`md5('${path}')::uuid`);
  if (semantic === 'language') return fc.constant(path.endsWith('.py') ? "'python'" : "'typescript'");
  if (semantic === 'column_unit') return fc.constant("'utf16'");
  const value = anyOf(type);
  return nullable ? fc.oneof(value, value, fc.constant('null')) : value;
}

function anyOf(type: string): fc.Arbitrary<string> {
  switch (type) {
    case 'BOOLEAN':
      return fc.constantFrom('true', 'false');
    case 'BIGINT':
    case 'INTEGER':
      return fc.integer({ min: 0, max: 6 }).map(String);
    case 'VARCHAR':
      return fc.constantFrom("'a'", "'b'", "'c'");
    case 'UUID':
      return fc.integer({ min: 1, max: 4 }).map((n) => `'00000000-0000-0000-0000-00000000000${n}'::uuid`);
    default:
      return fc.constantFrom('[]', "['a', 'b']");
  }
}

/** Evidence datasets of the declarations, by name. */
export const evidenceOf = ({ extractors }: Declarations): ReadonlyMap<string, readonly Column[]> =>
  new Map(
    extractors.flatMap(({ value }) =>
      Object.entries(value.datasets).map(([name, { columns }]) => [name, columnList(columns)] as const),
    ),
  );
