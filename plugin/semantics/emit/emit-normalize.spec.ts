import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineEntity, type EntityDeclaration } from '../../declaration/entity';
import { defineExtractor } from '../../declaration/extractor';
import { AnnotatedSchema } from '../../schema/annotated-schema';
import { columnList } from '../../schema/column';
import {
  columnUnit,
  endColumn,
  endLine,
  fileId,
  line,
  lineColumn,
  lineText,
  path,
  spanEnd,
  spanStart,
  text,
  texts,
} from '../../schema/columns';
import { lineIndexOf } from '../line-index';
import { MACROS } from '../macros';
import { normalizeView, type Source } from '../normalize-view';
import { emitNormalize } from './emit-normalize';

const file = { file_id: fileId(), path: path() };
const extractor = defineExtractor({
  name: 'units',
  description: 'Units.',
  languages: 'all',
  evidenceRank: 1,
  parser: null,
  tools: [],
  datasets: {
    units: {
      description: 'Units with their variables.',
      columns: { ...file, bstart: spanStart(), bend: spanEnd(), variables: texts(), name: text() },
    },
    marks: {
      description: 'Marks by line and column.',
      columns: {
        ...file,
        unit: columnUnit(),
        line: line(),
        character: lineColumn(),
        last_line: endLine(),
        last_character: endColumn(),
      },
    },
    lines: {
      description: 'Lines.',
      columns: { ...file, no: line(), from: spanStart(), to: spanEnd(), content: lineText() },
    },
  },
});
const sources = new Map<string, Source>(
  Object.entries(extractor.datasets).map(([name, { columns }]) => [name, { extractor, columns: columnList(columns) }]),
);

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  for (const { sql } of MACROS) await connection.run(sql);
  for (const [name, { columns }] of sources) {
    await connection.run(`create table ${name} (${columns.map((c) => `"${c.name}" ${c.type}`).join(', ')})`);
  }
});
afterAll(() => connection.closeSync());

/** Columns of the rows of the entity, in no order. */
async function rows(entity: Omit<EntityDeclaration, 'kind' | 'name'>, columns: string) {
  const source = sources.get(entity.source);
  if (source === undefined) throw new Error(`there are no ${entity.source}`);
  const value = { ...defineEntity(entity), name: 'thing' };
  const view = normalizeView({ value, at: { file: 'thing.ts' }, builtIn: false }, source);
  const { sql } = emitNormalize(view, {
    schemaOf: (name) => new AnnotatedSchema(name, sources.get(name)?.columns ?? []),
    hasDataset: (name) => sources.has(name),
    entity: () => view,
    propertyType: () => undefined,
    lineIndex: lineIndexOf(sources),
  });
  return (await connection.runAndReadAll(`select ${columns} from (${sql}) order by all`)).getRowsJson();
}

const FILE = "'00000000-0000-0000-0000-000000000001', 'a.py'";

describe('a nested column', () => {
  beforeAll(async () => {
    await connection.run(`insert into units values
      (${FILE}, 0, 9, ['x', 'y', 'x'], 'f'), (${FILE}, 10, 19, ['x'], 'g'), (${FILE}, 20, 29, [], 'h'), (${FILE}, 30, 39, null, 'i')`);
  });
  const nested = { source: 'units', nested: 'variables' };

  test('has a row for every element, with its place in the list and all else that the row says', async () => {
    expect(await rows(nested, 'name, variables_index, variables, bstart')).toEqual([
      ['f', '0', 'x', '0'],
      ['f', '1', 'y', '0'],
      ['f', '2', 'x', '0'],
      ['g', '0', 'x', '10'],
    ]);
  });

  test('has an id for every element', async () => {
    expect(await rows(nested, 'count(distinct thing_id), count(*)')).toEqual([['4', '4']]);
  });

  test('has one id for equal elements if they are what identifies a row', async () => {
    expect(await rows({ ...nested, identity: ['variables'] }, 'count(distinct thing_id)')).toEqual([['2']]);
  });
});

describe('positions in lines and columns', () => {
  beforeAll(async () => {
    await connection.run(
      `insert into lines values (${FILE}, 0, 0, 3, 'ab'), (${FILE}, 1, 3, 13, 'é👋x = 1'), (${FILE}, 2, 13, 13, '')`,
    );
    await connection.run(`insert into marks values
      (${FILE}, 'utf8', 1, 6, 1, 7), (${FILE}, 'utf16', 1, 3, 1, 4), (${FILE}, 'utf32', 1, 2, 1, 3),
      (${FILE}, 'utf16', 0, 1, 1, 1), (${FILE}, 'utf16', 2, 0, 7, 0)`);
  });

  test('become bytes of the file, in whatever units they are; beyond its lines they are none', async () => {
    expect(await rows({ source: 'marks' }, 'bstart, bend, thing_id is null')).toEqual([
      ['1', '5', false],
      ['9', '10', false],
      ['9', '10', false],
      ['9', '10', false],
      ['13', null, true],
    ]);
  });
});
