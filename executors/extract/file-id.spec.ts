import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { fileIdOf } from './file-id';

test.each(['a.py', '', 'packages/a/src/index.ts', 'dir with space/é.py', '日本/😀.ts', "it's.py"])(
  'SQL makes the same id for %j',
  async (path) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const result = await connection.runAndReadAll(
      `SELECT md5('4:file' || strlen($path) || ':' || $path)::UUID::VARCHAR`,
      { path },
    );
    const hex = Buffer.from(fileIdOf(path)).toString('hex');
    expect(result.getRowsJson()).toEqual([[hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')]]);
  },
);

test('equal concatenations of different parts have different ids', () => {
  expect(fileIdOf('1:a')).not.toEqual(fileIdOf('a'));
});
