/** A table that arrived from a worker as an Arrow record batch over the same memory. */
import { type Data, DataType, makeData, RecordBatch, Struct, Vector } from 'apache-arrow';
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

function dataOf(type: DataType, column: ColumnData | null | undefined): Data {
  if (!column) throw new RangeError('a column without data');
  const { length, nullCount, validity: nullBitmap, values, child } = column;
  if (DataType.isDictionary(type) && values instanceof Int32Array) {
    const dictionary = new Vector([dataOf(type.dictionary, child)]);
    return makeData({ type, length, nullCount, nullBitmap, data: values, dictionary });
  }
  const [element] = type.children ?? [];
  return makeData({
    type,
    length,
    nullCount,
    nullBitmap,
    ...(column.offsets ? { valueOffsets: column.offsets } : {}),
    ...(element ? { child: dataOf(element.type, child) } : { data: values }),
  });
}
