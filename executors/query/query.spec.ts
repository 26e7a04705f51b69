/** What `cpg query` prints, and what it refuses. */
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SmallWorkspace } from '../materialize/testing/small-workspace';
import { findWorkspaceRoot } from './graph-catalog';
import { type Format, runQuery } from './run-query';

const workspace = new SmallWorkspace();
beforeAll(async () => {
  await workspace.run({ a: { 'a/one.py': 'hello wide world' }, b: { 'b/one.py': 'other WORDS' } });
});
afterAll(() => workspace.remove());

async function bytes(sql: string | undefined, format: Format = 'csv', root = workspace.root): Promise<Buffer> {
  const output = new PassThrough();
  const all = buffer(output);
  try {
    await runQuery({ workspaceRoot: root, sql, format, output });
  } finally {
    output.end();
  }
  return all;
}
const query = async (sql: string | undefined, format?: Format) => (await bytes(sql, format)).toString('utf8');

/** Values that a careless printer gets wrong. */
const AWKWARD = `SELECT 9007199254740993::bigint AS big, md5('a')::uuid AS id, NULL AS nothing, '' AS empty,
  ['a', NULL] AS list, {'x': 9007199254740993::bigint, 'y': [1]} AS struct, 1.10::decimal(10, 2) AS money,
  'a,"b"' || chr(10) || '|c' AS text, true AS flag, 'nan'::double AS nan`;

describe('query formats', () => {
  it('csv', async () => {
    expect(await query(AWKWARD)).toBe(
      'big,id,nothing,empty,list,struct,money,text,flag,nan\n' +
        `9007199254740993,0cc175b9-c0f1-b6a8-31c3-99e269772661,,"","['a', NULL]","{'x': 9007199254740993, 'y': [1]}",` +
        '1.10,"a,""b""\n|c",true,NaN\n',
    );
  });

  it('json', async () => {
    expect(await query(`${AWKWARD}; -- a comment`, 'json')).toBe(
      '[\n{"big":9007199254740993,"id":"0cc175b9-c0f1-b6a8-31c3-99e269772661","nothing":null,"empty":"",' +
        '"list":["a",null],"struct":{"x":9007199254740993,"y":[1]},"money":1.10,"text":"a,\\"b\\"\\n|c","flag":true,' +
        '"nan":"NaN"}\n]\n',
    );
    expect(JSON.parse(await query('SELECT 1 WHERE false', 'json'))).toEqual([]);
  });

  it('table', async () => {
    expect(
      await query("SELECT loud, length(loud) AS n, NULL AS no FROM known WHERE path = 'a/one.py' ORDER BY 1", 'table'),
    ).toBe(
      ['loud   n  no', '-----  -  ----', 'HELLO  5  NULL', 'WIDE   4  NULL', 'WORLD  5  NULL', '', '3 rows', ''].join(
        '\n',
      ),
    );
    expect(await query("SELECT '漢字' AS a, 'x' AS b", 'table')).toBe('a     b\n----  -\n漢字  x\n\n1 row\n');
  });

  it('markdown', async () => {
    expect(await query("SELECT 'a|b' AS a, 1 AS b", 'markdown')).toBe(
      '| a    | b   |\n| ---- | --- |\n| a\\|b | 1   |\n',
    );
  });

  it('arrow', async () => {
    const table = tableFromIPC(
      await bytes(`${AWKWARD.replace('1.10::decimal(10, 2)', '1')} FROM range(5000)`, 'arrow'),
    );
    expect(table.numRows).toBe(5000);
    const row = table.get(4999)?.toJSON();
    expect(row?.big).toBe(9007199254740993n);
    expect(Buffer.from(row?.id).toString('hex')).toBe('0cc175b9c0f1b6a831c399e269772661');
    expect([row?.nothing, row?.empty, row?.flag]).toEqual([null, '', true]);
    expect([...(row?.list ?? [])]).toEqual(['a', null]);
    expect(row?.struct.toJSON().x).toBe(9007199254740993n);
    expect(table.schema.fields[1]?.metadata.get('ARROW:extension:name')).toBe('arrow.uuid');
    const empty = tableFromIPC(await bytes('SELECT 1::bigint AS n WHERE false', 'arrow'));
    expect([empty.numRows, String(empty.schema.fields[0]?.type)]).toEqual([0, 'Int64']);
  });
});

