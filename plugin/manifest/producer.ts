/** Which target makes a dataset, and where it leaves it: the one mapping that Nx's outputs and our store share. */
import type { Manifest, ManifestExtractor } from './manifest-schema';
import { extractTarget, STORE_DIRECTORY, stageTarget } from './naming';
import { WORKSPACE_PARTITION } from './partition';

export type Producer =
  /** One partition per project, made by this target of every project and gathered by the target of that name in `cpg`. */
  | { readonly kind: 'partitioned'; readonly target: string }
  /** Made once, by the target of that name in `cpg`. */
  | { readonly kind: 'workspace' };

/** The producer of a dataset or view; undefined for a name that the manifest does not know. */
export function producerOf(manifest: Manifest, dataset: string): Producer | undefined {
  const view = manifest.views[dataset];
  if (view !== undefined) {
    return view.stage === null ? { kind: 'workspace' } : { kind: 'partitioned', target: stageTarget(view.stage) };
  }
  const extractor = extractorOf(manifest, dataset);
  return extractor && { kind: 'partitioned', target: extractTarget(extractor[0]) };
}

/** Name and entry of the extractor whose evidence a dataset is; undefined for a view or an unknown name. */
export const extractorOf = ({ extractors }: Manifest, dataset: string): [string, ManifestExtractor] | undefined =>
  Object.entries(extractors).find(([, { datasets }]) => dataset in datasets);

/** Directory of what a target of a project leaves behind, relative to the workspace root, with `/`. */
export const targetDirectory = (partition: string, target: string): string =>
  `${STORE_DIRECTORY}/data/${partition}/${target}`;

/** Directory of a workspace-scoped view or of a gather, relative to the workspace root, with `/`. */
export const workspaceDirectory = (dataset: string): string => targetDirectory(WORKSPACE_PARTITION, dataset);
