/** What the compiler knows about names: scopes, the symbols in each, and how scopes nest. */
import { defineExtractor } from '../../declaration/extractor';
import {
  fileId,
  flag,
  int,
  language,
  line,
  nullable,
  path,
  qname,
  refersTo,
  spanEnd,
  spanStart,
  text,
} from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };
/** The scope that a row is in. */
const scopeOf = () => refersTo(int(), 'scope_id', 'scope');
const optionalSpan = { bstart: nullable(spanStart()), bend: nullable(spanEnd()) };

export default defineExtractor({
  name: 'symtable',
  description: "Scopes and symbols: CPython's `symtable` for Python, scope analysis over oxc for the others.",
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 2,
  parser: { python: 'cpython', typescript: 'oxc', tsx: 'oxc', javascript: 'oxc' },
  tools: ['pyodide', 'oxc-parser', '@typescript-eslint/scope-manager'],
  datasets: {
    symtable_scopes: {
      description:
        'Scopes; block_id counts from 0 per file, parents before children. qualpath joins scope names with `::` (module is `top`, repeated siblings get `#n`). block_type is MODULE, FUNCTION, CLASS, COMPREHENSION, TYPE_PARAMETERS, TYPE_VARIABLE, TYPE_ALIAS, ANNOTATION, BLOCK, CATCH, FOR, SWITCH, WITH, ENUM, NAMESPACE ... ; a meta scope is one that is not MODULE, FUNCTION or CLASS. An anonymous scope is called by what it is, not by a name that the source gives it. In Python lambdas and generator expressions are FUNCTION, the other comprehensions are part of the scope around them, and annotations have no span.',
      columns: {
        ...file,
        block_id: int(),
        parent_block_id: nullable(refersTo(int(), 'parent_scope_id', 'scope')),
        block_type: text(),
        is_meta_scope: flag(),
        is_anonymous: flag(),
        name: text(),
        qualpath: qname(),
        line_no: line(),
        ...optionalSpan,
      },
    },
    symtable_symbols: {
      description: 'Symbols of each scope, with what the compiler says of them.',
      columns: {
        ...file,
        block_id: scopeOf(),
        name: text(),
        is_referenced: flag(),
        is_imported: flag(),
        is_parameter: flag(),
        is_type_parameter: flag(),
        is_global: flag(),
        is_nonlocal: flag(),
        is_declared_global: flag(),
        is_local: flag(),
        is_annotated: flag(),
        is_free: flag(),
        is_assigned: flag(),
        is_namespace: flag(),
        namespace_count: int(),
      },
    },
    symtable_scope_edges: {
      description: 'From each scope to the scope around it.',
      columns: { ...file, block_id: int(), parent_block_id: int(), block_type: text(), parent_block_type: text() },
    },
    symtable_namespace_edges: {
      description: 'From a symbol to the scopes that its definitions open.',
      columns: { ...file, block_id: int(), name: text(), namespace_block_id: int() },
    },
    symtable_partitions: {
      description:
        'Names of a function scope by role: parameters, locals, globals, nonlocals, frees; and methods of a class.',
      columns: { ...file, block_id: int(), partition: text(), name: text(), position: int() },
    },
    symtable_references: {
      description:
        'Each mention of a name, with the scope it is in and the scope of the symbol it means; null when no scope of the file has it. Python: private names are spelled as the compiler mangles them, `del` is a write, and a name that a comprehension without a scope of its own keeps to itself says which one.',
      columns: {
        ...file,
        block_id: scopeOf(),
        name: text(),
        resolved_block_id: nullable(refersTo(int(), 'resolved_scope_id', 'scope')),
        comprehension_bstart: nullable(spanStart('comprehension')),
        comprehension_bend: nullable(spanEnd('comprehension')),
        is_read: flag(),
        is_write: flag(),
        is_type: flag(),
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    symtable_errors: {
      description: 'Why a file has no scopes.',
      columns: { ...file, error_type: text(), message: text(), ...optionalSpan },
    },
  },
});
