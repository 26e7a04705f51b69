/** scip-typescript over one project: a copy of its sources, the configuration around them, and installed packages. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { OpenProject } from '../../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../../limits';
import type { IndexError, Indexer, PreparedIndexer } from '../indexer';
import { writeMirror } from '../mirror';
import { indexedSources, isTooLarge } from '../sources';
import { type FileGroup, type Grouping, groupByConfiguration } from './configurations';
import { ownership, typescriptIdentities } from './identities';
import { linkPackages } from './node-modules';

const LANGUAGES = ['typescript', 'tsx', 'javascript'] as const;

/** For files without a configuration: everything that compilers accept. */
const DEFAULTS = {
  target: 'esnext',
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'preserve',
  experimentalDecorators: true,
};

/** What makes a project of any configuration: all its files, and nothing written. */
const OVERRIDES = {
  allowJs: true,
  composite: false,
  incremental: false,
  noEmit: true,
  skipLibCheck: true,
};

export const typescriptIndexer: Indexer = {
  name: 'scip-typescript',
  package: '@sourcegraph/scip-typescript',
  languages: LANGUAGES,
  prepare(project, directory, temporary): PreparedIndexer {
    const { indexed, errors } = indexedSources(project, LANGUAGES);
    const mirror = join(temporary, 'workspace');
    const copied = [...project.files, ...project.context].filter((file) => !isTooLarge(file));
    writeMirror(mirror, copied);
    // Without one the symbols of files without a package would go on to the root of the disk.
    const rootPackage = join(mirror, 'package.json');
    if (!existsSync(rootPackage)) writeFileSync(rootPackage, '{}');
    linkPackages(project.workspaceRoot, mirror, [project.root, ...project.dependencies.map((d) => d.root)]);

    const paths = indexed.map((file) => file.path);
    const { groups, invalid } = groupByConfiguration(mirror, paths);
    const configurations = groups.map((group, number) => writeConfiguration(project, mirror, group, number));
    const index = join(temporary, 'typescript.scip');
    const settings = ['--no-progress-bar', '--max-file-byte-size', `${MAX_SOURCE_BYTES}b`];
    const own = new Set(paths);
    const packages = copied.filter((file) => basename(file.path) === 'package.json');
    const isOwn = ownership(packages, own);
    const [name, version] = packageOf(project);
    return {
      script: join(directory, 'dist', 'src', 'main.js'),
      args: ['index', '--cwd', mirror, '--output', index, ...settings, ...configurations],
      cwd: mirror,
      index,
      counting: { countsByteOrderMark: false, unicodeLineBreaks: true },
      expected: own,
      projectName: name,
      projectVersion: version,
      errors: [...errors, ...invalid.map(configurationInvalid)],
      pathOf: (relativePath) => relativePath,
      identities: (path) => typescriptIdentities(path, isOwn),
      complaints: (output) => output.split('\n').filter((line) => /^unexpected error indexing/.test(line)),
    };
  },
};

/** Beside the configuration that it extends, in a folder of its own: `-p` wants a file of that name. */
function writeConfiguration(project: OpenProject, mirror: string, group: FileGroup, number: number): string {
  const { configuration, files } = group;
  const base = configuration === null ? join(mirror, project.root) : dirname(configuration);
  const folder = join(base, `.cpg-scip-${number}`);
  mkdirSync(folder, { recursive: true });
  const content = {
    ...(configuration === null ? {} : { extends: `../${basename(configuration)}` }),
    compilerOptions: { ...(configuration === null ? DEFAULTS : {}), ...OVERRIDES },
    files: files.map((file) => relative(folder, join(mirror, file)).replaceAll('\\', '/')),
    include: [],
    references: [],
  };
  const file = join(folder, 'tsconfig.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** A configuration is no source of the project, whose errors have files; the message names it. */
const configurationInvalid = ({ path, message }: Grouping['invalid'][number]): IndexError => ({
  code: 'configuration_invalid',
  path: null,
  message: `${path}: ${message}`,
});

/** Name and version of the project as its package.json says. */
function packageOf({ name, root, files }: OpenProject): readonly [string, string | null] {
  const file = files.find(({ path }) => path === (root === '.' ? 'package.json' : `${root}/package.json`));
  try {
    const found = JSON.parse(file?.bytes.toString('utf8') ?? '{}') as { name?: unknown; version?: unknown };
    const version = typeof found.version === 'string' ? found.version : null;
    return [typeof found.name === 'string' ? found.name : name, version];
  } catch {
    return [name, null];
  }
}
