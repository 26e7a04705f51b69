/** The rows of one file after the other, of all datasets. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import type { Cell } from './column-builder';
import { type EvidenceDatasets, ownColumns } from './columns';
import { packRows } from './packed-rows';
import { TableBuilder } from './table-builder';

/** Collects the rows of a file; its memory is used again for the next one. */
export class RowsBuilder {
  readonly #tables: ReadonlyMap<string, TableBuilder>;

  constructor(datasets: EvidenceDatasets) {
    this.#tables = new Map(
      Object.entries(datasets).map(([dataset, columns]) => [dataset, new TableBuilder(dataset, ownColumns(columns))]),
    );
  }

  append(dataset: string, row: Readonly<Record<string, Cell>>): void {
    const table = this.#tables.get(dataset);
    if (table === undefined) throw new InvariantViolation(`there is no dataset '${dataset}'`);
    table.append(row);
  }

  /** The rows since the last call, packed, in the order of the datasets. */
  finish(): Uint8Array<ArrayBuffer> {
    const tables = [...this.#tables.values()];
    const packed = packRows(tables.map((table) => table.view()));
    for (const table of tables) table.clear();
    return packed;
  }
}
