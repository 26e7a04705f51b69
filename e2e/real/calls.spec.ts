/** Calls of real code whose callees somebody read: what was right stays, and enough of it was right. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { callsitesIn, describerIn } from '../../scripts/accuracy/run-corpus';
import { CORPORA } from './corpora';

const MINUTES = 15;

const checked = z.object({
  seed: z.int(),
  resolved: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      callees: z.array(z.string()),
      verdict: z.enum(['right', 'wrong']),
    }),
  ),
  unresolved: z.array(z.object({ at: z.string(), runs: z.enum(['project', 'outside', 'nothing']) })),
});

test.each([
  ['django', '.', 'django'],
  ['zod', 'zod', 'src'],
])(
  'calls of %s run what somebody read that they run',
  async (name, root, folder) => {
    const directory = join(CORPORA, root);
    if (!existsSync(join(directory, folder))) throw new Error(`${name} is not in ${CORPORA}: run npm run test:real`);
    const { resolved, unresolved } = checked.parse(
      JSON.parse(readFileSync(join(__dirname, `calls-of-${name}.json`), 'utf8')),
    );
    expect(resolved.length).toBe(60);
    expect(unresolved.length).toBe(30);
    const right = resolved.filter(({ verdict }) => verdict === 'right');
    expect(right.length).toBeGreaterThanOrEqual(59);

    const describe = describerIn(directory);
    const key = ({ at, kind, callees }: { at: string; kind: string; callees: readonly string[] }) =>
      [at, kind, ...callees].join('\n');
    const files = new Set(right.map(({ at }) => at.split(':')[0]));
    const sites = (await callsitesIn(directory, [folder])).filter(({ path }) => files.has(path));
    const found = new Set(sites.map((site) => key(describe(site))));
    expect(right.filter((site) => !found.has(key(site)))).toEqual([]);
  },
  MINUTES * 60_000,
);
