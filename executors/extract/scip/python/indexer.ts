/** scip-python over one project: no Python, no installed packages, no configuration but ours. */
import { writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { OpenProject } from '../../extractor-runtime';
import type { OpenFile } from '../../read-source';
import type { Indexer, PreparedIndexer } from '../indexer';
import { writeMirror } from '../mirror';
import { indexedSources, isSource, isTooLarge } from '../sources';
import { pythonIdentities } from './identities';
import { type Modules, pythonModules } from './modules';
import { type PythonLayout, pythonLayout } from './source-roots';

const LANGUAGES = ['python'] as const;

/** The newest language that the type checker inside knows. */
const PYTHON_VERSION = '3.12';

interface PythonProject {
  readonly name: string;
  readonly layout: PythonLayout;
  readonly modules: Modules;
  readonly files: readonly OpenFile[];
}

export const pythonIndexer: Indexer = {
  name: 'scip-python',
  package: '@sourcegraph/scip-python',
  languages: LANGUAGES,
  prepare(project, directory, temporary): PreparedIndexer {
    const { indexed, errors } = indexedSources(project, LANGUAGES);
    const own = projectIn(project.name, project.root, project.files);
    const dependencies = dependenciesOf(project);
    // Apart, because scip-python takes whatever path starts with the project's for the project's own.
    const mirror = join(temporary, 'own');
    const others = join(temporary, 'dependencies');
    writeMirror(mirror, own.files);
    for (const { files } of dependencies) writeMirror(others, files);

    const cwd = join(mirror, own.layout.base);
    const configuration = {
      include: ['.'],
      exclude: ['**/node_modules'],
      pythonVersion: PYTHON_VERSION,
      pythonPlatform: 'Linux',
      extraPaths: [
        ...own.layout.roots.map((root) => join(mirror, root)),
        ...dependencies.flatMap(({ layout }) => [layout.base, ...layout.roots].map((root) => join(others, root))),
      ],
    };
    // Found before any pyrightconfig.json or pyproject.toml, in this directory or above it.
    writeFileSync(join(cwd, 'scip-pyrightconfig.json'), JSON.stringify(configuration));
    const environment = join(temporary, 'environment.json');
    writeFileSync(environment, JSON.stringify(environmentOf(dependencies)));

    const index = join(temporary, 'python.scip');
    const version = own.layout.version ?? '.';
    const named = ['--project-name', own.name, '--project-version', version, '--environment', environment];
    const ownPackage = { name: own.name, version, modules: own.modules };
    return {
      script: join(directory, 'index.js'),
      args: ['index', ...named, '--cwd', cwd, '--output', index],
      cwd,
      index,
      counting: { countsByteOrderMark: true, unicodeLineBreaks: false },
      expected: new Set(indexed.map((file) => file.path)),
      projectName: own.name,
      projectVersion: own.layout.version,
      errors,
      pathOf: (relativePath) => posix.join(own.layout.base, relativePath),
      identities: (path, document, text) => pythonIdentities(ownPackage, path, document, text),
      complaints: (output) => output.split('\n').filter((line) => /partially failed|Cancelling analysis/.test(line)),
    };
  },
};

/** A Python file that is too large is not there, as little as one that is not Python. */
const isPython = (file: OpenFile): boolean => isSource(file, LANGUAGES) && !isTooLarge(file);

function projectIn(name: string, root: string, files: readonly OpenFile[]): PythonProject {
  const python = files.filter(isPython);
  const paths = python.map((file) => file.path);
  const pyproject = files.find((file) => file.path === posix.join(root, 'pyproject.toml'))?.bytes.toString('utf8');
  const layout = pythonLayout(root, paths, pyproject ?? null);
  return { name: layout.name ?? name, layout, modules: pythonModules(layout, paths), files: python };
}

/** Innermost first: a file belongs to the nearest project around it. */
function dependenciesOf({ dependencies, context }: OpenProject): readonly PythonProject[] {
  const left = new Set(context);
  const innermost = [...dependencies].sort((a, b) => b.root.length - a.root.length || (a.root < b.root ? -1 : 1));
  return innermost.flatMap(({ name, root }) => {
    const files = [...left].filter((file) => root === '.' || file.path.startsWith(`${root}/`));
    for (const file of files) left.delete(file);
    return files.some(isPython) ? [projectIn(name, root, files)] : [];
  });
}

/**
 * What `pip` would say, for the projects that this one depends on: their symbols then are the same here and there.
 * scip-python looks again and again for modules of the first package, so that one is nobody's.
 */
const environmentOf = (dependencies: readonly PythonProject[]) => [
  { name: '.', version: '.', files: [] },
  ...dependencies.map(({ name, layout, modules }) => ({ name, version: layout.version ?? '.', files: modules.files })),
];
