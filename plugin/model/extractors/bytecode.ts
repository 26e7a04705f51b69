/** What runs: code objects and instructions of Python, and basic blocks with their control flow for every language. */
import { defineExtractor } from '../../declaration/extractor';
import {
  bigint,
  fileId,
  flag,
  int,
  language,
  line,
  nullable,
  path,
  qname,
  spanEnd,
  spanStart,
  text,
  texts,
} from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };
const optionalSpan = { bstart: nullable(spanStart()), bend: nullable(spanEnd()) };
/** The code object, or function, that a row is part of; counts from 0 per file, the module first. */
const unit = { unit_id: int() };

export default defineExtractor({
  name: 'bytecode',
  description:
    'Code objects, instructions and control flow. Python is compiled by the CPython that is bundled, whatever the version the sources are for; the others have no bytecode, and their blocks come from a walk of the syntax.',
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 5,
  parser: { python: 'cpython', typescript: 'oxc', tsx: 'oxc', javascript: 'oxc' },
  tools: ['pyodide', 'oxc-parser'],
  datasets: {
    py_bc_code_units: {
      description: 'Code objects; qualpath is spelled as in symtable_scopes; python_version is that of the compiler.',
      columns: {
        ...file,
        ...unit,
        parent_unit_id: nullable(int()),
        qualpath: qname(),
        name: text(),
        line_no: line(),
        argcount: int(),
        posonlyargcount: int(),
        kwonlyargcount: int(),
        nlocals: int(),
        flags: int(),
        is_generator: flag(),
        is_coroutine: flag(),
        is_async_generator: flag(),
        has_varargs: flag(),
        has_varkeywords: flag(),
        is_nested: flag(),
        stacksize: int(),
        code_len: int(),
        varnames: texts(),
        freevars: texts(),
        cellvars: texts(),
        names: texts(),
        python_version: text(),
      },
    },
    py_bc_instructions: {
      description:
        'Instructions, caches left out and EXTENDED_ARG part of the instruction it extends. argval_kind says what argval_str is: const, name, local, free, compare, operator or, with argval_int, jump. offset and end_offset are bytes of the code; the span is in the source.',
      columns: {
        ...file,
        ...unit,
        instr_index: int(),
        offset: int(),
        end_offset: int(),
        opname: text(),
        opcode: int(),
        arg: nullable(int()),
        argval_kind: nullable(text()),
        argval_int: nullable(bigint()),
        argval_str: nullable(text()),
        is_jump_target: flag(),
        jump_target: nullable(int()),
        line_no: nullable(line()),
        ...optionalSpan,
      },
    },
    py_bc_consts: {
      description: 'Constants of code objects as repr, code objects as their qualified name.',
      columns: { ...file, ...unit, const_index: int(), const_repr: text() },
    },
    py_bc_line_table: {
      description: 'Where the line changes: from this offset on, the code belongs to this zero-based line.',
      columns: { ...file, ...unit, offset: int(), line_no: nullable(line()) },
    },
    bytecode_exception_table: {
      description: 'Ranges of code and where an exception in them continues; half-open byte offsets.',
      columns: {
        ...file,
        ...unit,
        exc_index: int(),
        start_offset: int(),
        end_offset: int(),
        target_offset: int(),
        depth: int(),
        lasti: flag(),
      },
    },
    cfg_blocks: {
      description:
        'Basic blocks: kind entry, normal, handler or exit; entry and exit are empty, the first and the last of their unit. basis says what they come from, `bytecode` (start and end are byte offsets) or `syntax` (start is the number of the block). The span covers the statements or instructions of the block.',
      columns: {
        ...file,
        ...unit,
        basis: text(),
        block_id: int(),
        kind: text(),
        start_offset: int(),
        end_offset: int(),
        ...optionalSpan,
      },
    },
    cfg_edges: {
      description: 'Control flow between blocks: kind entry, next, jump, branch or exception.',
      columns: { ...file, ...unit, basis: text(), src_block_id: int(), dst_block_id: int(), kind: text() },
    },
    cfg_units: {
      description:
        'Functions and modules that have control flow, with their name; for Python these are the code objects.',
      columns: {
        ...file,
        ...unit,
        basis: text(),
        parent_unit_id: nullable(int()),
        qualpath: qname(),
        name: text(),
        ...optionalSpan,
      },
    },
    bytecode_errors: {
      description: 'Why a file has no code.',
      columns: { ...file, error_type: text(), message: text(), ...optionalSpan },
    },
  },
});
