/** What an extractor of files emits, as rows to look at. */
import { assertNever, InvariantViolation } from '../../plugin/core/invariant';
import type { Cell, ColumnSource } from './evidence/column-source';
import type { Row } from './evidence/row-appender';
import type { Datasets, Emit } from './extractor-runtime';

export interface CollectedRows {
  readonly emit: Emit<Datasets>;
  /** By dataset, those without rows included; rows in the order in which they were emitted. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

/** Collects the rows of `datasets`; a row of another is a bug of the extractor. */
export function collectRows(datasets: Datasets): CollectedRows {
  const tables = new Map(Object.keys(datasets).map((dataset): [string, Row[]] => [dataset, []]));
  const append = (dataset: string, row: Row): void => {
    const table = tables.get(dataset);
    if (table === undefined) throw new InvariantViolation(`'${dataset}' is no dataset of the extractor`);
    table.push(row);
  };
  const columns = (dataset: string, count: number, sources: Readonly<Record<string, ColumnSource>>): void => {
    const given = Object.entries(sources);
    for (let at = 0; at < count; at++) {
      const row: Record<string, Cell> = {};
      for (const [name, source] of given) row[name] = cellOf(source, at);
      append(dataset, row);
    }
  };
  return { emit: Object.assign(append, { columns }), rows: Object.fromEntries(tables) };
}

function cellOf(source: ColumnSource, row: number): Cell {
  switch (source.kind) {
    case 'values':
      return source.values[row] ?? null;
    case 'same':
      return source.value;
    case 'integers': {
      const value = source.ints[row] ?? 0;
      return source.optional && value < 0 ? null : value;
    }
    case 'words': {
      const code = source.codes[row] ?? -1;
      return source.optional && code < 0 ? null : (source.words[code] ?? null);
    }
    case 'flags':
      return (source.ints[row] ?? 0) !== 0;
    default:
      return assertNever(source);
  }
}
