/** The targets of a project with sources: one per extractor and a fixed number of stages. */
import type { TargetConfiguration } from '@nx/devkit';
import type { Manifest, ManifestExtractor } from '../manifest/manifest-schema';
import { CPG_PROJECT, extractTarget, STAGE_TARGETS, stageTarget } from '../manifest/naming';
import { producerOf, targetDirectory } from '../manifest/producer';
import { type Input, keys, NO_PACKAGES, partitionLanes } from './inputs';

export const EXECUTOR = 'cpg:materialize';

export type Targets = Record<string, TargetConfiguration>;

export interface SourceTargetsRequest {
  readonly manifest: Manifest;
  /** Manifest relative to the workspace root. */
  readonly manifestFile: string;
  readonly partition: string;
  /** Inputs that select the files of the partition that an extractor reads. */
  readonly sources: (extractor: ManifestExtractor) => readonly Input[];
}

/**
 * Targets `cpg-extract-<extractor>` and `cpg-stage-<n>`.
 *
 * A task's hash covers executor, options and outputs of every target of its project, so none of them mentions a view;
 * inputs and `dependsOn` may, they count for their own target only.
 */
export function sourceTargets(request: SourceTargetsRequest): Targets {
  const extractors = Object.keys(request.manifest.extractors).sort();
  const stages = Array.from({ length: STAGE_TARGETS }, (_, i) => i + 1);
  return {
    ...Object.fromEntries(extractors.map((name) => [extractTarget(name), extraction(request, name)])),
    ...Object.fromEntries(stages.map((index) => [stageTarget(index), stage(request, index)])),
  };
}

export const dependOnManifest = { target: 'manifest', projects: [CPG_PROJECT] };

function extraction({ manifest, manifestFile, partition, sources }: SourceTargetsRequest, name: string) {
  const extractor = manifest.extractors[name];
  return {
    executor: EXECUTOR,
    options: {},
    cache: true,
    dependsOn: [dependOnManifest],
    inputs: [
      ...(extractor === undefined ? [] : sources(extractor)),
      keys(manifestFile, 'extractors', [name]),
      NO_PACKAGES,
    ],
    outputs: outputOf(partition, extractTarget(name)),
    metadata: {
      technologies: ['cpg'],
      description: `Extracts the ${name} evidence of this project's files`,
    },
  } satisfies TargetConfiguration;
}

function stage({ manifest, manifestFile, partition }: SourceTargetsRequest, index: number) {
  const found = manifest.stages.find((s) => s.index === index);
  const views = found?.views ?? [];
  const inputs = found?.inputs ?? {};
  const producers = Object.keys(inputs).map((dataset) => {
    const producer = producerOf(manifest, dataset);
    return producer?.kind === 'partitioned' ? producer.target : { target: dataset, projects: [CPG_PROJECT] };
  });
  return {
    executor: EXECUTOR,
    options: {},
    cache: true,
    dependsOn: [dependOnManifest, ...unique(producers)],
    inputs: [...partitionLanes(manifest, inputs, partition), keys(manifestFile, 'views', views), NO_PACKAGES],
    outputs: outputOf(partition, stageTarget(index)),
    metadata: {
      technologies: ['cpg'],
      description: views.length === 0 ? 'Not used by any view' : `Materialises ${views.join(', ')} of this project`,
    },
  } satisfies TargetConfiguration;
}

const outputOf = (partition: string, target: string): string[] => [
  `{workspaceRoot}/${targetDirectory(partition, target)}`,
];

const unique = <T>(values: readonly T[]): T[] => [...new Map(values.map((v) => [JSON.stringify(v), v])).values()];
