/** Rows of `call_graph` -> call sites, their shares by what became of them, and random samples of them. */
import { createHash } from 'node:crypto';
import type { CallRow } from './call-graph-of';

/** What one call, written or made by the language, runs. */
export interface Callsite {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly kind: string;
  /** Half-open bytes of the call, and of what it calls. */
  readonly bstart: number;
  readonly bend: number;
  readonly calleeBstart: number;
  readonly calleeBend: number;
  readonly outcome: 'project' | 'external' | 'unresolved';
  /** Methods, or the reason why there is no callee. */
  readonly how: string;
  readonly callees: readonly Callee[];
}

export interface Callee {
  readonly symbol: string;
  /** Null outside of the project. */
  readonly path: string | null;
  readonly bstart: number | null;
}

/** Call sites in the order of their files and positions. One with a callee in the project and others is in the project. */
export function callsitesOf(rows: readonly CallRow[]): readonly Callsite[] {
  const sites = new Map<string, CallRow[]>();
  for (const row of rows) {
    const key = [row.path, row.bstart, row.bend, row.callee_bstart, row.callee_bend, row.kind].join(' ');
    const known = sites.get(key);
    if (known === undefined) sites.set(key, [row]);
    else known.push(row);
  }
  return [...sites.values()].flatMap((list) => {
    const [first] = list;
    return first === undefined ? [] : [callsite(first, list)];
  });
}

function callsite(first: CallRow, rows: readonly CallRow[]): Callsite {
  const callees = rows
    .filter(({ resolution_method }) => resolution_method !== null)
    .map((row) => ({
      symbol: String(row.callee_symbol),
      path: row.callee_path === null ? null : String(row.callee_path),
      bstart: row.callee_def_bstart === null ? null : Number(row.callee_def_bstart),
    }));
  const outcome =
    callees.length === 0 ? 'unresolved' : callees.some(({ path }) => path !== null) ? 'project' : 'external';
  const how = new Set(rows.flatMap((row) => row.resolution_method ?? (callees.length === 0 ? row.reason : null) ?? []));
  return {
    path: String(first.path),
    kind: String(first.kind),
    bstart: Number(first.bstart),
    bend: Number(first.bend),
    calleeBstart: Number(first.callee_bstart),
    calleeBend: Number(first.callee_bend),
    outcome,
    how: [...how].sort().join('+'),
    callees,
  };
}

/** How many call sites there are of each outcome, and of each method or reason. */
export function sharesOf(sites: readonly Callsite[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { outcome, how } of sites) {
    count(outcome);
    count(`${outcome}: ${how}`);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `size` of the sites, chosen by the seed and by where they are: what else is in the list does not matter. */
export function sampleOf(sites: readonly Callsite[], seed: number, size: number): readonly Callsite[] {
  const placeOf = ({ path, kind, bstart, bend, calleeBstart }: Callsite) =>
    createHash('sha256').update([seed, path, kind, bstart, bend, calleeBstart].join(' ')).digest('hex');
  return sites
    .map((site) => ({ site, place: placeOf(site) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, size)
    .map(({ site }) => site);
}
