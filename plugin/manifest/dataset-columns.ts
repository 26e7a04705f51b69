import type { Manifest, ManifestColumn } from './manifest-schema';

/** The columns of a view or of a dataset of evidence; undefined if the manifest has none of that name. */
export function datasetColumns(
  { views, extractors }: Manifest,
  dataset: string,
): readonly ManifestColumn[] | undefined {
  const evidence = Object.values(extractors).find(({ datasets }) => dataset in datasets)?.datasets[dataset];
  return views[dataset]?.columns ?? evidence?.columns;
}
