import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InferredRelate } from '../../ir/inferred';
import type { IrSignal } from '../../ir/semantic-ir';
import { confidenceSql } from '../confidence';
import { joinGroups } from '../join-groups';
import { MACROS } from '../macros';
import { context, OCCURRENCES, QUALITY, REFERENCES, relateBy } from '../testing/relate-fixture';
import { emitJoinGroup } from './emit-join-group';
import { emitRelate } from './emit-relate';
import { requiredConditions } from './join-rows';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  for (const { sql } of MACROS) await connection.run(sql);
});
afterAll(() => connection.closeSync());

type Span = readonly [path: string, start: number, end: number];
type Occurrence = readonly [...Span, symbol: string, definition: boolean];

const uuid = (n: number) => `'00000000-0000-0000-0000-${String(n).padStart(12, '0')}'`;

async function fill(refs: readonly Span[], occurrences: readonly Occurrence[], quality: Record<string, number> = {}) {
  const create = async (table: string, columns: typeof REFERENCES, rows: readonly (readonly string[])[]) => {
    const types = columns.map((c) => `${c.name} ${c.type}`).join(', ');
    await connection.run(`create or replace table ${table} (${types})`);
    if (rows.length > 0)
      await connection.run(`insert into ${table} values ${rows.map((r) => `(${r.join(', ')})`).join(', ')}`);
  };
  const place = ([path, start, end]: Span | Occurrence) => [uuid(0), `'${path}'`, String(start), String(end)];
  await create(
    'refs',
    REFERENCES,
    refs.map((r, i) => [...place(r), uuid(i + 1)]),
  );
  await create(
    'occurrences',
    OCCURRENCES,
    occurrences.map((o, i) => [...place(o), uuid(1000 + i), `'${o[3]}'`, o[4] ? '1' : '8', String(o[4])]),
  );
  await create(
    'quality',
    QUALITY,
    Object.entries(quality).map(([path, score]) => [`'${path}'`, String(score)]),
  );
}

const overlap: IrSignal = { condition: { is: 'overlap', left: 'own', right: 'own' }, weight: null };
const reads: IrSignal = { condition: { is: 'falsy', side: 'right', column: 'is_definition' }, weight: null };
const start: IrSignal = { condition: { is: 'same_start', left: 'own', right: 'own' }, weight: 20 };
const end: IrSignal = { condition: { is: 'same_end', left: 'own', right: 'own' }, weight: 10 };

/** Rows of each view that a relationship is, the last one as objects. */
async function run(relates: readonly InferredRelate[], fused: boolean): Promise<Record<string, unknown[][]>> {
  const groups = fused ? joinGroups(relates, requiredConditions) : [];
  const views = [
    ...groups.map(emitJoinGroup),
    ...relates.flatMap((r) => emitRelate(r, groups.find((g) => g.members.includes(r)) ?? null, context)),
  ];
  const rows: Record<string, unknown[][]> = {};
  for (const { name, sql } of views) {
    await connection.run(`create or replace temp table ${name} as ${sql}`);
    const read = await connection.runAndReadAll(`from ${name} order by all`);
    rows[name] = read.getRowsJson();
  }
  return rows;
}

const taken = async (relate: InferredRelate) => {
  await run([relate], false);
  const sql = `select right(src::varchar, 4), symbol, score, confidence::varchar, evidence from ${relate.view.name} order by all`;
  return (await connection.runAndReadAll(sql)).getRowsJson();
};

describe('a relationship with candidates', () => {
  test('takes the one with most points, then the narrowest, and keeps the others with their rank', async () => {
    await fill(
      [['a', 0, 3]],
      [
        ['a', 0, 9, 'wide', false],
        ['a', 0, 3, 'exact', false],
        ['a', 1, 3, 'end', false],
        ['a', 0, 3, 'defined', true],
        ['b', 0, 3, 'elsewhere', false],
        ['a', 3, 5, 'beside', false],
      ],
    );
    const relate = relateBy('r', [overlap, reads, start, end]);
    expect(await taken(relate)).toEqual([['0001', 'exact', 1030, '0.9230', 'same_start,same_end']]);
    const all = await connection.runAndReadAll('select symbol, score, candidate_rank from r_candidates order by 3');
    expect(all.getRowsJson()).toEqual([
      ['exact', 1030, 1],
      ['wide', 1020, 2],
      ['end', 1010, 3],
    ]);
  });

  test('trusts evidence of a damaged file less, and a file without a score fully', async () => {
    await fill(
      [
        ['a', 0, 3],
        ['b', 0, 3],
      ],
      [
        ['a', 0, 3, 'x', false],
        ['b', 0, 3, 'y', false],
      ],
      { a: 500 },
    );
    const rows = await taken(relateBy('r', [overlap, start], { quality: 'quality' }));
    expect(rows.map(([, symbol, , confidence]) => [symbol, confidence])).toEqual([
      ['x', '0.8707'],
      ['y', '0.9166'],
    ]);
  });
});

