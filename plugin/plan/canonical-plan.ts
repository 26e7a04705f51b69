/** A plan without what a person may write differently and mean the same: names of things inside the query, places. */
import { JsonNode } from './parse/json';

/** The plan as data whose canonical JSON is equal for queries that mean the same to the planner. */
export function canonicalPlan(plan: JsonNode): unknown {
  return new Canonicalizer().value(plan.raw);
}

/** Cosmetic: aliases, positions in the text, names of CTEs, what the engine guesses about sizes. */
const DROPPED = new Set([
  'query_location',
  'extra_info',
  'ctename',
  'bound_columns',
  'input_table_names',
  'materialize',
  'distinct_validity',
  'row_group_order_options',
  'allow_out_of_order',
]);

/** Members that hold the engine's number of an operator. */
const NUMBERS = new Set([
  'table_index',
  'group_index',
  'aggregate_index',
  'groupings_index',
  'window_index',
  'unnest_index',
  'mark_index',
  'cte_index',
]);

class Canonicalizer {
  private readonly numbers = new Map<string, number>();

  value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((member) => this.value(member));
    if (value === null || typeof value !== 'object') return value;
    return this.object(JsonNode.of(value));
  }

  /** Members in the order of their names, so that operators are numbered alike wherever the engine put them. */
  private object(node: JsonNode): unknown {
    const members = Object.entries(node.raw).sort(([a], [b]) => (a < b ? -1 : 1));
    const kept = members.flatMap(([name, value]): [string, unknown][] => {
      if (DROPPED.has(name)) return [];
      // The alias of a type is its name (JSON); only that of an expression is a choice of the author.
      if (name === 'alias' && node.has('expression_class')) return [];
      if (name === 'mark_index' && node.get('join_type') !== 'MARK') return [];
      return [[name, NUMBERS.has(name) ? this.number(String(value)) : this.value(value)]];
    });
    return Object.fromEntries(node.get('type') === 'LOGICAL_GET' ? this.scan(node, kept) : kept);
  }

  /**
   * A scan names the columns it reads instead of counting them, so that a column added to the dataset changes nothing
   * for queries that do not read it. Column names of table functions are the author's aliases.
   */
  private scan(node: JsonNode, kept: readonly [string, unknown][]): readonly [string, unknown][] {
    const names = node.text('name') === 'seq_scan' ? node.texts('names') : [];
    const types = node.list('returned_types');
    const column = (index: unknown) => ({ name: names[Number(index)] ?? String(index), type: types[Number(index)] });
    return kept.flatMap(([name, value]): [string, unknown][] => {
      switch (name) {
        case 'names':
        case 'returned_types':
          return [];
        case 'column_indexes':
          return [[name, node.nodes(name).map((read) => column(read.get('index')))]];
        case 'table_filters':
          return [
            [
              name,
              node
                .node(name)
                .nodes('filters')
                .map((filter) => ({ column: column(filter.get('key')), filter: this.value(filter.get('value')) })),
            ],
          ];
        default:
          return [[name, value]];
      }
    });
  }

  /** Operators are numbered in the order in which they are met. */
  private number(engine: string): number {
    const known = this.numbers.get(engine) ?? this.numbers.size;
    this.numbers.set(engine, known);
    return known;
  }
}
