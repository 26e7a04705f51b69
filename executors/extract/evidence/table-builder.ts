/** Rows of one dataset, file after file, into columns. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import { evidenceType } from '../../../plugin/schema/arrow';
import { type ColumnType, type FileColumn, fileColumn } from '../../../plugin/schema/column';
import { UuidColumn, WordColumn } from './coded-columns';
import type { ColumnBuilder } from './column-builder';
import type { ColumnData, TableData } from './column-data';
import type { Cell, ColumnSource } from './column-source';
import type { EvidenceColumn } from './columns';
import { ListColumn } from './list-column';
import { BigintColumn, FlagColumn, IntegerColumn } from './number-columns';
import type { FileTable } from './packed-rows';
import { appenderOf, type Row } from './row-appender';

/** The values of the columns that every row of a file shares. */
export type FileCells = Readonly<Record<FileColumn, Cell>>;

const BUILDERS: Readonly<Record<ColumnType, new (label: string, nullable: boolean) => ColumnBuilder>> = {
  VARCHAR: WordColumn,
  BIGINT: BigintColumn,
  INTEGER: IntegerColumn,
  BOOLEAN: FlagColumn,
  UUID: UuidColumn,
  'VARCHAR[]': ListColumn,
};

/** An empty builder for `column` of `dataset`. */
export const columnBuilder = (dataset: string, column: EvidenceColumn): ColumnBuilder =>
  new BUILDERS[evidenceType(column)](`column '${column.name}' (${column.type}) of '${dataset}'`, column.nullable);

interface Own {
  readonly name: string;
  readonly builder: ColumnBuilder;
}

/** Collects the rows of `dataset`; `endFile` completes the rows appended since the last one. */
export class TableBuilder {
  readonly #columns;
  readonly #shared: { readonly name: FileColumn; readonly builder: ColumnBuilder }[] = [];
  readonly #own: Own[] = [];
  readonly #builders: readonly ColumnBuilder[];
  readonly #appendRow: (row: Row) => void;
  #rows = 0;
  #complete = 0;

  constructor(
    readonly dataset: string,
    columns: readonly EvidenceColumn[],
  ) {
    this.#columns = columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
    this.#builders = columns.map((column) => {
      const name = column.field ?? column.name;
      const builder = columnBuilder(dataset, { ...column, name });
      const shared = fileColumn(column);
      if (shared === undefined) this.#own.push({ name, builder });
      else this.#shared.push({ name: shared, builder });
      return builder;
    });
    this.#appendRow = appenderOf(this.#own);
  }

  append(row: Row): void {
    this.#appendRow(row);
    this.#rows++;
  }

  /** Appends `count` rows, given column by column. */
  appendColumns(count: number, columns: Readonly<Record<string, ColumnSource>>): void {
    for (const { name, builder } of this.#own) {
      const source = columns[name];
      if (source === undefined) throw new InvariantViolation(`rows of '${this.dataset}' lack '${name}'`);
      builder.pushAll(source, count);
    }
    this.#rows += count;
  }

  endFile(cells: FileCells): void {
    for (const { name, builder } of this.#shared) builder.fill(cells[name], this.#rows - this.#complete);
    this.#complete = this.#rows;
  }

  /** The rows so far, in memory that the next row or `clear` changes. */
  view(): FileTable<ColumnData> {
    return { rows: this.#rows, data: this.#builders.map((builder) => builder.view()) };
  }

  /** Begins a new table in the same memory. */
  clear(): void {
    if (this.#rows > 0) for (const builder of this.#builders) builder.clear();
    this.#rows = 0;
    this.#complete = 0;
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
