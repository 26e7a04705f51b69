/** What `build` waits for, the outputs and everything that they are made of, and what there is besides. */
import type { Manifest } from '../manifest/manifest-schema';

/**
 * Names of the datasets that `build` materialises, sorted: the manifest's outputs, what they read directly or through
 * others, and the rest of what the same stages and extractions make anyway. An on-demand view that no output needs is
 * not among them.
 */
export function buildClosure(manifest: Manifest): readonly string[] {
  const reached = new Set<string>();
  const visit = (dataset: string): void => {
    if (reached.has(dataset)) return;
    reached.add(dataset);
    for (const next of [...readBy(manifest, dataset), ...madeTogether(manifest, dataset)]) visit(next);
  };
  manifest.outputs.forEach(visit);
  return [...reached].sort();
}

/** Names of all datasets, sorted: what `build-evidence` materialises. */
export const allDatasets = ({ views, extractors }: Manifest): readonly string[] =>
  [...Object.keys(views), ...Object.values(extractors).flatMap(({ datasets }) => Object.keys(datasets))].sort();

const readBy = (manifest: Manifest, dataset: string): readonly string[] =>
  Object.keys(manifest.views[dataset]?.inputs ?? {});

function madeTogether(manifest: Manifest, dataset: string): readonly string[] {
  const view = manifest.views[dataset];
  if (view !== undefined) return manifest.stages.find((stage) => stage.index === view.stage)?.views ?? [];
  return Object.keys(Object.values(manifest.extractors).find((e) => dataset in e.datasets)?.datasets ?? {});
}
