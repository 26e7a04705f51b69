/** The targets of the project `cpg` that are not datasets: the manifest check, `build` and the tools. */
import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { buildClosure } from '../manifest/build-closure';
import { engineVersions } from '../manifest/engine-versions';
import type { Manifest } from '../manifest/manifest-schema';
import { COMPILED_FILES, MANIFEST_FILE } from '../manifest/naming';
import { workspaceDirectory } from '../manifest/producer';
import { declarationGlobs } from '../manifest/staleness';

import { SYNC_GENERATOR } from './dataset-targets';
import { allLanes, type Input, NO_PACKAGES } from './inputs';
import { EXECUTOR, type Targets } from './source-targets';

export interface CpgTargetsRequest {
  readonly manifest: Manifest;
  /** Folder of the manifest relative to the workspace root, `.` for the root itself. */
  readonly root: string;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Whether cpg runs from this workspace's own sources, as in its own repository. */
  readonly fromSource: boolean;
}

/** Targets `manifest`, `build`, `cpg-build`, `query`, `explain`, `watch` and `verify`. */
export function cpgTargets(request: CpgTargetsRequest): Targets {
  const build = buildTarget(request);
  return {
    manifest: manifestTarget(request),
    build,
    // `nx affected -t build` would also run every other project's own build; this name is nobody else's.
    'cpg-build': build,
    query: {
      executor: 'cpg:query',
      cache: false,
      metadata: {
        technologies: ['cpg'],
        description: 'Runs SQL over the graph',
        help: { command: 'npx nx run cpg:query --help', example: { options: { sql: 'FROM cpg_nodes LIMIT 10' } } },
      },
    },
    explain: {
      executor: 'cpg:explain',
      cache: false,
      metadata: {
        technologies: ['cpg'],
        description: 'Says how a dataset is made, of what and why',
        help: { command: 'npx nx run cpg:explain --help', example: { options: { capabilities: true } } },
      },
    },
    watch: {
      executor: 'cpg:watch',
      cache: false,
      continuous: true,
      syncGenerators: [SYNC_GENERATOR],
      dependsOn: ['build'],
      metadata: {
        technologies: ['cpg'],
        description: 'Keeps the graph up to date while sources are edited',
        help: { command: 'npx nx run cpg:watch --help', example: { options: { json: true } } },
      },
    },
    verify: {
      executor: 'cpg:verify',
      cache: false,
      dependsOn: ['build'],
      metadata: {
        technologies: ['cpg'],
        description: 'Compares the graph with one that is built elsewhere from nothing',
        help: { command: 'npx nx run cpg:verify --help', example: { options: { projects: ['a'] } } },
      },
    },
  };
}

/**
 * Not batched with the rest: Nx looks up no task that reads outputs behind a miss in the same batch, so one edited
 * declaration would run everything that a cache, the remote one too, could answer.
 */
const MANIFEST_EXECUTOR = 'cpg:manifest';

/**
 * Fails when the manifest is stale. Nx does not run sync generators in CI, and when every other task is a cache hit no
 * executor of theirs runs that could object; so this task's inputs are everything the manifest was compiled from.
 */
const manifestTarget = (request: CpgTargetsRequest): TargetConfiguration => ({
  executor: MANIFEST_EXECUTOR,
  // In the hash of this task through the project's configuration: another installed engine is another key.
  options: { engine: engineVersions(request.manifest, request.workspaceRoot) },
  cache: true,
  inputs: [...declarationInputs(request), NO_PACKAGES],
  outputs: [],
  metadata: {
    technologies: ['cpg'],
    description: `Checks that ${MANIFEST_FILE} matches the declarations`,
  },
});

function buildTarget(request: CpgTargetsRequest): TargetConfiguration {
  const datasets = buildClosure(request.manifest);
  return {
    executor: EXECUTOR,
    options: {},
    cache: true,
    syncGenerators: [SYNC_GENERATOR],
    dependsOn: ['manifest', ...datasets],
    // `nx affected` follows inputs, not dependsOn.
    inputs: [
      ...declarationInputs(request),
      ...datasets.map((dataset) => allLanes(workspaceDirectory(dataset))),
      NO_PACKAGES,
    ],
    outputs: [],
    metadata: {
      technologies: ['cpg'],
      description: 'Builds the Code Property Graph of the workspace',
      help: { command: 'npx nx run cpg:query --help', example: { options: { sql: 'FROM graph_summary' } } },
    },
  };
}

/** What is left when the manifest cannot be read: the commands that people type, which offer `nx sync` and else fail. */
export function repairTargets(): Targets {
  const target = { executor: EXECUTOR, options: {}, cache: false, syncGenerators: [SYNC_GENERATOR] };
  return { manifest: target, build: target, 'cpg-build': target };
}

/** The manifest and its keys, every file it was compiled from, and where a new declaration would appear. */
function declarationInputs({ manifest, root, fromSource }: CpgTargetsRequest): readonly Input[] {
  const compiled = COMPILED_FILES.map((file) => posix.join(root, file));
  const files = [...declarationGlobs(root), ...compiled, ...Object.keys(manifest.sources).sort()];
  return [...files.map((file) => `{workspaceRoot}/${file}`), ...(fromSource ? ENGINE_SOURCES : [])];
}

const ENGINE_SOURCES: readonly Input[] = [
  '{workspaceRoot}/plugin/**/*.{ts,sql}',
  '{workspaceRoot}/executors/**/*.{ts,sql}',
  '!{workspaceRoot}/**/*.spec.ts',
];
