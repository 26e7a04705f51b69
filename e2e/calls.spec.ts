import { afterAll, beforeAll, expect, test } from 'vitest';
import { leanWorkspace } from './built-workspace';
import type { Workspace } from './workspace';

let built: Workspace;
beforeAll(() => {
  built = leanWorkspace();
});
afterAll(() => built?.[Symbol.dispose]());

/** Targets that the comments of a fixture expect, by the line of the call: `name@line` of the definition. */
function expected(path: string): ReadonlyMap<number, readonly string[]> {
  const lines = built.read(path).split('\n');
  return new Map(
    lines.flatMap((text, i) => {
      const targets = /(?:#|\/\/)>(.*)$/.exec(text)?.[1];
      return targets === undefined
        ? []
        : [
            [
              i + 1,
              targets
                .split(' ')
                .filter((t) => t !== '')
                .sort(),
            ] as const,
          ];
    }),
  );
}

/** Targets that the graph has, by the line of the call. */
function found(path: string): ReadonlyMap<number, readonly string[]> {
  const lineOf = (position: string) =>
    `(SELECT line_no + 1 FROM file_line_index l WHERE l.path = c.path AND ${position} >= line_start_byte AND ${position} < line_end_byte)`;
  const rows = built.query(
    `SELECT ${lineOf('c.bstart')}::INT AS line, d.name || '@' || ${lineOf('d.name_bstart')} AS target
     FROM call_in_file c JOIN cst_defs_norm d ON d.def_id = c.dst WHERE c.path = '${path}' ORDER BY ALL`,
  );
  const byLine = new Map<number, string[]>();
  for (const { line, target } of rows) byLine.set(Number(line), [...(byLine.get(Number(line)) ?? []), String(target)]);
  return byLine;
}

test.each(['py/shop/shop/scopes.py', 'ts/ui/src/scopes.ts'])('calls in %s reach what their scope says', (path) => {
  const calls = found(path);
  const wrong = [...expected(path)].filter(([line, targets]) => (calls.get(line) ?? []).join() !== targets.join());
  expect(wrong.map(([line, targets]) => ({ line, targets, found: calls.get(line) ?? [] }))).toEqual([]);
});
