/** What enters the hash of a task: keys of what it makes, sources, and the lanes of the datasets it reads. */
import type { TargetConfiguration } from '@nx/devkit';
import { keysFile } from '../manifest/keys';
import type { Manifest, ManifestExtractor, Reads } from '../manifest/manifest-schema';
import { producerOf, targetDirectory, workspaceDirectory } from '../manifest/producer';
import { sourceExtensions } from '../manifest/source-extensions';

export type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** Without this every npm package of the workspace takes part, and a change of the lock file misses everything. */
export const NO_PACKAGES: Input = { externalDependencies: [] };

/** What the keys beside a manifest say of `what`, by names; `manifestFile` is relative to the workspace root. */
export const keys = (
  manifestFile: string,
  what: 'columns' | 'extractors' | 'views',
  names: readonly string[],
): Input => ({
  json: `{workspaceRoot}/${keysFile(manifestFile)}`,
  fields: ['engine', ...names.map((name) => `${what}.${name}`)],
});

/**
 * The files that an extractor reads below `directory`, and, if its unit is the project, those around them: of the
 * projects that this one depends on, and the configuration that tools look for. Files of no project have no dependencies.
 */
export function sourceInputs(
  extractor: ManifestExtractor,
  directory: '{projectRoot}' | '{workspaceRoot}',
): readonly Input[] {
  const extensions = sourceExtensions(extractor);
  if (extensions?.length === 0) return [];
  const sources = extensions === null ? `${directory}/**/*` : `${directory}/**/*.${alternatives(extensions)}`;
  if (extractor.context === null) return [sources];
  const { beside, anywhere, root } = extractor.context;
  const own = [sources, ...(beside.length === 0 ? [] : [`${directory}/**/${alternatives(beside)}`])];
  return [
    ...own,
    ...(directory === '{projectRoot}' ? own.map((glob) => `^${glob}`) : []),
    ...(anywhere.length === 0 ? [] : [`{workspaceRoot}/**/${alternatives(anywhere)}`]),
    ...(root.length === 0 ? [] : [`{workspaceRoot}/${alternatives(root)}`]),
  ];
}

/** The lanes that a stage of the project with `partition` reads. */
export const partitionLanes = (manifest: Manifest, reads: Reads, partition: string): readonly Input[] =>
  laneInputs(reads, (dataset) => {
    const producer = producerOf(manifest, dataset);
    return producer?.kind === 'partitioned'
      ? `${targetDirectory(partition, producer.target)}/${dataset}`
      : workspaceDirectory(dataset);
  });

/** The lanes that a task of the whole workspace reads: of workspace-scoped views and of gathers. */
export const workspaceLanes = (reads: Reads): readonly Input[] => laneInputs(reads, workspaceDirectory);

/**
 * Outputs of direct dependencies only: with `transitive`, a change that does not pass through the dependency's own
 * lanes would still miss here.
 */
const laneInputs = (reads: Reads, directoryOf: (dataset: string) => string): readonly Input[] =>
  Object.keys(reads)
    .sort()
    .map((dataset) => ({
      dependentTasksOutputFiles: `${directoryOf(dataset)}/lanes/${alternatives(reads[dataset]?.lanes ?? [])}`,
    }));

/** All lanes of a dataset as it is gathered from its partitions, or of a view below `workspace`. */
export const allLanes = (directory: string): Input => ({ dependentTasksOutputFiles: `${directory}/lanes/*` });

/** A glob that matches exactly `words`. */
const alternatives = (words: readonly string[]): string =>
  words.length === 1 ? `${words[0]}` : `{${words.join(',')}}`;
