/** What the language's own compiler front end says about the syntax: a second witness beside the concrete syntax. */
import { defineExtractor } from '../../declaration/extractor';
import { fileId, flag, int, language, nullable, path, spanEnd, spanStart, text } from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };
const span = { bstart: spanStart(), bend: spanEnd() };
const optionalSpan = { bstart: nullable(spanStart()), bend: nullable(spanEnd()) };

export default defineExtractor({
  name: 'ast',
  description: "Abstract syntax: CPython's own `ast` for Python, oxc's for TypeScript and JavaScript.",
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 4,
  parser: { python: 'cpython', typescript: 'oxc', tsx: 'oxc', javascript: 'oxc' },
  tools: ['pyodide', 'oxc-parser', 'typescript'],
  datasets: {
    ast_nodes: {
      description:
        'Syntax nodes; ast_id counts from 0 per file, parents before children. slot is the field of the parent, idx the place in a list. Nodes without a place in the source (contexts, empty argument lists) have no span.',
      columns: {
        ...file,
        ast_id: int(),
        parent_ast_id: nullable(int()),
        kind: text(),
        name: nullable(text()),
        value: nullable(text()),
        slot: nullable(text()),
        idx: nullable(int()),
        ...optionalSpan,
      },
    },
    ast_edges: {
      description: 'From each node to its children; kind is always CHILD.',
      columns: { ...file, src: int(), dst: int(), kind: text(), slot: text(), idx: nullable(int()) },
    },
    ast_docstrings: {
      description: 'Docstrings as the compiler sees them (Python only).',
      columns: {
        ...file,
        owner_ast_id: int(),
        owner_kind: text(),
        owner_name: nullable(text()),
        docstring: text(),
        ...span,
      },
    },
    ast_imports: {
      description:
        'One row per imported or re-exported name; ast_id is that of the statement, the span that of the name with its alias. In TypeScript and JavaScript kind is the type of the node, module is null in `import x = a.b`, which names a part of a namespace, and `*` stands for all of a module.',
      columns: {
        ...file,
        ast_id: int(),
        parent_ast_id: nullable(int()),
        kind: text(),
        module: nullable(text()),
        name: nullable(text()),
        asname: nullable(text()),
        alias_index: int(),
        level: int(),
        is_star: flag(),
        is_type: flag(),
        ...span,
      },
    },
    ast_defs: {
      description: 'Functions, classes and other named definitions; the name span is that of the identifier.',
      columns: {
        ...file,
        ast_id: int(),
        parent_ast_id: nullable(int()),
        kind: text(),
        name: text(),
        ...span,
        name_bstart: nullable(spanStart('name')),
        name_bend: nullable(spanEnd('name')),
      },
    },
    ast_calls: {
      description:
        'Calls, `new` and tagged templates, whose pieces are no arguments; the func span is that of the callee, without parentheses.',
      columns: {
        ...file,
        ast_id: int(),
        parent_ast_id: nullable(int()),
        func_kind: text(),
        func_name: nullable(text()),
        arg_count: int(),
        is_new: flag(),
        ...span,
        func_bstart: spanStart('callee'),
        func_bend: spanEnd('callee'),
      },
    },
    ast_type_ignores: {
      description: '`# type: ignore` comments (Python only).',
      columns: { ...file, ast_id: int(), tag: text(), ...span },
    },
    ast_errors: {
      description:
        "Why a file has no syntax tree, or only a partial one: syntax_error with the compiler's message, or a limit of ours.",
      columns: { ...file, error_type: text(), message: text(), ...optionalSpan },
    },
  },
});
