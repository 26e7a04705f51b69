/** What the engine says of the functions it has: stability, and the definitions of macros. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { invariant } from '../core/invariant';
import { calledNames, type MacroBody } from './macro-closure';
import { textRows } from './text-rows';

/** From the most to the least stable. */
const STABILITIES = ['CONSISTENT', 'CONSISTENT_WITHIN_QUERY', 'VOLATILE'] as const;

export type Stability = (typeof STABILITIES)[number];

/** The least stable overload of every scalar and aggregate function, by name. */
export async function readStabilities(connection: DuckDBConnection): Promise<ReadonlyMap<string, Stability>> {
  const stabilities = new Map<string, Stability>();
  const rows = await textRows(
    connection,
    'select distinct function_name, stability from duckdb_functions() where stability is not null',
  );
  for (const [name = '', text] of rows) {
    const found = STABILITIES.find((candidate) => candidate === text);
    invariant(found !== undefined, `the engine has no stability '${text}'`);
    const known = stabilities.get(name);
    if (known === undefined || STABILITIES.indexOf(found) > STABILITIES.indexOf(known)) stabilities.set(name, found);
  }
  return stabilities;
}

/** Every macro that was added, by name in lower case; `syntaxTree` parses a SELECT. */
export async function readMacros(
  connection: DuckDBConnection,
  syntaxTree: (sql: string) => Promise<unknown>,
): Promise<ReadonlyMap<string, readonly MacroBody[]>> {
  const macros = new Map<string, MacroBody[]>();
  const rows = await textRows(
    connection,
    `select lower(function_name), function_type, macro_definition, array_to_string(parameters, ',')
       from duckdb_functions() where macro_definition is not null and not internal order by all`,
  );
  for (const [name = '', type, definition = '', parameters = ''] of rows) {
    const macro = { name, definition, parameters: parameters.split(',') };
    const calls = calledNames(await syntaxTree(type === 'table_macro' ? definition : `select ${definition}`));
    macros.set(name, [...(macros.get(name) ?? []), { macro, calls }]);
  }
  return macros;
}
