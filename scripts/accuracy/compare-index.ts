/** Call sites and what an index says of the names that they call -> how many agree, and how the others differ. */
import type { CallRow } from './call-graph-of';
import type { Callsite } from './callsites';
import type { IndexedName } from './index-names';

/** A function or class, and where the index says its name is. */
interface Unit {
  readonly bstart: number;
  readonly kind: string;
  readonly qualname: string;
}

const WRITTEN: ReadonlySet<string> = new Set(['call', 'new']);
const CONSTRUCTOR = /\.(?:__init__|__new__|constructor)$/;

/** Counts by relation, of written calls alone: what the language calls by itself has no name that an index could know. */
export function compareWithIndex(
  sites: readonly Callsite[],
  codeUnits: readonly CallRow[],
  names: readonly IndexedName[],
): Readonly<Record<string, number>> {
  const definitions = definitionsOf(names);
  const units = unitsByName(codeUnits, definitions);
  const used = new Map(names.filter((name) => !name.isDefinition).map((name) => [place(name.path, name.bend), name]));
  const counts = new Map<string, number>();
  for (const site of sites.filter(({ kind }) => WRITTEN.has(kind))) {
    const relation = relationOf(site, used.get(place(site.path, site.calleeBend)), definitions, units);
    counts.set(relation, (counts.get(relation) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const place = (path: string, offset: number): string => `${path}:${offset}`;

/** Names where symbols are defined; a symbol of many declarations is defined at all of them. */
function definitionsOf(names: readonly IndexedName[]): ReadonlyMap<string, readonly IndexedName[]> {
  const definitions = new Map<string, IndexedName[]>();
  for (const name of names.filter(({ isDefinition }) => isDefinition)) {
    const known = definitions.get(name.symbol);
    if (known === undefined) definitions.set(name.symbol, [name]);
    else known.push(name);
  }
  return definitions;
}

/** Units by where their name is defined: the first name in the index at or after the beginning of a definition. */
function unitsByName(
  codeUnits: readonly CallRow[],
  definitions: ReadonlyMap<string, readonly IndexedName[]>,
): ReadonlyMap<string, Unit> {
  const byPath = new Map<string, number[]>();
  for (const { path, bstart } of [...definitions.values()].flat()) {
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, [bstart]);
    else known.push(bstart);
  }
  for (const starts of byPath.values()) starts.sort((a, b) => a - b);
  const units = new Map<string, Unit>();
  for (const { path, def_bstart, def_bend, kind, qualname } of codeUnits) {
    if (def_bstart === null || kind === 'module') continue;
    const bstart = Number(def_bstart);
    const name = byPath.get(String(path))?.find((start) => start >= bstart);
    if (name === undefined || name >= Number(def_bend)) continue;
    const unit = { bstart, kind: String(kind), qualname: String(qualname) };
    if (!units.has(place(String(path), name))) units.set(place(String(path), name), unit);
  }
  return units;
}

function relationOf(
  { outcome, how, callees }: Callsite,
  name: IndexedName | undefined,
  definitions: ReadonlyMap<string, readonly IndexedName[]>,
  units: ReadonlyMap<string, Unit>,
): string {
  const ours = outcome === 'unresolved' ? `unresolved, ${how}` : outcome;
  if (name === undefined) return `no name in the index: ${ours}`;
  const defined = definitions.get(name.symbol);
  if (defined === undefined) return `no definition in the index: ${ours}`;
  const targets = defined.flatMap(({ path, bstart }) => {
    const unit = units.get(place(path, bstart));
    return unit === undefined ? [] : [{ path, ...unit }];
  });
  const code = targets.filter(({ kind }) => kind !== 'type');
  if (code.length === 0)
    return `a ${targets.length === 0 ? 'variable or member without code' : 'type'}, says the index: ${ours}`;
  if (outcome !== 'project') return `a definition, says the index: ${ours}`;
  const same = callees.filter((callee) =>
    code.some(
      (unit) =>
        (callee.path === unit.path && callee.bstart === unit.bstart) ||
        (unit.kind === 'class' && CONSTRUCTOR.test(callee.symbol)),
    ),
  );
  if (same.length > 0)
    return callees.length === 1
      ? 'a definition, says the index: the same'
      : 'a definition, says the index: that and others';
  const simple = (text: string) => text.slice(text.lastIndexOf('.') + 1);
  const overridden = callees.some(({ symbol }) => code.some(({ qualname }) => simple(symbol) === simple(qualname)));
  return `a definition, says the index: another${overridden ? ' of that name' : ''}`;
}
