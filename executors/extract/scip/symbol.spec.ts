import { expect, test } from 'vitest';
import { escapedName, inUnknownPackage, parseSymbol } from './symbol';

test('a global symbol is its package and a path of descriptors', () => {
  expect(parseSymbol('scip-python python acme 1.0 `a.b`/Cart#add().(self)')).toEqual({
    kind: 'global',
    scheme: 'scip-python',
    manager: 'python',
    package: 'acme',
    version: '1.0',
    path: '`a.b`/Cart#add().(self)',
    descriptors: [
      { name: 'a.b', suffix: 'namespace' },
      { name: 'Cart', suffix: 'type' },
      { name: 'add', suffix: 'method' },
      { name: 'self', suffix: 'parameter' },
    ],
  });
});

test.each([
  ['a/`b``c`.', ['a', 'b`c']],
  ['x#[T]', ['x', 'T']],
  ['x(+1).', ['x']],
  ['`<get>size`().', ['<get>size']],
  ['m!', ['m']],
  ['by0:', ['by0']],
])('descriptors %s', (path, names) => {
  const parsed = parseSymbol(`s m p v ${path}`);
  expect(parsed?.kind === 'global' && parsed.descriptors.map((d) => d.name)).toEqual(names);
});

test('a dot stands for nothing, two spaces for one', () => {
  expect(parseSymbol('s m . . a.')).toMatchObject({ package: '', version: '' });
  expect(parseSymbol('s m my  package 1  2 a.')).toMatchObject({ package: 'my package', version: '1 2' });
});

test('a local symbol has an id', () => {
  expect(parseSymbol('local 17')).toEqual({ kind: 'local', id: '17' });
});

test.each(['', 'local ', 'a b c', 's m p v ', 's m p v a', 's m p v a?', 's m p v (a', 's m p v `a/', 's m p v //'])(
  '%j is no symbol',
  (text) => expect(parseSymbol(text)).toBeNull(),
);

test('a symbol moves to a package that nobody knows with its descriptors', () => {
  const parsed = parseSymbol('scip-python python acme 1.0 `werkzeug.local`/__init__:');
  expect(parsed?.kind === 'global' && inUnknownPackage(parsed)).toBe(
    'scip-python python . . `werkzeug.local`/__init__:',
  );
});

test('names are escaped as the grammar demands', () => {
  expect(['a_b', 'a.b', 'a`b'].map(escapedName)).toEqual(['a_b', '`a.b`', '`a``b`']);
});
