/** A column of a dataset, as lineage names it; equal columns of one analysis are the same object. */

export interface SourceColumn {
  readonly dataset: string;
  readonly column: string;
}

export type Sources = ReadonlySet<SourceColumn>;

export const NO_SOURCES: Sources = new Set();

export function unionOf(sets: Iterable<Sources>): Sources {
  const union = new Set<SourceColumn>();
  for (const set of sets) for (const source of set) union.add(source);
  return union;
}

/** `dataset.column` */
export const sourceName = ({ dataset, column }: SourceColumn): string => `${dataset}.${column}`;

/** By dataset, then by column. */
export function sortedSources(sources: Iterable<SourceColumn>): readonly SourceColumn[] {
  return [...sources].sort((a, b) => compare(a.dataset, b.dataset) || compare(a.column, b.column));
}

/** Makes source columns so that each is one object, which lets them be members of sets. */
export class SourceColumns {
  private readonly known = new Map<string, Map<string, SourceColumn>>();

  of(dataset: string, column: string): SourceColumn {
    const columns = this.known.get(dataset) ?? new Map<string, SourceColumn>();
    this.known.set(dataset, columns);
    const source = columns.get(column) ?? { dataset, column };
    columns.set(column, source);
    return source;
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
