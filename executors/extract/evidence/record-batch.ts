/** A table that arrived from a worker as an Arrow record batch over the same memory. */
import { type Data, type DataType, makeData, RecordBatch, Struct } from 'apache-arrow';
import { arrowSchema } from '../../../plugin/schema/arrow';
import type { ColumnData, TableData } from './column-data';

/** Wraps the buffers of `table`; nothing is copied. */
export function recordBatchOf(table: TableData): RecordBatch {
  const schema = arrowSchema(table.columns);
  const children = schema.fields.map((field, i) => dataOf(field.type, table.data[i]));
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: table.rows, nullCount: 0, children }),
  );
}

function dataOf(type: DataType, column: ColumnData | undefined): Data {
  if (column === undefined) throw new RangeError('a column without data');
  const [element] = type.children ?? [];
  return makeData({
    type,
    length: column.length,
    nullCount: column.nullCount,
    nullBitmap: column.validity,
    ...(column.offsets ? { valueOffsets: column.offsets } : {}),
    ...(element ? { child: dataOf(element.type, column.child ?? undefined) } : { data: column.values }),
  });
}
