/** `LOGICAL_GET`: a scan of a dataset, or a table function with or without an input. */
import type { PushedFilter } from '../relation';
import { parseConstant } from './constant';
import type { JsonNode } from './json';
import { keepColumns, ownLayout, type Parsed } from './layout';
import { pushedFilter } from './pushed-filter';
import type { ParseOperator, ParseScope } from './scope';
import { UnsupportedPlan } from './unsupported';

/** Table functions whose rows are a function of their arguments; any other may read what the graph cannot see. */
const PURE_TABLE_FUNCTIONS = new Set([
  'unnest',
  'range',
  'generate_series',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
]);

/** A scan of anything that is no dataset, and a function that may read the world, is unsupported. */
export function parseGet(operator: JsonNode, scope: ParseScope, parse: ParseOperator): Parsed {
  const dataset = datasetOf(operator, scope);
  return dataset === undefined ? parseTableFunction(operator, scope, parse) : parseScan(dataset, operator);
}

function datasetOf(operator: JsonNode, scope: ParseScope): string | undefined {
  const bound = operator.optional('function_data');
  switch (operator.text('name')) {
    case 'seq_scan':
      return bound?.text('table');
    case 'read_parquet': {
      const files = bound?.texts('files') ?? [];
      const dataset = scope.datasetOfFiles(files);
      if (dataset === undefined) throw new UnsupportedPlan(`read_parquet(${files.join(', ')})`);
      return dataset;
    }
    default:
      return undefined;
  }
}

function parseScan(dataset: string, operator: JsonNode): Parsed {
  const names = operator.texts('names');
  const columns = operator.nodes('column_indexes').map((column) => columnName(column.id('index'), names));
  const filters: readonly PushedFilter[] = (operator.optional('table_filters')?.nodes('filters') ?? []).flatMap(
    (filter) => {
      const text = pushedFilter(filter.node('value'));
      return text === null ? [] : [{ column: columnName(filter.id('key'), names), text }];
    },
  );
  const width = Math.max(columns.length, 1);
  return keepColumns(
    {
      // The engine counts a scan of no columns as one column wide.
      relation: { kind: 'scan', dataset, columns: columns.length === 0 ? ['rowid'] : columns, filters },
      layout: ownLayout(operator.id('table_index'), width),
    },
    operator.indexes('projection_ids'),
  );
}

/** The engine numbers virtual columns from 2^63; the row id is 2^64 - 1. */
function columnName(index: string, names: readonly string[]): string {
  const name = names[Number(index)];
  if (name !== undefined) return name;
  if (index === '18446744073709551615') return 'rowid';
  if (index === '9223372036854775808') return 'filename';
  throw new UnsupportedPlan(`virtual column ${index}`);
}

function parseTableFunction(operator: JsonNode, scope: ParseScope, parse: ParseOperator): Parsed {
  const name = operator.text('name');
  if (!PURE_TABLE_FUNCTIONS.has(name)) throw new UnsupportedPlan(`${name}()`);
  const columns = operator.nodes('column_indexes').length;
  if (operator.list('projection_ids').length > 0) throw new UnsupportedPlan(`${name}() with projected columns`);
  const own = ownLayout(operator.id('table_index'), columns);
  if (operator.list('children').length === 0) {
    const args = operator.nodes('parameters').map(parseConstant);
    return { relation: { kind: 'table_function', name, input: null, args, columns, passThrough: [] }, layout: own };
  }
  const input = parse(operator.child(0), scope);
  const passThrough = operator.indexes('projected_input');
  // What is passed through is not an argument: only the rest of the input decides the function's rows.
  const args = input.layout.flatMap((_, index) =>
    passThrough.includes(index) ? [] : [{ kind: 'column' as const, index }],
  );
  return {
    relation: { kind: 'table_function', name, input: input.relation, args, columns, passThrough },
    layout: [...own, ...passThrough.flatMap((index) => input.layout[index] ?? [])],
  };
}
