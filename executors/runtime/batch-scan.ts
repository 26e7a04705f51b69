/**
 * Rows that JavaScript holds, as a table function of the engine: `INSERT INTO t FROM cpg_batch(7)`.
 *
 * The engine asks for a chunk at a time, on the thread of JavaScript, and puts it into the table on its own. An appender
 * does both on the thread of JavaScript, and collects all chunks before it moves them into the table.
 */
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBTableFunction,
  type DuckDBType,
  INTEGER,
} from '@duckdb/node-api';
import { InvariantViolation } from '../../plugin/core/invariant';
import { quoted } from './sql-text';

/** Rows per chunk of the engine: its vector size. A multiple of 8, so that slices of bitmaps begin at whole bytes. */
export const CHUNK_ROWS = 2048;

export interface Scan {
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
  readonly rows: number;
  /** Puts rows `from` to `from + count` into the vectors of `chunk`. */
  fill(chunk: DuckDBDataChunk, from: number, count: number): void;
}

class Scanned {
  from = 0;
  constructor(readonly scan: Scan) {}
}

/** Those being inserted, by the number that the statement names. */
const scans = new Map<number, Scanned>();
let numbers = 0;

/** Makes the function known to all connections of the engine that `connection` is one of. Once per engine. */
export function registerBatchScan(connection: DuckDBConnection): void {
  const batchScan = DuckDBTableFunction.create({
    name: 'cpg_batch',
    parameterTypes: [INTEGER],
    bindFunction(bind) {
      const scanned = scans.get(Number(bind.getParameter(0)));
      if (scanned === undefined) throw new InvariantViolation('a batch is read that is not being inserted');
      for (const { name, type } of scanned.scan.columns) bind.addResultColumn(name, type);
      bind.setCardinality(scanned.scan.rows, true);
      bind.setBindData(scanned);
    },
    initFunction: () => {},
    mainFunction(info, chunk) {
      const scanned = info.bindData;
      if (!(scanned instanceof Scanned)) throw new InvariantViolation('a batch is read that was not bound');
      const { scan, from } = scanned;
      const count = Math.min(CHUNK_ROWS, scan.rows - from);
      chunk.rowCount = count;
      if (count > 0) scan.fill(chunk, from, count);
      scanned.from += count;
    },
  });
  connection.registerTableFunction(batchScan);
}

/** Appends all rows of `scan` to `table`, in their order. */
export async function insertBatch(connection: DuckDBConnection, table: string, scan: Scan): Promise<void> {
  const number = ++numbers;
  scans.set(number, new Scanned(scan));
  try {
    await connection.run(`INSERT INTO ${quoted(table)} FROM cpg_batch(${number})`);
  } finally {
    scans.delete(number);
  }
}
