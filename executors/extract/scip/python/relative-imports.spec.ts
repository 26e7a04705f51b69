import { describe, expect, test } from 'vitest';
import { absoluteModule, packageOf, relativeDots } from './relative-imports';

describe('dots before a mention of a module', () => {
  const dots = (text: string, mention: string): number => {
    const start = text.lastIndexOf(mention);
    return relativeDots(text, start, start + mention.length);
  };

  test.each([
    ['from .a import b', '.a', 1],
    ['from ...a.b import c', '...a.b', 3],
    ['from . import a', 'a', 1],
    ['from .. import a, b', 'b', 2],
    ['from .. import (\n    a as x,  # (why)\n    b,\n)', 'b', 2],
    ['from . import a, \\\n  b', 'b', 1],
    ['if x: from . import a', 'a', 1],
    ['from .pay import cash', 'cash', 1],
    ['from a import b', 'b', 0],
    ['import a', 'a', 0],
    ['from . import a\nimport b', 'b', 0],
    ['from . import a\nprint(a)\na', 'a', 0],
    ['x = "from . import "; y', 'y', 0],
  ])('%j: %s', (text, mention, expected) => expect(dots(text, mention)).toBe(expected));
});

test('a dot is the package of the module, each further one the package around it', () => {
  expect(absoluteModule('a.b', 1, 'c')).toBe('a.b.c');
  expect(absoluteModule('a.b', 2, 'c.d')).toBe('a.c.d');
  expect(absoluteModule('a.b', 3, 'c')).toBe('c');
  expect(absoluteModule('a.b', 4, 'c')).toBeNull();
});

test('a package is its own home, a module that of its package', () => {
  expect(packageOf('src/a/b/__init__.py', 'a.b')).toBe('a.b');
  expect(packageOf('src/a/b.py', 'a.b')).toBe('a');
  expect(packageOf('b.py', 'b')).toBe('');
});
