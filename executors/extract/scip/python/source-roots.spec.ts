import { describe, expect, test } from 'vitest';
import { pythonModules } from './modules';
import { pythonLayout } from './source-roots';

const layout = (root: string, paths: readonly string[], pyproject: string | null = null) => {
  const { base, roots } = pythonLayout(root, paths, pyproject);
  return { base, roots };
};

describe('module names begin at', () => {
  test('the project, when the package is directly in it', () => {
    expect(layout('libs/a', ['libs/a/pkg/__init__.py'])).toEqual({ base: 'libs/a', roots: [] });
  });

  test('src as well, unless it is a package itself', () => {
    expect(layout('libs/a', ['libs/a/src/pkg/x.py'])).toEqual({ base: 'libs/a', roots: ['libs/a/src'] });
    expect(layout('libs/a', ['libs/a/src/__init__.py', 'libs/a/src/x.py'])).toEqual({ base: 'libs/a', roots: [] });
  });

  test('the folder that holds the package, when the project is in it', () => {
    expect(layout('libs/pkg/sub', ['libs/pkg/sub/__init__.py', 'libs/pkg/sub/x.py'])).toMatchObject({
      base: 'libs/pkg',
    });
    expect(layout('pkg', ['pkg/__init__.py'])).toEqual({ base: '.', roots: [] });
  });

  test.each([
    ['setuptools', '[tool.setuptools.packages.find]\nwhere = ["lib"]'],
    ['setuptools package-dir', '[tool.setuptools.package-dir]\n"" = "lib"'],
    ['poetry', '[[tool.poetry.packages]]\ninclude = "pkg"\nfrom = "lib"'],
    ['hatch', '[tool.hatch.build.targets.wheel]\npackages = ["lib/pkg"]'],
  ])('what pyproject.toml says for %s', (_tool, pyproject) => {
    expect(layout('.', ['lib/pkg/x.py', 'tests/y.py'], pyproject)).toEqual({ base: '.', roots: ['lib'] });
  });

  test('nowhere outside of the project, whatever pyproject.toml says', () => {
    const pyproject = '[tool.setuptools.packages.find]\nwhere = ["../other", "gone"]';
    expect(layout('a', ['a/x.py', 'other/y.py'], pyproject)).toMatchObject({ base: 'a' });
  });
});

test('name and version come from pyproject.toml, which may be broken', () => {
  const read = (text: string) => pythonLayout('.', ['x.py'], text);
  expect(read('[project]\nname = "a"\nversion = "1"')).toMatchObject({ name: 'a', version: '1' });
  expect(read('[tool.poetry]\nname = "b"')).toMatchObject({ name: 'b', version: null });
  expect(read('[project')).toMatchObject({ name: null, version: null, base: '.' });
});

test('a module has the shortest of its names, and its packages exist', () => {
  const paths = ['a/src/pkg/sub/x.py', 'a/src/pkg/__init__.py', 'a/tests/t.py'];
  const modules = pythonModules(pythonLayout('a', paths, null), paths);
  expect(paths.map(modules.nameOf)).toEqual(['pkg.sub.x', 'pkg', 'tests.t']);
  expect(['pkg', 'pkg.sub', 'pkg.sub.x', 'src.pkg', 'tests'].every(modules.has)).toBe(true);
  expect(['x', 'sub', 'requests', 'pk'].some(modules.has)).toBe(false);
  expect(modules.files).toEqual(['pkg/sub/x.py', 'pkg/__init__.py', 'tests/t.py']);
});
