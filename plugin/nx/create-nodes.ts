/** Configuration files -> projects with targets: what Nx knows about the graph. Reads the manifest and nothing heavier. */
import { join, posix } from 'node:path';
import { AggregateCreateNodesError, type CreateNodesResultArray, type ProjectConfiguration } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../core/diagnostic';
import { CODE_ROOT } from '../manifest/engine';
import { manifestAmong } from '../manifest/manifest-among';
import type { Manifest } from '../manifest/manifest-schema';
import { COMPILED_FILES, CPG_PROJECT, MANIFEST_FILE } from '../manifest/naming';
import { partitionOf, WORKSPACE_FILES_PARTITION } from '../manifest/partition';
import { readManifest } from '../manifest/read-manifest';
import { cpgTargets, repairTargets } from './cpg-targets';
import { datasetTargets } from './dataset-targets';
import { sourceInputs } from './inputs';
import { type SourceProject, sourceProjects } from './projects';
import { sourceTargets, type Targets } from './source-targets';

/** `nx.json` is there so that a workspace without any of the others calls us too. */
export const CONFIGURATION_GLOB = `{nx.json,**/${MANIFEST_FILE},**/project.json,**/package.json,**/pyproject.toml}`;

/**
 * The projects of the workspace with their targets. Python projects that nothing else declares are named, with or without
 * a manifest; targets appear once there is one.
 *
 * A manifest that cannot be read leaves the project `cpg` with targets that say so when they run. An error here would
 * stop every Nx command of the workspace, `nx sync`, which repairs the manifest, among them.
 *
 * Throws `AggregateCreateNodesError`, which keeps all projects, with `CPG_NAME_TAKEN` for a second manifest.
 */
export function createCpgNodes(files: readonly string[], workspaceRoot: string): CreateNodesResultArray {
  const { manifestFile, surplus } = manifestAmong(files);
  const projects = sourceProjects(files, workspaceRoot);
  const named = projects.filter((project) => project.pythonOnly).map((p) => entry(p, { name: p.name }));
  if (manifestFile === undefined) return named;
  const manifest = readManifest(join(workspaceRoot, manifestFile), manifestFile);
  const nodes = manifest.ok
    ? nodesOf(manifest.value, manifestFile, projects, workspaceRoot)
    : [cpgEntry(manifestFile, repairTargets()), ...named];
  if (surplus.length === 0) return nodes;
  throw new AggregateCreateNodesError(
    surplus.map((file) => [file, secondManifest(file, manifestFile)]),
    nodes,
  );
}

function nodesOf(
  manifest: Manifest,
  manifestFile: string,
  projects: readonly SourceProject[],
  workspaceRoot: string,
): CreateNodesResultArray {
  const root = posix.dirname(manifestFile);
  const own = {
    ...cpgTargets({ manifest, root, workspaceRoot, fromSource: CODE_ROOT === workspaceRoot }),
    ...datasetTargets(manifest, manifestFile),
  };
  const others = projects.filter((project) => project.root !== root);
  return [
    cpgEntry(manifestFile, { ...own, ...ownSourceTargets(manifest, manifestFile, projects) }, targetGroups(manifest)),
    ...others.map((project) =>
      entry(project, {
        ...(project.pythonOnly ? { name: project.name } : {}),
        targets: sourceTargets({
          manifest,
          manifestFile,
          partition: partitionOf(project.name),
          sources: (extractor) => sourceInputs(extractor, '{projectRoot}'),
        }),
      }),
    ),
  ];
}

/**
 * What the project `cpg` extracts itself: at the workspace root its own files, without the manifest and its keys, which would
 * be their own input; in a folder of its own, which only configures the graph, the files that no project has.
 */
function ownSourceTargets(manifest: Manifest, manifestFile: string, projects: readonly SourceProject[]) {
  const root = posix.dirname(manifestFile);
  if (root === '.') {
    return sourceTargets({
      manifest,
      manifestFile,
      partition: partitionOf(CPG_PROJECT),
      sources: (extractor) => [
        ...sourceInputs(extractor, '{projectRoot}'),
        ...COMPILED_FILES.map((file) => `!{projectRoot}/${file}`),
      ],
    });
  }
  const roots = [root, ...projects.map((project) => project.root)];
  const outside = roots.map((path) => `!{workspaceRoot}/${posix.join(path, '**/*')}`);
  return sourceTargets({
    manifest,
    manifestFile,
    partition: WORKSPACE_FILES_PARTITION,
    sources: (extractor) => [...sourceInputs(extractor, '{workspaceRoot}'), ...outside],
  });
}

function cpgEntry(
  manifestFile: string,
  targets: Targets,
  targetGroups: Record<string, string[]> = {},
): CreateNodesResultArray[number] {
  const root = posix.dirname(manifestFile);
  const metadata = { description: 'The Code Property Graph of this workspace', technologies: ['cpg'], targetGroups };
  return [manifestFile, { projects: { [root]: { root, name: CPG_PROJECT, targets, metadata } } }];
}

/** Attributed to the project's own file: a change of the manifest is then no change of that project's configuration. */
const entry = (project: SourceProject, config: Omit<ProjectConfiguration, 'root'>): CreateNodesResultArray[number] => [
  project.configFile,
  { projects: { [project.root]: { root: project.root, ...config } } },
];

function targetGroups(manifest: Manifest): Record<string, string[]> {
  const evidence = Object.values(manifest.extractors).flatMap((extractor) => Object.keys(extractor.datasets));
  return {
    graph: ['build', 'cpg-build', 'manifest', 'query', 'explain', 'verify', 'watch'],
    outputs: [...manifest.outputs].sort(),
    views: Object.keys(manifest.views)
      .filter((view) => !manifest.outputs.includes(view))
      .sort(),
    evidence: evidence.sort(),
  };
}

const secondManifest = (file: string, other: string) =>
  new DiagnosticError([diagnostic('CPG_NAME_TAKEN', { kind: 'project', name: CPG_PROJECT, other }, { file })]);
