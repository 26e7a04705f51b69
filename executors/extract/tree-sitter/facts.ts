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
  cst_parse_errors: [],
});

/** The span of the thing that a row is about; a row about the whole file comes first. */
const SPAN: { readonly [N in DatasetName]: (row: Row<N>) => readonly [number | null, number | null] } = {
  cst_refs: (row) => [row.bstart, row.bend],
  cst_defs: (row) => [row.def_bstart, row.def_bend],
  cst_imports: (row) => [row.alias_bstart, row.alias_bend],
  cst_callsites: (row) => [row.call_bstart, row.call_bend],
  cst_call_args: (row) => [row.bstart, row.bend],
  cst_docstrings: (row) => [row.bstart, row.bend],
  cst_decorators: (row) => [row.bstart, row.bend],
  cst_parse_errors: (row) => [row.bstart, row.bend],
};

/** Emits all rows, those of each dataset by start and end of their span. */
export function emitInOrder(facts: Facts, emit: Emit<Datasets>): void {
  emitDataset('cst_refs', facts, emit);
  emitDataset('cst_defs', facts, emit);
  emitDataset('cst_imports', facts, emit);
  emitDataset('cst_callsites', facts, emit);
  emitDataset('cst_call_args', facts, emit);
  emitDataset('cst_docstrings', facts, emit);
  emitDataset('cst_decorators', facts, emit);
  emitDataset('cst_parse_errors', facts, emit);
}

function emitDataset<N extends DatasetName>(dataset: N, facts: Facts, emit: Emit<Datasets>): void {
  const span: (row: Row<N>) => readonly [number | null, number | null] = SPAN[dataset];
  const rows: readonly Row<N>[] = facts[dataset];
  const keyed = rows.map((row) => {
    const [start, end] = span(row);
    return { row, start: start ?? -1, end: end ?? -1 };
  });
  keyed.sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { row } of keyed) emit(dataset, row);
}
