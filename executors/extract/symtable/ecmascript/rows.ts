/** The rows about scopes that one file has, dataset by dataset. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Emit, FileRow } from '../../extractor-runtime';

export type Datasets = typeof declaration.datasets;
export type EmitRow = Emit<Datasets>;
export type Row<N extends keyof Datasets> = FileRow<Datasets[N]['columns']>;