test('a relationship without weights trusts evidence of a damaged file less as well', async () => {
  const files = ['a', 'b'] as const;
  await fill(
    files.map((path): Span => [path, 0, 3]),
    files.map((path): Occurrence => [path, 0, 3, path, false]),
    { a: 500, b: 1000 },
  );
  const whole = '0.9000';
  expect(await taken(relateBy('r', [overlap], { quality: 'quality' }))).toEqual([
    ['0001', 'a', 1000, '0.8550', null],
    ['0002', 'b', 1000, whole, null],
  ]);
  const rows = await taken(relateBy('r', [overlap]));
  expect(rows.map(([, , , confidence]) => confidence)).toEqual([whole, whole]);
});

test('confidence grows with every point, and never reaches 1', async () => {
  const gains = Array.from({ length: 200 }, (_, i) => i * 5);
  const sql = confidenceSql(0.95, 'g', null);
  const rows = await connection.runAndReadAll(
    `select g, ${sql}::double from (select unnest([${gains}]) as g) order by g`,
  );
  const values = rows.getRowsJson().map(([, c]) => Number(c));
  expect(values[0]).toBe(0.95);
  expect(values.every((c, i) => i === 0 || c >= (values[i - 1] ?? 0))).toBe(true);
  expect(Math.max(...values)).toBeLessThan(1);
});

const seed = Date.now() % 2 ** 31;
test(`relationships that share a join give what each gives alone (seed ${seed})`, async () => {
  const span = fc.tuple(fc.constantFrom('a', 'b'), fc.nat(12), fc.nat(6)).map(([p, s, w]): Span => [p, s, s + w]);
  const occurrence = fc
    .tuple(span, fc.constantFrom('x', 'y', 'z'), fc.boolean())
    .map(([s, y, d]): Occurrence => [...s, y, d]);
  const relates = [
    relateBy('one', [overlap, reads, start, end]),
    relateBy('two', [overlap, end]),
    relateBy('three', [start, end]),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(span, { maxLength: 12, selector: String }),
      fc.uniqueArray(occurrence, { maxLength: 20, selector: String }),
      async (refs, occurrences) => {
        await fill(refs, occurrences);
        const alone = await run(relates, false);
        const { join_refs__occurrences__span_overlap: shared, ...fused } = await run(relates, true);
        expect(shared).toBeDefined();
        expect(fused).toEqual(alone);
      },
    ),
    { seed, numRuns: 25 },
  );
});

/** Spans of every kind: nested, touching, empty, of a whole file, and beyond the size of a bucket. */
const anySpan = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.oneof(fc.nat(20), fc.nat(20_000)),
    fc.oneof(fc.nat(3), fc.nat(3000), fc.nat(20_000)),
  )
  .map(([path, from, width]): Span => [path, from, from + width]);

test.each(['overlap', 'contains', 'within'] as const)(
  `the join for crowded files gives what the plain one gives: %s (seed ${seed})`,
  async (is) => {
    const condition: IrSignal = { condition: { is, left: 'own', right: 'own' }, weight: null };
    const [view] = emitRelate(relateBy('r', [condition, start, end]), null, context);
    const spans = fc.uniqueArray(anySpan, { maxLength: 15, selector: String });
    await fc.assert(
      fc.asyncProperty(spans, spans, async (refs, occurrences) => {
        await fill(
          refs,
          occurrences.map((span): Occurrence => [...span, 'x', false]),
        );
        const rows = async (sql = '') =>
          (await connection.runAndReadAll(`select * from (${sql}) order by all`)).getRowsJson();
        expect(await rows(view?.crowded?.sql)).toEqual(await rows(view?.sql));
      }),
      { seed, numRuns: 40 },
    );
  },
);
