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