describe('the graph as queries see it', () => {
  it('lists its datasets without a statement, gathered ones with the rows of all partitions', async () => {
    expect(await query(undefined)).toBe(
      'dataset,rows\ngraph_summary,6\nknown,5\nloud_long,5\nrepo_files,2\nvocabulary,5\nwords,5\n',
    );
    expect(await query('SELECT count(*) AS n FROM known')).toBe('n\n5\n');
  });

  it('can be described and summarised', async () => {
    expect(await query('DESCRIBE vocabulary')).toContain('loud,VARCHAR');
    expect(await query('SUMMARIZE known')).toContain('bstart,BIGINT');
    expect(await query('FROM graph_summary LIMIT 1')).toContain('element,kind,count');
  });

  it('has no dataset whose stamp or file has gone, and none that the manifest does not know', async () => {
    const copy = new SmallWorkspace();
    cpSync(join(workspace.root, '.cpg'), join(copy.root, '.cpg'), { recursive: true });
    rmSync(join(copy.root, '.cpg/data/workspace/vocabulary/stamp.json'));
    rmSync(join(copy.root, '.cpg/data/a/cpg-extract-words/words/part.parquet'));
    expect((await bytes(undefined, 'csv', copy.root)).toString()).toBe(
      'dataset,rows\ngraph_summary,6\nknown,5\nloud_long,5\nrepo_files,2\n',
    );
    copy.remove();
  });

  it('is missing where nothing was built', async () => {
    const nothing = new SmallWorkspace();
    await expect(bytes('SELECT 1', 'csv', nothing.root)).rejects.toThrow(/^CPG_NO_GRAPH/);
    nothing.remove();
  });
});

describe('a query that is refused', () => {
  it.each([
    ['a typing error', 'SELEC 1', 'syntax error at or near "SELEC"'],
    ['an unknown dataset, with the nearest', 'FROM knwn', 'Did you mean "known"'],
    ['an unknown column', 'SELECT nope FROM known', 'nope'],
    ['an error while rows are made', 'SELECT word::int FROM words', 'Could not convert'],
    ['several statements', 'SELECT 1; SELECT 2', 'one SELECT'],
    ['nothing', '  -- nothing', 'one SELECT'],
    ['a change', 'CREATE TABLE x (a int)', 'one SELECT'],
    ['a file elsewhere', "FROM read_text('/etc/hostname')", 'Permission Error'],
    ['a change of the settings', 'SET enable_external_access = true', /locked|one SELECT/],
    ['an extension', 'INSTALL fts', /Permission Error|one SELECT/],
  ])('%s', async (_name, sql, message) => {
    const refused = query(sql);
    await expect(refused).rejects.toThrow(/^CPG_QUERY_INVALID/);
    await expect(refused).rejects.toThrow(message);
  });

  it.each(['COPY', 'EXPLAIN ANALYZE COPY'])('%s cannot write into the store', async (verb) => {
    const target = join(workspace.root, '.cpg/data/planted.csv');
    await expect(query(`${verb} (SELECT 1) TO '${target}'`)).rejects.toThrow('one SELECT');
    expect(existsSync(target)).toBe(false);
  });
});

describe('findWorkspaceRoot', () => {
  it('is the nearest folder upward with an nx.json', () => {
    writeFileSync(join(workspace.root, 'nx.json'), '{}');
    expect(findWorkspaceRoot(join(workspace.root, '.cpg/data'))).toBe(workspace.root);
    expect(findWorkspaceRoot('/')).toBeNull();
  });
});
