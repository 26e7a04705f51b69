/** Which files belong to a task, and which partitions to a dataset. */
import type { ProjectGraph } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import type { FileSnapshot } from './file-snapshots';
import { openWorkspace } from './workspace';

const TARGET = 'cpg-extract-repo-scan';

function graph(roots: Readonly<Record<string, string>>, without: readonly string[] = []): ProjectGraph {
  const nodes = Object.entries(roots).map(([name, root]) => {
    const targets = without.includes(name) ? {} : { [TARGET]: {} };
    return [name, { name, type: 'lib' as const, data: { root, targets } }] as const;
  });
  return { nodes: Object.fromEntries(nodes), dependencies: {}, externalNodes: {} };
}

const snapshot = (
  byProject: Readonly<Record<string, Readonly<Record<string, string>>>>,
  unowned: Readonly<Record<string, string>> = {},
): FileSnapshot => ({
  byProject: new Map(Object.entries(byProject).map(([project, files]) => [project, new Map(Object.entries(files))])),
  unowned: new Map(Object.entries(unowned)),
});

const IN_FOLDER = graph({ cpg: 'cpg', '@acme/a': 'a', docs: 'docs' }, ['docs']);
const FILES = snapshot(
  {
    cpg: { 'cpg/cpg.manifest.json': '1', 'cpg/views/x.sql': '1' },
    '@acme/a': { 'a/z.py': '2', 'a/b.py': '3' },
    docs: { 'docs/x.md': '4' },
  },
  { 'setup.py': '5' },
);
const open = (g: ProjectGraph, now: FileSnapshot, hashed: FileSnapshot | null = now) =>
  openWorkspace('/w', g, async () => ({ now, hashed }));
const paths = async (workspace: ReturnType<typeof open>, project: string) =>
  (await workspace.files(project, TARGET)).files.map((f) => f.path);

describe('the files of a task', () => {
  it('are the own files of a source project, by path', async () => {
    expect(await paths(open(IN_FOLDER, FILES), '@acme/a')).toEqual(['a/b.py', 'a/z.py']);
  });

  it('are for cpg those that no project extracts, without what configures the graph', async () => {
    expect(await paths(open(IN_FOLDER, FILES), 'cpg')).toEqual(['docs/x.md', 'setup.py']);
  });

  it('are for cpg at the root its own, without the manifest', async () => {
    const files = snapshot({ cpg: { 'cpg.manifest.json': '1', 'plugin/x.ts': '1' }, a: { 'a/b.py': '1' } });
    expect(await paths(open(graph({ cpg: '.', a: 'a' }), files), 'cpg')).toEqual(['plugin/x.ts']);
  });
});

describe('a file that is not what Nx hashed', () => {
  const changes = async (now: Readonly<Record<string, string>>, hashed: Readonly<Record<string, string>> | null) => {
    const g = graph({ cpg: 'cpg', a: 'a' });
    const workspace = open(g, snapshot({ a: now }), hashed && snapshot({ a: hashed }));
    return (await workspace.files('a', TARGET)).changed;
  };

  it('changed, appeared or vanished', async () => {
    expect(await changes({ 'a/x.py': '1', 'a/y.py': '2' }, { 'a/x.py': '1', 'a/y.py': '1' })).toEqual(['a/y.py']);
    expect(await changes({ 'a/x.py': '1', 'a/y.py': '2' }, { 'a/x.py': '1' })).toEqual(['a/y.py']);
    expect(await changes({ 'a/x.py': '1' }, { 'a/x.py': '1', 'a/y.py': '1' })).toEqual(['a/y.py']);
  });

  it('cannot be told without a record of what Nx hashed', async () => {
    expect(await changes({ 'a/x.py': '1' }, null)).toEqual([]);
  });
});

describe('partitions', () => {
  it('are those of the projects that own the target now', () => {
    expect(open(IN_FOLDER, FILES).partitionsWith(TARGET)).toEqual([
      expect.stringMatching(/^acme-a--/),
      'workspace-files',
    ]);
    expect(open(graph({ cpg: '.', a: 'a' }), FILES).partitionsWith(TARGET)).toEqual(['a', 'cpg']);
  });
});

describe('what is around the files of a task', () => {
  const names = (wanted: readonly string[]) => (path: string) => wanted.includes(path.slice(path.lastIndexOf('/') + 1));
  const query = {
    source: (path: string) => path.endsWith('.ts') || path.endsWith('package.json'),
    anywhere: names(['tsconfig.json']),
    root: names(['package.json', 'lock']),
  };
  const depends = (edges: Readonly<Record<string, readonly string[]>>, g: ProjectGraph): ProjectGraph => ({
    ...g,
    dependencies: Object.fromEntries(
      Object.entries(edges).map(([source, targets]) => [
        source,
        targets.map((target) => ({ source, target, type: 'static' })),
      ]),
    ),
  });
  const files = snapshot(
    {
      cpg: { 'cpg/tsconfig.json': '1' },
      a: { 'a/x.ts': '1', 'a/tsconfig.json': '1', 'a/notes.md': '1' },
      b: { 'b/y.ts': '1', 'b/package.json': '1', 'b/data.json': '1' },
      c: { 'c/z.ts': '1', 'c/tsconfig.json': '1' },
      d: { 'd/w.ts': '1' },
    },
    { 'package.json': '1', lock: '1', 'tools/tsconfig.json': '1', 'tools/t.ts': '1', 'tools/lock': '1' },
  );
  const g = depends(
    { a: ['b', 'npm:react'], b: ['c'], c: ['a'] },
    graph({ cpg: 'cpg', a: 'a', b: 'b', c: 'c', d: 'd' }),
  );

  it('is what its project depends on, directly or not, and the configuration of the workspace', async () => {
    const { files: found, dependencies, root } = await open(g, files).context('a', TARGET, query);
    expect(found.map((f) => f.path)).toEqual([
      'a/tsconfig.json',
      'b/package.json',
      'b/y.ts',
      'c/tsconfig.json',
      'c/z.ts',
      'cpg/tsconfig.json',
      'lock',
      'package.json',
      'tools/tsconfig.json',
    ]);
    expect(dependencies).toEqual([
      { name: 'b', root: 'b' },
      { name: 'c', root: 'c' },
    ]);
    expect(root).toBe('a');
  });

  it('is for the files of no project what else is of none', async () => {
    const { files: found, dependencies } = await open(g, files).context('cpg', TARGET, query);
    expect(found.map((f) => f.path)).toEqual(['lock', 'tools/tsconfig.json']);
    expect(dependencies).toEqual([]);
  });

  it('changes with it', async () => {
    const edited = snapshot({ a: { 'a/x.ts': '2' }, b: { 'b/y.ts': '2', 'b/data.json': '2' } }, { lock: '2' });
    const before = snapshot({ a: { 'a/x.ts': '1' }, b: { 'b/y.ts': '1', 'b/data.json': '1' } }, { lock: '1' });
    expect((await open(g, edited, before).context('a', TARGET, query)).changed).toEqual(['b/y.ts', 'lock']);
  });
});
