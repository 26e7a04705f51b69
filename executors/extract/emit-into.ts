/** What an extractor of files emits, on its way into columns. */
import type { ColumnSource } from './evidence/column-source';
import type { Row } from './evidence/row-appender';
import type { RowsBuilder } from './evidence/rows-builder';
import type { Datasets, Emit } from './extractor-runtime';

/** The function that appends what it is given to `builder`. */
export const emitInto = (builder: RowsBuilder): Emit<Datasets> =>
  Object.assign((dataset: string, row: Row) => builder.append(dataset, row), {
    columns: (dataset: string, count: number, columns: Readonly<Record<string, ColumnSource>>) =>
      builder.appendColumns(dataset, count, columns),
  });
