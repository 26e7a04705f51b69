import { expect, test } from 'vitest';
import { hidePaths } from './hidden-paths';

const hide = hidePaths(['/home/dev/space', '/home/dev/space/mirror', '/temp']);

test.each([
  ['/home/dev/space/lib/a.py', 'lib/a.py'],
  ['import("/home/dev/space/mirror/lib/a")', 'import("lib/a")'],
  ['file:///home/dev/space/mirror/lib', 'lib'],
  ['in /home/dev/space', 'in .'],
  ['--output=/temp/x and /temp/y', '--output=x and y'],
  ['lib/a.py', 'lib/a.py'],
  ['import("/store/v3/node_modules/zod/v4/index")', 'import("node_modules/zod/v4/index")'],
  ['file:///store/node_modules/a/node_modules/b', 'node_modules/a/node_modules/b'],
  ['C:\\store\\node_modules\\zod', 'node_modules/zod'],
  ['lib/node_modules/zod and `x.ts`/node_modules/', 'lib/node_modules/zod and `x.ts`/node_modules/'],
])('%s', (text, hidden) => expect(hide(text)).toBe(hidden));
