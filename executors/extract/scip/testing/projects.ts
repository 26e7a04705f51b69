/** The fixtures as projects of one workspace, and the indexes that were recorded of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files, TestProject } from './extract-project';

const FIXTURES = join(__dirname, '..', 'fixtures');

/** The files of the fixture `name` below the folder of that name. */
function filesOf(name: string): Files {
  const entries = readdirSync(join(FIXTURES, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(FIXTURES.length + 1).replaceAll('\\', '/'), readFileSync(file)]),
  );
}

const only = (files: Files, wanted: (path: string) => boolean): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => wanted(path)));
const isConfiguration = (path: string): boolean => /tsconfig[^/]*\.json$/.test(path);

type Fixture = Omit<TestProject, 'workspaceRoot'>;

export const PYTHON: Fixture = {
  name: 'shop',
  root: 'python',
  files: filesOf('python'),
  context: filesOf('python-core'),
  dependencies: [{ name: 'core', root: 'python-core' }],
};

const typescript = filesOf('typescript');

export const TYPESCRIPT: Fixture = {
  name: 'shapes',
  root: 'typescript',
  files: only(typescript, (path) => !isConfiguration(path)),
  context: {
    ...only(typescript, isConfiguration),
    ...filesOf('typescript-core'),
    'package.json': '{ "name": "workspace" }',
    'tsconfig.base.json': readFileSync(join(FIXTURES, 'tsconfig.base.json')),
  },
  dependencies: [{ name: '@acme/core', root: 'typescript-core' }],
};

export const recordedIndex = (name: string): string => join(FIXTURES, `${name}.scip`);
