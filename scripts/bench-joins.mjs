/**
 * What joining two sets of spans costs: `node scripts/bench-joins.mjs [million spans per side]`, 5 if left out.
 *
 * Every reference with every occurrence that overlaps it, as the compiler writes it: in its plain form and in the one
 * that a build chooses for so many rows per file. Spans are generated, in small files (250 a side) and in large ones
 * (2,500). Prints CPU seconds, the least of three runs in turn, and their ratio; one process, one thread. Both forms must
 * give the same rows.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { createJiti } from 'jiti';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jiti = createJiti(import.meta.url);
const load = (path) => jiti.import(join(root, 'plugin', 'semantics', path));
const { OCCURRENCES, REFERENCES, relateBy } = await load('testing/relate-fixture.ts');
const { MACROS } = await load('macros.ts');
const { joinGroups } = await load('join-groups.ts');
const { emitJoinGroup } = await load('emit/emit-join-group.ts');
const { requiredConditions } = await load('emit/join-rows.ts');

const overlap = [{ condition: { is: 'overlap', left: 'own', right: 'own' }, weight: null }];
const [group] = joinGroups([relateBy('one', overlap), relateBy('other', overlap)], requiredConditions);
const { sql: plain, crowded } = emitJoinGroup(group);

const millions = Number(process.argv[2] ?? 5);
console.log(`${millions} M spans a side, all pairs that overlap`);
for (const perFile of [250, 2500]) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '12GiB' });
  const connection = await instance.connect();
  for (const { sql } of MACROS) await connection.run(sql);
  const files = (millions * 1e6) / perFile;
  await fill(connection, 'refs', REFERENCES, files, perFile, 'i * 20');
  await fill(connection, 'occurrences', OCCURRENCES, files, perFile, 'i * 20 + (i % 10 = 0)::bigint');
  const cpu = async (sql) => {
    const before = process.cpuUsage();
    const result = await connection.runAndReadAll(
      `select count(*), sum(hash(l_bstart, r_bstart) % 1000003) from (${sql})`,
    );
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1e6, rows: JSON.stringify(result.getRowsJson()) };
  };
  const least = { plain: Number.POSITIVE_INFINITY, chosen: Number.POSITIVE_INFINITY };
  for (let run = 0; run < 3; run++) {
    const [a, b] = [await cpu(plain), await cpu(perFile > crowded.rowsPerFile ? crowded.sql : plain)];
    if (a.rows !== b.rows) throw new Error(`the forms differ: ${a.rows} and ${b.rows}`);
    least.plain = Math.min(least.plain, a.seconds);
    least.chosen = Math.min(least.chosen, b.seconds);
  }
  const [p, c] = [least.plain.toFixed(1), least.chosen.toFixed(1)];
  console.log(
    `${files} files of ${perFile}: plain ${p} s, chosen ${c} s, ratio ${(least.chosen / least.plain).toFixed(2)}`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** Names of 1 to 12 bytes that start at `start`, in `files` files. */
async function fill(connection, table, columns, files, perFile, start) {
  const values = {
    file_id: 'md5(f::varchar)::uuid',
    path: "'src/file_' || f",
    bstart: start,
    bend: `${start} + 1 + i * 7 % 12`,
    UUID: 'md5(f::varchar || i)::uuid',
    VARCHAR: "'a name'",
    INTEGER: '(i % 9)::integer',
    BOOLEAN: 'i % 9 = 0',
  };
  const selected = columns.map(({ name, type }) => `${values[name] ?? values[type]} as ${name}`);
  await connection.run(
    `create table ${table} as select ${selected.join(', ')} from range(${files}) a(f), range(${perFile}) b(i)`,
  );
}
