/** What the concrete syntax says: names, definitions, imports, calls and documentation, read by tree-sitter. */
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
  spanEnd,
  spanStart,
  startOf,
  text,
} from '../../schema/columns';

/** Every row says which file it is about and in which language that file is written. */
const file = { file_id: fileId(), path: path(), language: language() };

/** The nearest definition whose span encloses the row; null at the top of a file. */
const container = {
  container_def_kind: nullable(text()),
  container_def_bstart: nullable(startOf('container_def_id', 'cst_def')),
  container_def_bend: nullable(endOf('container_def_id', 'cst_def')),
};

export default defineExtractor({
  name: 'tree-sitter',
  description: 'Concrete syntax of Python, TypeScript, TSX and JavaScript, read by one parser.',
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 3,
  parser: 'tree-sitter',
  tools: ['web-tree-sitter', 'tree-sitter-python', 'tree-sitter-typescript', 'tree-sitter-javascript'],
  datasets: {
    cst_refs: {
      description:
        'Mentions of names and of dotted expressions. A name that is part of a dotted expression has no row of its own, nor has the name in a definition; parameter, keyword and import names do. ref_text is the source of the span.',
      columns: {
        ...file,
        ref_kind: text(),
        ref_text: text(),
        expr_ctx: text(),
        scope_type: text(),
        scope_name: nullable(text()),
        scope_role: text(),
        parent_kind: text(),
        ...container,
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    cst_defs: {
      description:
        'Definitions of functions, classes, interfaces, enums, type aliases and namespaces, and functions and classes bound to a name. Decorators and `export` are outside the span; the binding (`f = () => 1`) is inside. binds_name says whether the bare name means it in the scope around it: not so for methods, fields and properties.',
      columns: {
        ...file,
        kind: text(),
        name: text(),
        qualname: qname(),
        def_bstart: spanStart(),
        def_bend: spanEnd(),
        name_bstart: spanStart('name'),
        name_bend: spanEnd('name'),
        ...container,
        docstring: nullable(text()),
        decorator_count: int(),
        binds_name: flag(),
      },
    },
    cst_imports: {
      description:
        'One row per imported or re-exported name. `import` brings a module under its own name (module is null in Python) or for its effects (name is null); `importfrom`, `export_from`, `require`, `import_call` and, in a type, `import_type` take `name` out of `module`, where `*` is all of it; so does `import_equals` (`import x = ...`), whose module is null when it names a part of a namespace.',
      columns: {
        ...file,
        kind: text(),
        module: nullable(text()),
        relative_level: int(),
        name: nullable(text()),
        asname: nullable(text()),
        is_star: flag(),
        is_type: flag(),
        ...container,
        alias_bstart: spanStart(),
        alias_bend: spanEnd(),
        stmt_bstart: spanStart('statement'),
        stmt_bend: spanEnd('statement'),
      },
    },
    cst_callsites: {
      description:
        'Call expressions, `new` and tagged templates, whose pieces are no arguments. The callee is what parentheses around it hold. callee_dotted is set when the callee is a pure dotted name, callee_name when it ends in an identifier. callee_text is cut to 1,000 bytes.',
      columns: {
        ...file,
        call_bstart: spanStart(),
        call_bend: spanEnd(),
        callee_bstart: spanStart('callee'),
        callee_bend: spanEnd('callee'),
        callee_shape: text(),
        callee_text: text(),
        callee_dotted: nullable(text()),
        callee_name: nullable(text()),
        arg_count: int(),
        is_new: flag(),
        ...container,
      },
    },
    cst_call_args: {
      description:
        'Arguments of calls; the span is that of the value, without keyword and star. arg_text is cut to 1,000 bytes.',
      columns: {
        ...file,
        bstart: spanStart(),
        bend: spanEnd(),
        call_bstart: startOf('call_id', 'cst_call'),
        call_bend: endOf('call_id', 'cst_call'),
        arg_index: int(),
        keyword: nullable(text()),
        star: text(),
        arg_text: text(),
      },
    },
    cst_docstrings: {
      description:
        'Docstrings (Python) and JSDoc comments (TypeScript, JavaScript) of modules and definitions; the span is that of the literal or comment.',
      columns: {
        ...file,
        owner_kind: text(),
        owner_def_bstart: nullable(startOf('owner_def_id', 'cst_def')),
        owner_def_bend: nullable(endOf('owner_def_id', 'cst_def')),
        docstring: text(),
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    cst_decorators: {
      description:
        'Decorators of definitions; the span is that of the expression after the `@`. Decorated fields and parameters have owner_kind `field` and `parameter` and no owner span: they are no definitions.',
      columns: {
        ...file,
        decorator_text: text(),
        decorator_index: int(),
        owner_kind: text(),
        owner_def_bstart: nullable(startOf('owner_def_id', 'cst_def')),
        owner_def_bend: nullable(endOf('owner_def_id', 'cst_def')),
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    cst_parse_errors: {
      description:
        'Why a file, or a part of it, has no facts: syntax_error, missing_token, not_utf8, empty_file, too_large, too_deep, too_many_nodes. At most 50 syntax errors per file; the span is null when the whole file is meant.',
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
