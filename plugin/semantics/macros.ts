/** SQL macros that emitted statements and people's views use, in dependency order. */

export interface Macro {
  readonly name: string;
  readonly says: string;
  readonly sql: string;
}

/** The type of `span_make`'s result. */
export const SPAN_TYPE =
  'struct(bstart bigint, bend bigint, line_base integer, col_unit varchar, end_exclusive boolean)';

/**
 * Ids are 128-bit hashes of length-prefixed parts, so that no two tuples collide by concatenation; null if any part is
 * null, because `||` is.
 */
export const MACROS: readonly Macro[] = [
  {
    name: 'cpg_id',
    says: 'Id of the thing of a namespace at a span of a file.',
    sql: "create macro cpg_id(ns, file_path, span_start, span_end) as md5(strlen(ns) || ':' || ns || strlen(file_path) || ':' || file_path || span_start || ':' || span_end)::uuid",
  },
  {
    name: 'cpg_node_id',
    says: 'Id of the node of a kind that stands for an entity.',
    sql: "create macro cpg_node_id(node_kind, id) as md5(strlen(node_kind) || ':' || node_kind || id::varchar)::uuid",
  },
  {
    name: 'cpg_edge_id',
    says: 'Id of the edge of a kind between two nodes.',
    sql: "create macro cpg_edge_id(edge_kind, src, dst) as md5(strlen(edge_kind) || ':' || edge_kind || src::varchar || dst::varchar)::uuid",
  },
  {
    name: 'span_make',
    says: 'A half-open byte span as a struct.',
    sql: "create macro span_make(span_start, span_end) as {'bstart': span_start, 'bend': span_end, 'line_base': 0::integer, 'col_unit': 'byte', 'end_exclusive': true}",
  },
  {
    name: 'span_overlaps',
    says: 'Whether two half-open spans share a byte.',
    sql: 'create macro span_overlaps(a_start, a_end, b_start, b_end) as a_start < b_end and b_start < a_end',
  },
  {
    name: 'span_contains',
    says: 'Whether the first half-open span contains the second.',
    sql: 'create macro span_contains(outer_start, outer_end, inner_start, inner_end) as outer_start <= inner_start and inner_end <= outer_end',
  },
];
