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
    name: 'cpg_key_part',
    says: 'A value as text that says where it ends.',
    sql: "create macro cpg_key_part(v) as strlen(v::varchar) || ':' || v::varchar",
  },
  {
    name: 'cpg_key_id',
    says: 'Id of the thing of a namespace that has a key in a file; the key is made of `cpg_key_part`s.',
    sql: "create macro cpg_key_id(ns, file_path, key_text) as md5(strlen(ns) || ':' || ns || strlen(file_path) || ':' || file_path || key_text)::uuid",
  },
  {
    name: 'scip_symbol_id',
    says: 'Id of a symbol of a project in an index.',
    sql: "create macro scip_symbol_id(project, symbol) as cpg_key_id('scip_symbol', project, cpg_key_part(symbol))",
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
    name: 'utf16_padded',
    says: 'A text in which every character that UTF-16 spells with two units is followed by a character that is none.',
    sql: "create macro utf16_padded(t) as regexp_replace(t, '([\\x{10000}-\\x{10FFFF}])', '\\1' || chr(65535), 'g')",
  },
  {
    name: 'col_to_byte',
    says: 'Bytes before a column of a line; the column counts utf8, utf16 or utf32 units. Null beyond the line.',
    sql: "create macro col_to_byte(line_text, col, unit) as case when unit = 'utf8' or strlen(line_text) = length(line_text) then case when col <= strlen(line_text) then col end when unit = 'utf32' then case when col <= length(line_text) then strlen(left(line_text, col)) end when col <= length(utf16_padded(line_text)) then strlen(replace(left(utf16_padded(line_text), col), chr(65535), '')) end",
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
  {
    name: 'flow_node',
    says: 'Number of a node of a module within its project; node 0 is the module.',
    sql: 'create macro flow_node(module_no, node_no) as (module_no * 2097152 + node_no)::bigint',
  },
  {
    name: 'flow_instance',
    says: 'Instances of the class with number n have the number n + flow_instance().',
    sql: 'create macro flow_instance() as 4398046511104::bigint',
  },
  {
    name: 'flow_slot',
    says: 'Number of the node that stands for a field of an object; negative, unlike those of all other nodes.',
    sql: 'create macro flow_slot(object, field_no) as (-(object * 1048576 + field_no))::bigint',
  },
  {
    name: 'path_from',
    says: 'A relative path as one from where its folder is; the folder is empty or ends with a slash.',
    sql: "create macro path_from(folder, relative) as array_to_string(string_split(folder, '/')[1:greatest(len(string_split(folder, '/')) - 1 - len(list_filter(string_split(relative, '/'), lambda s: s = '..')), 0)] || list_filter(string_split(relative, '/'), lambda s: s not in ('.', '..', '')), '/')",
  },
  {
    name: 'flow_key',
    says: 'The field that a constant key means: in JavaScript a text names a property.',
    sql: "create macro flow_key(language, kind, key) as case when kind = 'int' then '[' || key || ']' when language = 'python' then '[''' || key || ''']' else '.' || key end",
  },
  {
    name: 'flow_setter',
    says: 'The field under which an object has the function that is called when another field is assigned.',
    sql: "create macro flow_setter(field) as case when field like '.%' then '.[set ' || field[2:] || ']' end",
  },
  {
    name: 'flow_is_setter',
    says: 'Whether a field is the one under which the setter of another is found.',
    sql: "create macro flow_is_setter(field) as starts_with(field, '.[set ')",
  },
  {
    name: 'flow_bound',
    says: 'Receiver of a function with a role that has the receiver r and is taken from e: a member of an object, or with a minus sign a field of it; 0 is none.',
    sql: "create macro flow_bound(role, r, e) as case when e = 0 or r <> 0 then r when role = 'this' then abs(e) when e < 0 or role is null or role = 'staticmethod' then r when role = 'classmethod' then case when e > flow_instance() then e - flow_instance() else e end when e > flow_instance() then e else r end",
  },
  {
    name: 'flow_takes',
    says: 'Whether a parameter takes an argument; positions do not count a receiver.',
    sql: "create macro flow_takes(kind, name, pos, arg_pos, keyword, star) as case when kind = 'positional' then (arg_pos = pos and star = '') or keyword = name or (star = '*' and pos >= arg_pos) or star = '**' when kind = 'keyword' then keyword = name or star = '**' when kind = 'rest' then arg_pos >= pos when kind = 'keywords' then keyword is not null or star = '**' when kind = 'this' then arg_pos = -1 else false end",
  },
];
