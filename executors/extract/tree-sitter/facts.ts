/** The rows found in one file, before they are put in order. */
import type declaration from '../../../plugin/model/extractors/tree-sitter';
import type { Emit, FileRow } from '../extractor-runtime';

type Datasets = typeof declaration.datasets;
export type DatasetName = keyof Datasets;
export type Row<N extends DatasetName> = FileRow<Datasets[N]['columns']>;

/** Rows by dataset, in the order in which they were found. */
export type Facts = { readonly [N in DatasetName]: Row<N>[] };

export const noFacts = (): Facts => ({
  cst_refs: [],
  cst_defs: [],
  cst_imports: [],
  cst_callsites: [],
  cst_call_args: [],
  cst_docstrings: [],
  cst_decorators: [],
  cst_type_exprs: [],
  cst_parse_manifest: [],
  cst_parse_errors: [],
});

/** By start, then end, of the span of the thing that a row is about; a row about the whole file comes first. */
const ORDER: { readonly [N in DatasetName]: (a: Row<N>, b: Row<N>) => number } = {
  cst_refs: (a, b) => a.bstart - b.bstart || a.bend - b.bend,
  cst_defs: (a, b) => a.def_bstart - b.def_bstart || a.def_bend - b.def_bend,
  cst_imports: (a, b) => a.alias_bstart - b.alias_bstart || a.alias_bend - b.alias_bend,
  cst_callsites: (a, b) => a.call_bstart - b.call_bstart || a.call_bend - b.call_bend,
  cst_call_args: (a, b) => a.bstart - b.bstart || a.bend - b.bend,
  cst_docstrings: (a, b) => a.bstart - b.bstart || a.bend - b.bend,
  cst_decorators: (a, b) => a.bstart - b.bstart || a.bend - b.bend,
  cst_type_exprs: (a, b) => a.bstart - b.bstart || a.bend - b.bend,
  cst_parse_manifest: () => 0,
  cst_parse_errors: (a, b) => (a.bstart ?? -1) - (b.bstart ?? -1) || (a.bend ?? -1) - (b.bend ?? -1),
};

/** Emits all rows, those of each dataset by start and end of their span, in place. */
export function emitInOrder(facts: Facts, emit: Emit<Datasets>): void {
  emitDataset('cst_refs', facts, emit);
  emitDataset('cst_defs', facts, emit);
  emitDataset('cst_imports', facts, emit);
  emitDataset('cst_callsites', facts, emit);
  emitDataset('cst_call_args', facts, emit);
  emitDataset('cst_docstrings', facts, emit);
  emitDataset('cst_decorators', facts, emit);
  emitDataset('cst_type_exprs', facts, emit);
  emitDataset('cst_parse_manifest', facts, emit);
  emitDataset('cst_parse_errors', facts, emit);
}

function emitDataset<N extends DatasetName>(dataset: N, facts: Facts, emit: Emit<Datasets>): void {
  const order: (a: Row<N>, b: Row<N>) => number = ORDER[dataset];
  const rows: Row<N>[] = facts[dataset];
  for (const row of rows.sort(order)) emit(dataset, row);
}
