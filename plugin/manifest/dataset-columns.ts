import type { Manifest, ManifestColumn } from './manifest-schema';
import { extractorOf } from './producer';

/** The columns of a view or of a dataset of evidence; undefined if the manifest has none of that name. */
export function datasetColumns(manifest: Manifest, dataset: string): readonly ManifestColumn[] | undefined {
  const made = manifest.views[dataset] ?? extractorOf(manifest, dataset)?.[1].datasets[dataset];
  return made?.columns;
}
