/** Rows of `call_graph` -> edges in the words of a suite. */
import { languageOf } from '../../plugin/schema/language';
import { type CallRow, positionsIn } from './call-graph-of';
import type { Case } from './suite';

/** Edges that were found in a case, and for its calls without a callee the reason by caller. */
export interface Found {
  readonly edges: ReadonlySet<string>;
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

/** What is found in every case, by its name. */
export function foundEdges(root: string, cases: readonly Case[], rows: readonly CallRow[]): ReadonlyMap<string, Found> {
  const position = positionsIn(root);
  const byCase = new Map(
    cases.map((c) => [c.name, { of: c, edges: new Set<string>(), reasons: new Map<string, string[]>() }]),
  );
  for (const row of rows) {
    const found = byCase.get(String(row.project));
    if (found === undefined) continue;
    const caller = String(row.caller_symbol);
    if (row.resolution_method === null) {
      found.reasons.set(caller, [...(found.reasons.get(caller) ?? []), String(row.reason)]);
    } else if (found.of.by === 'name') {
      const callee = calleeName(row);
      if (callee !== null) found.edges.add(`${caller} -> ${callee}`);
    } else if (row.callee_path !== null) {
      const inCase = (path: string) => path.slice(found.of.name.length + 1);
      const [from, to] = [String(row.path), String(row.callee_path)];
      found.edges.add(
        `${inCase(from)}:${position(from, Number(row.bstart))} -> ${inCase(to)}:${position(to, Number(row.callee_def_bstart))}`,
      );
    }
  }
  return byCase;
}

/** In Python a class without a constructor runs nothing of the project; in JavaScript it stands for its constructor. */
function calleeName({ path, callee_kind, callee_symbol }: CallRow): string | null {
  if (callee_kind === 'class' && languageOf(String(path)) === 'python') return null;
  return String(callee_symbol).replace(/^builtins\./, '<builtin>.');
}
