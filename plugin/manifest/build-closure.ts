/** What `build` waits for: the outputs, everything that they are made of, and the evidence that nobody waits for. */
import type { Manifest } from './manifest-schema';
import { extractorOf } from './producer';

/**
 * Names of the datasets that `build` materialises, sorted: the manifest's outputs, what they read directly or through
 * others, the rest of what the same stages and extractions make anyway, and evidence that no view reads. Not among them
 * are views on demand that no output needs, and evidence that only those read.
 */
export function buildClosure(manifest: Manifest): readonly string[] {
  const reached = new Set<string>();
  const visit = (dataset: string): void => {
    if (reached.has(dataset)) return;
    reached.add(dataset);
    for (const next of [...readBy(manifest, dataset), ...madeTogether(manifest, dataset)]) visit(next);
  };
  manifest.outputs.forEach(visit);
  const read = new Set(Object.keys(manifest.views).flatMap((view) => readBy(manifest, view)));
  for (const { datasets } of Object.values(manifest.extractors)) {
    const names = Object.keys(datasets);
    if (!names.some((name) => read.has(name))) names.forEach(visit);
  }
  return [...reached].sort();
}

const readBy = (manifest: Manifest, dataset: string): readonly string[] =>
  Object.keys(manifest.views[dataset]?.inputs ?? {});

function madeTogether(manifest: Manifest, dataset: string): readonly string[] {
  const view = manifest.views[dataset];
  if (view !== undefined) return manifest.stages.find((stage) => stage.index === view.stage)?.views ?? [];
  return Object.keys(extractorOf(manifest, dataset)?.[1].datasets ?? {});
}
