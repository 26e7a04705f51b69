/** Functions and macros by name, from the syntax tree of `json_serialize_sql`: the plan has neither. */

/** Names of all functions a statement calls, lower case, table functions and window functions too. */
export function calledNames(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, (node) => {
    if (typeof node.function_name === 'string') names.add(node.function_name.toLowerCase());
  });
  return names;
}

/** Names of all tables in FROM clauses, as written, sorted. */
export function mentionedTables(tree: unknown): readonly string[] {
  const names = new Set<string>();
  visit(tree, (node) => {
    if (node.type === 'BASE_TABLE' && typeof node.table_name === 'string') names.add(node.table_name);
  });
  return [...names].sort();
}

/** Whether the statement is, or contains, DESCRIBE, SHOW or SUMMARIZE, which look like a SELECT to the engine. */
export function asksAboutCatalog(tree: unknown): boolean {
  let found = false;
  visit(tree, (node) => {
    if (node.type === 'SHOW_REF') found = true;
  });
  return found;
}

export interface Macro {
  readonly name: string;
  readonly parameters: readonly string[];
  /** As the engine prints it: white space and comments do not matter. */
  readonly definition: string;
}

export interface CalledFunctions {
  /** Every function called, directly or through a macro, sorted. */
  readonly names: readonly string[];
  /** Every macro used, directly or through a macro, sorted by name. */
  readonly macros: readonly Macro[];
}

/** A macro and the names its definition calls. */
export interface MacroBody {
  readonly macro: Macro;
  readonly calls: ReadonlySet<string>;
}

/** Follows macros into their definitions; a macro may have several, one for each number of parameters. */
export function closeOverMacros(
  direct: ReadonlySet<string>,
  macros: ReadonlyMap<string, readonly MacroBody[]>,
): CalledFunctions {
  const names = new Set(direct);
  const used: Macro[] = [];
  // A set grows while it is iterated: names found in a definition are visited as well.
  for (const name of names) {
    for (const { macro, calls } of macros.get(name) ?? []) {
      used.push(macro);
      for (const inner of calls) names.add(inner);
    }
  }
  return { names: [...names].sort(), macros: used.sort(byName) };
}

const byName = (a: Macro, b: Macro) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

function visit(value: unknown, see: (node: Readonly<Record<string, unknown>>) => void): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) see(value as Readonly<Record<string, unknown>>);
  for (const member of Object.values(value)) visit(member, see);
}
