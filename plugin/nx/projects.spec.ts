import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../manifest/testing/temporary-workspace';
import { sourceProjects } from './projects';

/** Root to name of the projects found. */
function found(files: Readonly<Record<string, string>>): Record<string, string> {
  using workspace = temporaryWorkspace(files);
  return Object.fromEntries(sourceProjects(Object.keys(files), workspace.root).map((p) => [p.root, p.name]));
}

test('a package.json is a project inside the workspaces, next to a project.json, or at the root with nx in it', () => {
  expect(
    found({
      'package.json': '{ "name": "root", "nx": {}, "workspaces": ["packages/*", "!packages/old"] }',
      'packages/a/package.json': '{ "name": "@acme/a" }',
      'packages/old/package.json': '{ "name": "old" }',
      'fixtures/b/package.json': '{ "name": "b" }',
      'libs/c/package.json': '{ "name": "@acme/c" }',
      'libs/c/project.json': '{}',
    }),
  ).toEqual({ '.': 'root', 'packages/a': '@acme/a', 'libs/c': '@acme/c' });
});

test('without workspaces no package.json is a project', () => {
  expect(found({ 'package.json': '{ "name": "root" }', 'a/package.json': '{ "name": "a" }' })).toEqual({});
});

test('pnpm workspaces count', () => {
  expect(
    found({
      'package.json': '{ "name": "root" }',
      'pnpm-workspace.yaml': 'packages:\n  - libs/*\n',
      'libs/a/package.json': '{ "name": "a" }',
    }),
  ).toEqual({ 'libs/a': 'a' });
});

test('a pyproject.toml is a project anywhere, named by PEP 621, by Poetry or by its folder', () => {
  expect(
    found({
      'py/one/pyproject.toml': '[project]\nname = "one-dist"\n',
      'py/two/pyproject.toml': '[tool.poetry]\nname = "two-dist"\n',
      'py/Three/pyproject.toml': '[tool.ruff]\n',
      'py/broken/pyproject.toml': '[[[',
    }),
  ).toEqual({ 'py/one': 'one-dist', 'py/two': 'two-dist', 'py/Three': 'three', 'py/broken': 'broken' });
});

test('a nameless pyproject.toml at the root configures tools only', () => {
  expect(found({ 'pyproject.toml': '[tool.ruff]\n' })).toEqual({});
  expect(found({ 'pyproject.toml': '[project]\nname = "whole"\n' })).toEqual({ '.': 'whole' });
});

test('Python projects give way when their name is taken', () => {
  expect(
    found({
      'js/api/project.json': '{ "name": "api" }',
      'py/api/pyproject.toml': '[project]\nname = "api"\n',
      'x/tool/pyproject.toml': '',
      'y/tool/pyproject.toml': '',
    }),
  ).toEqual({ 'js/api': 'api', 'py/api': 'py-api', 'x/tool': 'tool', 'y/tool': 'y-tool' });
});

test('installed packages and hidden directories hold no projects', () => {
  expect(found({ 'node_modules/x/project.json': '{}', '.venv/y/pyproject.toml': '' })).toEqual({});
});
