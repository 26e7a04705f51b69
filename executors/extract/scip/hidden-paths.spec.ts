import { expect, test } from 'vitest';
import { hidePaths } from './hidden-paths';

const hide = hidePaths(['/work/space', '/work/space/mirror', '/temp']);

test.each([
  ['/work/space/lib/a.py', 'lib/a.py'],
  ['import("/work/space/mirror/lib/a")', 'import("lib/a")'],
  ['file:///work/space/mirror/lib', 'lib'],
  ['in /work/space', 'in .'],
  ['--output=/temp/x and /temp/y', '--output=x and y'],
  ['lib/a.py', 'lib/a.py'],
  ['import("/store/v3/node_modules/zod/v4/index")', 'import("node_modules/zod/v4/index")'],
  ['file:///store/node_modules/a/node_modules/b', 'node_modules/a/node_modules/b'],
  ['C:\\store\\node_modules\\zod', 'node_modules/zod'],
  ['lib/node_modules/zod and `x.ts`/node_modules/', 'lib/node_modules/zod and `x.ts`/node_modules/'],
])('%s', (text, hidden) => expect(hide(text)).toBe(hidden));
