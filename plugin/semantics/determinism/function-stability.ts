/** Names of functions -> why a view may not call them. */

export type Stability = 'CONSISTENT' | 'CONSISTENT_WITHIN_QUERY' | 'VOLATILE';

/** Functions that read the session or the machine although the engine calls some of them consistent. */
const SESSION: ReadonlySet<string> = new Set([
  ...['getvariable', 'current_setting', 'getenv', 'version', 'pg_typeof', 'in_search_path', 'pg_is_other_temp_schema'],
  ...['current_user', 'session_user', 'user', 'current_role', 'current_catalog', 'current_database', 'current_schema'],
  ...['current_schemas', 'current_query', 'current_query_id', 'current_connection_id', 'current_transaction_id'],
  ...['txid_current', 'query', 'query_table', 'stats'],
]);

const CLOCK: ReadonlySet<string> = new Set([
  ...['now', 'today', 'current_date', 'current_time', 'current_timestamp', 'current_localtime'],
  ...['current_localtimestamp', 'get_current_time', 'get_current_timestamp', 'transaction_timestamp'],
  ...['localtime', 'localtimestamp'],
]);

const CHANCE: ReadonlySet<string> = new Set([
  ...['random', 'setseed', 'gen_random_uuid', 'uuid', 'uuidv4', 'uuidv7', 'nextval', 'currval'],
]);

/** The engine calls it volatile lest it be evaluated early; it returns nothing at all. */
const HARMLESS: ReadonlySet<string> = new Set(['error']);

/** Table functions that read nothing but their arguments. */
const PURE_TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['range', 'generate_series', 'unnest', 'repeat', 'repeat_row', 'json_each', 'json_tree'],
]);

/** Why the value of scalar function `name` depends on more than its arguments, or null. */
export function instability(name: string, stability: Stability | undefined): string | null {
  if (HARMLESS.has(name)) return null;
  if (CLOCK.has(name)) return `${name} depends on the time of day`;
  if (CHANCE.has(name)) return `${name} gives another value with every call`;
  if (SESSION.has(name)) return `${name} depends on the session`;
  if (stability === 'VOLATILE') return `${name} is volatile`;
  if (stability === 'CONSISTENT_WITHIN_QUERY') return `${name} may give another value with every query`;
  return null;
}

/** Why a table function reads more than its arguments, or null. */
export function tableFunctionInstability(name: string): string | null {
  return PURE_TABLE_FUNCTIONS.has(name) ? null : `${name} reads something that is no dataset`;
}

/** `pg_typeof` and the like are found by name where the binder folds them into constants before there is a plan. */
export function namesProblems(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort().flatMap((name) => instability(name, undefined) ?? []);
}
