/** What scheduling and policy want to know of a view before it has ever run. */
import type { Column } from '../schema/column';
import { type Lineage, lineageOf } from './lineage';
import type { PlanBundle } from './plan-bundle';
import type { OutputColumn } from './planning-catalog';
import { type SourceColumn, sourceName } from './source-column';

/** Measured figures of a dataset or view; there are none at compile time. */
export interface PlanStats {
  readonly rows: number;
  readonly bytes: number;
}

export interface PlanSignals {
  readonly schema: readonly OutputColumn[];
  readonly lineage: Lineage;
  /** Filters pushed into scans, `dataset.column: condition`, `?` standing for the column. */
  readonly pushedFilters: readonly string[];
  /** Columns of each ORDER BY. */
  readonly sortKeys: readonly (readonly SourceColumn[])[];
  /** Columns required of all columns of the datasets read, 0 to 1; 1 for a view that reads nothing. */
  readonly projectionRatio: number;
  /** 0.5 to the number of pushed filters: the guess of somebody who knows nothing of the data. */
  readonly selectivityEstimate: number;
  readonly fingerprint: string;
  /** Null at compile time: figures may change a schedule, but no plan waits for them. */
  readonly stats: PlanStats | null;
}

/** `columnsOf` gives the schema of a dataset the view reads. */
export function signalsOf(bundle: PlanBundle, columnsOf: (dataset: string) => readonly Column[]): PlanSignals {
  const pushedFilters = lineageOf(bundle.optimizedRelation).scans.flatMap(({ dataset, filters }) =>
    filters.map(({ column, text }) => `${sourceName({ dataset, column })}: ${text}`),
  );
  return {
    schema: bundle.columns,
    lineage: bundle.lineage,
    pushedFilters,
    sortKeys: bundle.lineage.sortKeys,
    projectionRatio: projectionRatio(bundle.lineage, columnsOf),
    selectivityEstimate: 0.5 ** pushedFilters.length,
    fingerprint: bundle.fingerprint,
    stats: null,
  };
}

function projectionRatio({ required }: Lineage, columnsOf: (dataset: string) => readonly Column[]): number {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const all = sum([...required.keys()].map((dataset) => columnsOf(dataset).length));
  return all === 0 ? 1 : sum([...required.values()].map((columns) => columns.size)) / all;
}
