/** A view that is one fixpoint, taken apart so that its rounds can be run one by one. */
import { invariant } from '../core/invariant';
import type { PlanningCatalog } from './planning-catalog';

/**
 * A recursion in statements: `tables` in order, then `anchor` as the table `name`, then `step` until it adds no row;
 * `result` reads the table. The step reads `name` for all rows so far and `last` for those of the last round.
 */
export interface Fixpoint {
  readonly name: string;
  readonly last: string;
  readonly columns: readonly string[];
  readonly tables: readonly { readonly name: string; readonly sql: string }[];
  readonly anchor: string;
  readonly step: string;
  readonly result: string;
}

/** Where the CTEs of a statement are in its syntax tree. */
const CTES = '$.statements[0].node.cte_map.map';

/**
 * The parts of `sql` if it is one recursion with USING KEY and `recurring`, the CTEs that this reads, and a SELECT over
 * it: `WITH RECURSIVE a AS (...), r(x, y) USING KEY (x, y) AS (anchor UNION step) SELECT ... FROM r`. Else undefined.
 *
 * The engine evaluates such a recursion with everything that the step reads scanned and hashed anew in every round. Run
 * round by round over tables it gives the same rows, because the step adds only rows that are not there yet.
 */
export async function fixpointOf(catalog: PlanningCatalog, sql: string): Promise<Fixpoint | undefined> {
  if (!/\busing\s+key\b/i.test(sql) || !/\brecurring\s*\./i.test(sql)) return undefined;
  const tree = await catalog.syntaxText(sql);
  const at = (path: string) => catalog.jsonAt(tree, path);
  const count = await countOf(at);
  const tables: { name: string; sql: string }[] = [];
  for (let i = 0; i < count; i++) {
    const cte = `${CTES}[${i}]`;
    const name = (await at(`${cte}.key`)) ?? '';
    const node = `${cte}.value.query.node`;
    if (!(await isKeyed(at, node))) {
      tables.push({ name, sql: await catalog.textOf((await at(node)) ?? '') });
      continue;
    }
    if (i !== count - 1) return undefined;
    const columns: string[] = JSON.parse((await at(`${cte}.value.aliases`)) ?? '[]');
    if (columns.length === 0) return undefined;
    const last = `${name} last round`;
    const anchor = await catalog.textOf((await at(`${node}.left`)) ?? '');
    const step = await catalog.textOf(overTables((await at(`${node}.right`)) ?? '', name, last));
    const result = await catalog.textWithoutCtes((await at('$.statements[0].node')) ?? '');
    return { name, last, columns, tables, anchor, step, result };
  }
  return undefined;
}

type At = (path: string) => Promise<string | null>;

async function countOf(at: At): Promise<number> {
  let count = 0;
  while ((await at(`${CTES}[${count}].key`)) !== null) count++;
  return count;
}

async function isKeyed(at: At, node: string): Promise<boolean> {
  if ((await at(`${node}.type`)) !== 'RECURSIVE_CTE_NODE') return false;
  return JSON.parse((await at(`${node}.key_targets`)) ?? '[]').length > 0;
}

/** A syntax tree in which the recursion is two tables: the rows of the last round, and all so far. */
function overTables(tree: string, name: string, last: string): string {
  const table = (schema: string, called: string) =>
    `"schema_name":${JSON.stringify(schema)},"table_name":${JSON.stringify(called)}`;
  const sofar = '\u0000';
  const renamed = tree
    .replaceAll(table('recurring', name), sofar)
    .replaceAll(table('', name), table('', last))
    .replaceAll(sofar, table('', name));
  invariant(!renamed.includes('"schema_name":"recurring"'), `'${name}' reads another recursion than its own`);
  return renamed;
}
