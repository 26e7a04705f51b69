/** Rows of one dataset, file after file, into columns. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import { evidenceType } from '../../../plugin/schema/arrow';
import type { FileColumn } from '../../../plugin/schema/column';
import { type Cell, ColumnBuilder } from './column-builder';
import type { ColumnData, TableData } from './column-data';
import { type EvidenceColumn, fileColumn } from './columns';
import type { FileTable } from './packed-rows';

/** The values of the columns that every row of a file shares. */
export type FileCells = Readonly<Record<FileColumn, Cell>>;

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
    columns: readonly EvidenceColumn[],
  ) {
    this.#columns = columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
    this.#builders = columns.map((column) => {
      const builder = new ColumnBuilder(column.field ?? column.name, evidenceType(column), column.nullable);
      const shared = fileColumn(column);
      if (shared === undefined) this.#own.push(builder);
      else this.#shared.push({ name: shared, builder });
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

  /** The rows so far, in memory that the next row or `clear` changes. */
  view(): FileTable<ColumnData> {
    return { rows: this.#rows, data: this.#builders.map((builder) => builder.view()) };
  }

  /** Begins a new table in the same memory. */
  clear(): void {
    this.#rows = 0;
    this.#complete = 0;
    for (const builder of this.#builders) builder.clear();
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
