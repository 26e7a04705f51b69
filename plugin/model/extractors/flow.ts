/** Where values may go within one file: the facts from which calls are resolved, the same for every language. */
import { defineExtractor } from '../../declaration/extractor';
import {
  endOf,
  fileId,
  flag,
  int,
  language,
  nullable,
  path,
  qname,
  refersTo,
  spanEnd,
  spanStart,
  startOf,
  text,
} from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };
const span = { bstart: spanStart(), bend: spanEnd() };

/** A value of the file: a variable at one point of it, or the value of an expression. Counts from 0 per file. */
const node = int;
/** A module, class, function or lambda; counts from 0 per file, the module first. */
const unitOf = () => refersTo(int(), 'unit_id', 'flow_unit');

export default defineExtractor({
  name: 'flow',
  description:
    'Value flow within one file: which value is assigned, passed, returned, stored and loaded where. Variables are followed in the order of execution: a use sees the assignments that reach it.',
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 3,
  parser: { python: 'tree-sitter', typescript: 'oxc', tsx: 'oxc', javascript: 'oxc' },
  tools: ['web-tree-sitter', 'tree-sitter-python', 'oxc-parser'],
  datasets: {
    flow_units: {
      description:
        'Modules, classes, functions and lambdas: kind is module, class, function, lambda or type. value_node is the function or class itself, return_node what calling it gives. role is property (computed for instances), getter (computed wherever it is taken), setter, staticmethod, classmethod or empty.',
      columns: {
        ...file,
        unit: int(),
        parent_unit: nullable(refersTo(int(), 'parent_unit_id', 'flow_unit')),
        kind: text(),
        name: text(),
        qualname: qname(),
        role: text(),
        is_async: flag(),
        value_node: node(),
        return_node: nullable(node()),
        def_bstart: nullable(startOf('def_id', 'cst_def')),
        def_bend: nullable(endOf('def_id', 'cst_def')),
        ...span,
      },
    },
    flow_params: {
      description:
        'Parameters by position; kind is positional, keyword (only), rest, keywords (the node holds an element of those), or this (position -1: what JavaScript calls `this`).',
      columns: { ...file, unit: unitOf(), position: int(), name: text(), kind: text(), node: node() },
    },
    flow_assigns: {
      description: 'The value of one node is also a value of another.',
      columns: { ...file, src_node: node(), dst_node: node() },
    },
    flow_values: {
      description:
        'What a node holds by itself: a container (list, dict, tuple, set, object), a constant (string, int) with its text, or what the language brings along (builtin) by its name; a generator is a container of what it yields.',
      columns: { ...file, node: node(), kind: text(), text: nullable(text()) },
    },
    flow_instances: {
      description: 'A node holds an instance of the class that another node holds: what an annotation says.',
      columns: { ...file, node: node(), class_node: node() },
    },
    flow_loads: {
      description:
        "A field of a value: `.name`, `['key']`, `[0]`, `[*]` for any element, `[?]` for an element at an unknown key. With a key_node the field is the constant that this node holds. With a super_unit the field is looked up behind that class.",
      columns: {
        ...file,
        unit: unitOf(),
        base_node: node(),
        field: nullable(text()),
        key_node: nullable(node()),
        dst_node: node(),
        super_unit: nullable(int()),
        ...span,
      },
    },
    flow_stores: {
      description:
        'A value becomes a field of another; fields are spelled as in flow_loads. The span is that of the target or property where one is written.',
      columns: {
        ...file,
        unit: unitOf(),
        base_node: node(),
        field: nullable(text()),
        key_node: nullable(node()),
        src_node: node(),
        bstart: nullable(spanStart()),
        bend: nullable(spanEnd()),
      },
    },
    flow_calls: {
      description:
        'Calls: kind is call, new, decorator, callback (a builtin calls what it is given), raise, iterate, context, operator, access, tag, jsx. The span is that of the call, or of the expression that causes it; the callee span that of what is called.',
      columns: {
        ...file,
        unit: unitOf(),
        call: int(),
        kind: text(),
        callee_node: node(),
        result_node: node(),
        ...span,
        callee_bstart: spanStart('callee'),
        callee_bend: spanEnd('callee'),
      },
    },
    flow_args: {
      description:
        'Arguments of calls: a position, a keyword, or a star (`*` or `**`) when the node holds elements that are passed from that position on, or by unknown keywords.',
      columns: {
        ...file,
        call: int(),
        position: nullable(int()),
        keyword: nullable(text()),
        star: text(),
        node: node(),
      },
    },
    flow_imports: {
      description:
        'A node holds a module; names that are imported from it are loads. level counts the dots of a relative import of Python.',
      columns: { ...file, node: node(), module: text(), level: int(), ...span },
    },
    flow_exports: {
      description:
        'What other files can take from a module by name: every name at the top of a Python module, the exports of an ES module. `*` takes over all names of the module that the node holds.',
      columns: { ...file, name: text(), node: node() },
    },
    flow_members: {
      description:
        'What a class holds by name: methods, nested classes, attributes; is_static for members of the class itself only.',
      columns: { ...file, unit: unitOf(), name: text(), node: node(), is_static: flag() },
    },
    flow_bases: {
      description: 'Base classes in their order.',
      columns: { ...file, unit: unitOf(), position: int(), node: node() },
    },
    flow_errors: {
      description: 'Why a file, or a part of it, has no value flow.',
      columns: {
        ...file,
        error_type: text(),
        message: text(),
        bstart: nullable(spanStart()),
        bend: nullable(spanEnd()),
      },
    },
  },
});
