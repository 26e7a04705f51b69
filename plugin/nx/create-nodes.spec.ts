import { AggregateCreateNodesError, type ProjectConfiguration, type TargetConfiguration } from '@nx/devkit';
import { expect, test } from 'vitest';
import { SAMPLE_VIEWS, sampleManifest, sampleView } from '../manifest/testing/sample-manifest';
import { temporaryWorkspace } from '../manifest/testing/temporary-workspace';
import { createCpgNodes } from './create-nodes';

const FILES = {
  'nx.json': '{}',
  'cpg/cpg.manifest.json': JSON.stringify(sampleManifest()),
  'libs/a/project.json': '{ "name": "@acme/a" }',
  'libs/b/pyproject.toml': '[project]\nname = "b"\n',
};

function projectsOf(files: Readonly<Record<string, string>>): Record<string, ProjectConfiguration> {
  using workspace = temporaryWorkspace(files);
  const results = createCpgNodes(Object.keys(files), workspace.root);
  return Object.fromEntries(results.flatMap(([, result]) => Object.entries(result.projects ?? {}))) as Record<
    string,
    ProjectConfiguration
  >;
}

const target = (projects: Record<string, ProjectConfiguration>, root: string, name: string): TargetConfiguration => {
  const found = projects[root]?.targets?.[name];
  if (found === undefined) throw new Error(`${root} has no target ${name}`);
  return found;
};

/** What a task's hash takes from its project's configuration. */
const hashed = (project: ProjectConfiguration | undefined) =>
  Object.entries(project?.targets ?? {}).map(([name, { executor, options, outputs }]) => [
    name,
    executor,
    options,
    outputs,
  ]);

test('without a manifest there are no targets', () => {
  const { 'cpg/cpg.manifest.json': _, ...files } = FILES;
  expect(projectsOf(files)).toEqual({ 'libs/b': { root: 'libs/b', name: 'b' } });
});

test('every source project extracts with every extractor and has a fixed number of stages', () => {
  const projects = projectsOf(FILES);
  const names = Object.keys(projects['libs/a']?.targets ?? {});
  expect(names).toEqual([
    'cpg-extract-repo-scan',
    'cpg-extract-tree-sitter',
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `cpg-stage-${n}`),
  ]);
  expect(Object.keys(projects['libs/b']?.targets ?? {})).toEqual(names);
});

test('names that are no file names become partitions that are', () => {
  const [output] = target(projectsOf(FILES), 'libs/a', 'cpg-extract-tree-sitter').outputs ?? [];
  expect(output).toMatch(/^\{workspaceRoot\}\/\.cpg\/data\/acme-a--[0-9a-f]{12}\/cpg-extract-tree-sitter$/);
});

test('extraction reads the files of its languages and the identity of its extractor', () => {
  const { inputs } = target(projectsOf(FILES), 'libs/b', 'cpg-extract-tree-sitter');
  expect(inputs).toEqual([
    '{projectRoot}/**/*.{py,pyi,tsx}',
    {
      json: '{workspaceRoot}/cpg/cpg.keys.json',
      fields: ['engine', 'extractors.tree-sitter'],
    },
    { externalDependencies: [] },
  ]);
});

test('an extractor of projects reads what a project depends on, and the configuration around it', () => {
  const base = sampleManifest();
  const { 'tree-sitter': one, ...others } = base.extractors;
  if (one === undefined) throw new Error('the sample has no such extractor');
  const context = { beside: ['package.json'], anywhere: ['tsconfig*.json'], root: ['package.json', 'yarn.lock'] };
  const manifest = { ...base, extractors: { ...others, 'tree-sitter': { ...one, unit: 'project', context } } };
  const projects = projectsOf({ ...FILES, 'cpg/cpg.manifest.json': JSON.stringify(manifest) });
  expect(target(projects, 'libs/a', 'cpg-extract-tree-sitter').inputs?.slice(0, 6)).toEqual([
    '{projectRoot}/**/*.{py,pyi,tsx}',
    '{projectRoot}/**/package.json',
    '^{projectRoot}/**/*.{py,pyi,tsx}',
    '^{projectRoot}/**/package.json',
    '{workspaceRoot}/**/tsconfig*.json',
    '{workspaceRoot}/{package.json,yarn.lock}',
  ]);
  const { inputs } = target(projects, 'cpg', 'cpg-extract-tree-sitter');
  expect(JSON.stringify(inputs)).not.toContain('^');
  expect(inputs).toContain('!{workspaceRoot}/libs/a/**/*');
});

test('a stage reads exactly the lanes it needs, of its own partition and of broadcasts', () => {
  const { inputs, dependsOn } = target(projectsOf(FILES), 'libs/b', 'cpg-stage-2');
  expect(inputs?.slice(0, 2)).toEqual([
    { dependentTasksOutputFiles: '.cpg/data/b/cpg-extract-tree-sitter/cst_refs/lanes/content' },
    { dependentTasksOutputFiles: '.cpg/data/workspace/exported/lanes/identity' },
  ]);
  expect(dependsOn).toEqual([
    { target: 'manifest', projects: ['cpg'] },
    'cpg-extract-tree-sitter',
    { target: 'exported', projects: ['cpg'] },
  ]);
});

