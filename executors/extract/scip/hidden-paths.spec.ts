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
])('%s', (text, hidden) => expect(hide(text)).toBe(hidden));
