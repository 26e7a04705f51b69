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

test('the call graph is built on demand: what an argument comes back as is called', () => {
  using workspace = built.copy();
  workspace.write('py/shop/shop/same.py', 'def same(f):\n    return f\n\ndef one():\n    pass\n\nsame(one)()\n');
  workspace.write('ts/ui/src/same.ts', 'function same<F>(f: F) { return f; }\nfunction one() {}\nsame(one)();\n');
  workspace.nxOk(['run', 'cpg:call_graph']);
  const calls = workspace.query(
    "SELECT path, callee_qualname FROM call_graph WHERE path LIKE '%/same.%' ORDER BY path, callee_def_bstart DESC",
  );
  const both = ['py/shop/shop/same.py', 'ts/ui/src/same.ts'].flatMap((path) =>
    ['one', 'same'].map((name) => ({ path, callee_qualname: expect.stringMatching(new RegExp(`\\b${name}$`)) })),
  );
  expect(calls).toEqual(both);
});
