/** What a compiler knows about names: definitions and references by symbol, as SCIP indexers write them down. */
import { defineExtractor } from '../../declaration/extractor';
import {
  bigint,
  columnUnit,
  endColumn,
  endLine,
  fileId,
  flag,
  int,
  language,
  line,
  lineColumn,
  nullable,
  path,
  symbol,
  symbolRoles,
  text,
  texts,
} from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };

/** Half-open and zero-based; columns count the units that `col_unit` names, a byte order mark included. */
const range = {
  start_line: line(),
  start_char: lineColumn(),
  end_line: endLine(),
  end_char: endColumn(),
  col_unit: columnUnit(),
};

const information = {
  symbol: symbol(),
  display_name: nullable(text()),
  kind: int(),
  kind_name: text(),
  enclosing_symbol: nullable(symbol()),
  documentation: texts(),
  signature_text: nullable(text()),
  signature_language: nullable(text()),
};

/** The run of one indexer over one project. */
const index = { project_root: text(), tool_name: text() };

export default defineExtractor({
  name: 'scip',
  description:
    'Resolved names of Python, TypeScript and JavaScript, from scip-python and scip-typescript if installed.',
  unit: 'project',
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 1,
  parser: { python: 'pyright', typescript: 'typescript', tsx: 'typescript', javascript: 'typescript' },
  tools: ['@c4312/scip', '@bufbuild/protobuf', 'typescript'],
  optionalTools: [
    { package: '@sourcegraph/scip-python', languages: ['python'], dependencies: [] },
    {
      package: '@sourcegraph/scip-typescript',
      languages: ['typescript', 'tsx', 'javascript'],
      dependencies: ['typescript'],
    },
  ],
  context: {
    beside: ['package.json', 'pyproject.toml'],
    anywhere: ['tsconfig*.json', 'jsconfig*.json'],
    // Lock files stand for what is in node_modules.
    root: ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  },
  datasets: {
    scip_metadata: {
      description:
        'One row per index: which indexer, in which version, over which project. project_root is relative to the workspace root.',
      columns: {
        ...index,
        tool_version: text(),
        tool_arguments: texts(),
        protocol_version: int(),
        text_document_encoding: text(),
        project_name: text(),
        project_version: nullable(text()),
      },
    },
    scip_index_stats: {
      description: 'One row per index: how much is in it, as the indexer wrote it, duplicates included.',
      columns: {
        ...index,
        document_count: bigint(),
        occurrence_count: bigint(),
        diagnostic_count: bigint(),
        symbol_count: bigint(),
        external_symbol_count: bigint(),
        missing_position_encoding_count: bigint(),
        document_text_count: bigint(),
        document_text_bytes: bigint(),
      },
    },
    scip_documents: {
      description:
        'One row per file in an index. position_encoding is what the index says, unspecified included; col_unit is what it means.',
      columns: { ...file, tool_name: text(), position_encoding: text(), col_unit: columnUnit() },
    },
    scip_occurrences: {
      description:
        'Where symbols are defined and mentioned, each place and symbol once. Symbols of one document (`local`) carry its path. is_external: the symbol is not of this project. is_unresolved: nobody knows where it is defined; the index claims the project, and the symbol says `. .` instead when it is of another package. is_malformed: the symbol names something else than the text that defines it. The enclosing range is that of the whole definition.',
      columns: {
        ...file,
        symbol: symbol(),
        symbol_roles: symbolRoles(),
        is_definition: flag(),
        is_import: flag(),
        is_write: flag(),
        is_read: flag(),
        is_generated: flag(),
        is_test: flag(),
        is_forward_definition: flag(),
        is_local: flag(),
        is_external: flag(),
        is_unresolved: flag(),
        is_malformed: flag(),
        syntax_kind: int(),
        syntax_kind_name: text(),
        override_documentation: texts(),
        ...range,
        enc_start_line: nullable(line('enclosing')),
        enc_start_char: nullable(lineColumn('enclosing')),
        enc_end_line: nullable(endLine('enclosing')),
        enc_end_char: nullable(endColumn('enclosing')),
      },
    },
    scip_document_symbols: {
      description:
        'What a document says about the symbols that it defines, and about imported ones it knows little of.',
      columns: { ...file, ...information },
    },
    scip_symbol_information: {
      description:
        'The same by symbol: each symbol of a project once, with the first file, by path, that describes it.',
      columns: { ...file, ...information },
    },
    scip_external_symbol_information: {
      description: 'What an index says about symbols of other packages.',
      columns: { ...index, ...information },
    },
    scip_symbol_relationships: {
      description: 'From a symbol to one that it implements, overrides or refers to; the file is the one that says so.',
      columns: {
        ...file,
        symbol: symbol(),
        related_symbol: symbol(),
        is_reference: flag(),
        is_implementation: flag(),
        is_type_definition: flag(),
        is_definition: flag(),
      },
    },
    scip_diagnostics: {
      description: 'What the indexer remarks about occurrences, such as the use of a deprecated name.',
      columns: {
        ...file,
        symbol: symbol(),
        severity: int(),
        severity_name: text(),
        code: text(),
        message: text(),
        source: text(),
        tags: texts(),
        ...range,
      },
    },
    scip_errors: {
      description:
        'Why a project or a file has no index, or an incomplete one: no_documents, index_damaged, indexer_failed, document_incomplete, document_missing, document_outside, configuration_invalid, not_utf8, too_large. The file is null when the whole project is meant.',
      columns: {
        file_id: nullable(fileId()),
        path: nullable(path()),
        language: nullable(language()),
        ...index,
        code: text(),
        message: text(),
      },
    },
  },
});
