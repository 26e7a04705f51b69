/** Rows of one dataset, file after file, into columns. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import { evidenceType } from '../../../plugin/schema/arrow';
import { type Columns, columnList } from '../../../plugin/schema/column';
import type { FileColumn } from '../extractor-runtime';
import { type Cell, ColumnBuilder } from './column-builder';
import type { TableData } from './column-data';

/** The values of the columns that every row of a file shares. */
export type FileCells = Readonly<Record<FileColumn, Cell>>;

const isFileColumn = (name: string): name is FileColumn => name === 'file_id' || name === 'path' || name === 'language';

/** Collects the rows of `dataset`; `endFile` completes the rows appended since the last one. */
export class TableBuilder {
  readonly #columns;
  readonly #shared: { readonly name: FileColumn; readonly builder: ColumnBuilder }[] = [];
  readonly #own: ColumnBuilder[] = [];
  readonly #builders: readonly ColumnBuilder[];
  #rows = 0;
  #complete = 0;

  constructor(
    readonly dataset: string,
    columns: Columns,
  ) {
    this.#columns = columnList(columns).map(({ name, type, nullable }) => ({ name, type, nullable }));
    this.#builders = this.#columns.map((column) => {
      const builder = new ColumnBuilder(column.name, evidenceType(column), column.nullable);
      if (isFileColumn(column.name)) this.#shared.push({ name: column.name, builder });
      else this.#own.push(builder);
      return builder;
    });
  }

  append(row: Readonly<Record<string, Cell>>): void {
    for (const builder of this.#own) {
      const value = row[builder.name];
      if (value === undefined) throw new InvariantViolation(`a row of '${this.dataset}' lacks '${builder.name}'`);
      builder.push(value);
    }
    this.#rows++;
  }

  endFile(cells: FileCells): void {
    for (const { name, builder } of this.#shared) {
      for (let row = this.#complete; row < this.#rows; row++) builder.push(cells[name]);
    }
    this.#complete = this.#rows;
  }

  finish(): TableData {
    return {
      dataset: this.dataset,
      columns: this.#columns,
      rows: this.#rows,
      data: this.#builders.map((builder) => builder.finish()),
    };
  }
}
