/** The rows of the datasets. */
import type declaration from '../../../plugin/model/extractors/tree-sitter-nodes';
import type { FileRow } from '../extractor-runtime';

export type Datasets = typeof declaration.datasets;
export type Row<N extends keyof Datasets> = FileRow<Datasets[N]['columns']>;