test('a project-scoped view is gathered from all projects', () => {
  const { inputs, dependsOn, outputs } = target(projectsOf(FILES), 'cpg', 'resolved');
  expect(dependsOn).toEqual(['manifest', { target: 'cpg-stage-2', projects: '*' }]);
  expect(inputs?.[0]).toEqual({ dependentTasksOutputFiles: '.cpg/data/*/cpg-stage-2/resolved/lanes/*' });
  expect(outputs).toEqual(['{workspaceRoot}/.cpg/data/workspace/resolved']);
});

test('build makes the outputs, what they need, and evidence that no view reads', () => {
  const { dependsOn } = target(projectsOf(FILES), 'cpg', 'build');
  const needed = ['cpg_nodes', 'cst_defs', 'cst_refs', 'defs', 'exported', 'resolved'];
  expect(dependsOn).toEqual(['manifest', ...[...needed, 'repo_files'].sort()]);
});

test('build and the manifest check read every declaration', () => {
  for (const name of ['build', 'cpg-build', 'manifest']) {
    expect(target(projectsOf(FILES), 'cpg', name).inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/cpg/cpg.manifest.json',
        '{workspaceRoot}/cpg/cpg.keys.json',
        '{workspaceRoot}/cpg/views/exported.sql',
        '{workspaceRoot}/cpg/views/**/*',
      ]),
    );
  }
});

test('no target reads outputs of indirect dependencies, and all ignore the lock file', () => {
  for (const project of Object.values(projectsOf(FILES))) {
    for (const [name, { inputs, cache }] of Object.entries(project.targets ?? {})) {
      // Never hashed.
      if (cache === false) continue;
      expect(inputs, name).toContainEqual({ externalDependencies: [] });
      expect(JSON.stringify(inputs)).not.toContain('transitive');
    }
  }
});

test('a new or changed view leaves the hashed configuration of source projects alone', () => {
  const before = projectsOf(FILES);
  const views = {
    ...SAMPLE_VIEWS,
    exported: sampleView(null, { defs: ['content'] }, 'changed'),
    brand_new: sampleView(1, { cst_defs: ['content'] }),
  };
  const after = projectsOf({ ...FILES, 'cpg/cpg.manifest.json': JSON.stringify(sampleManifest({ views })) });
  expect(target(after, 'cpg', 'brand_new')).toBeDefined();
  for (const root of ['libs/a', 'libs/b']) expect(hashed(after[root])).toEqual(hashed(before[root]));
});

test('files of no project are extracted by cpg, its own folder excepted', () => {
  const { inputs, outputs } = target(projectsOf(FILES), 'cpg', 'cpg-extract-repo-scan');
  expect(inputs?.slice(0, 4)).toEqual([
    '{workspaceRoot}/**/*',
    '!{workspaceRoot}/cpg/**/*',
    '!{workspaceRoot}/libs/a/**/*',
    '!{workspaceRoot}/libs/b/**/*',
  ]);
  expect(outputs).toEqual(['{workspaceRoot}/.cpg/data/workspace-files/cpg-extract-repo-scan']);
});

test('with the manifest at the workspace root, cpg extracts the files of the root project', () => {
  const { 'cpg/cpg.manifest.json': manifest, ...others } = FILES;
  const projects = projectsOf({
    ...others,
    'cpg.manifest.json': manifest,
    'package.json': '{ "name": "cpg", "nx": {} }',
  });
  const { inputs, outputs } = target(projects, '.', 'cpg-extract-repo-scan');
  expect(inputs?.slice(0, 3)).toEqual([
    '{projectRoot}/**/*',
    '!{projectRoot}/cpg.manifest.json',
    '!{projectRoot}/cpg.keys.json',
  ]);
  expect(outputs).toEqual(['{workspaceRoot}/.cpg/data/cpg/cpg-extract-repo-scan']);
});

test('a broken manifest leaves what nx sync needs to repair it, and the other projects', () => {
  const projects = projectsOf({ ...FILES, 'cpg/cpg.manifest.json': '<<<<<<< HEAD\n{' });
  expect(target(projects, 'cpg', 'build')).toMatchObject({ cache: false, syncGenerators: ['cpg:sync'] });
  expect(projects['libs/b']).toEqual({ root: 'libs/b', name: 'b' });
});

test('a second manifest is an error that keeps everything else', () => {
  const files = { ...FILES, 'libs/a/cpg.manifest.json': FILES['cpg/cpg.manifest.json'] };
  using workspace = temporaryWorkspace(files);
  try {
    createCpgNodes(Object.keys(files), workspace.root);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(AggregateCreateNodesError);
    if (!(error instanceof AggregateCreateNodesError)) return;
    expect(error.errors.map(([file, e]) => [file, e.message])).toEqual([
      ['libs/a/cpg.manifest.json', expect.stringContaining('CPG_NAME_TAKEN')],
    ]);
    expect(error.partialResults).toHaveLength(3);
  }
});
