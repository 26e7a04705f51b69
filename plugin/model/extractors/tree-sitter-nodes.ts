/** The concrete syntax itself: every node, and what the query packs of tree-sitter capture. */
import { defineExtractor } from '../../declaration/extractor';
import { fileId, flag, int, language, nullable, ordinal, path, spanEnd, spanStart, text } from '../../schema/columns';

const file = { file_id: fileId(), path: path(), language: language() };

export default defineExtractor({
  name: 'tree-sitter-nodes',
  description:
    'Syntax trees of Python, TypeScript, TSX and JavaScript, node by node: the trees that `tree-sitter` reads as well, before they are put right. Why a file has none is in cst_parse_errors.',
  languages: ['python', 'typescript', 'tsx', 'javascript'],
  evidenceRank: 6,
  parser: 'tree-sitter',
  tools: ['web-tree-sitter', 'tree-sitter-python', 'tree-sitter-typescript', 'tree-sitter-javascript'],
  datasets: {
    cst_nodes: {
      description:
        'Every syntax node, tokens without a name included, and what stands between leaves: `trivia` is space, `text` what has no node of its own (literal text around escapes, characters that the parser skipped). cst_id counts from 0 per file in preorder; idx is the place among the children, null for what is no node. leaf_text is null for nodes with children: the others in the order of cst_id are the file, byte for byte.',
      columns: {
        ...file,
        cst_id: ordinal(),
        parent_cst_id: nullable(ordinal('parent')),
        kind: text(),
        is_named: flag(),
        field: nullable(text()),
        idx: nullable(int()),
        leaf_text: nullable(text()),
        is_error: flag(),
        is_missing: flag(),
        is_extra: flag(),
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    ts_captures: {
      description:
        'What the query packs `defs`, `calls`, `imports` and `docstrings` capture. match_index counts the matches of a pack in a file from 0, pattern_index the patterns of a pack; captures of one match belong together. node_text is null for captures that enclose the others, and cut to 1,000 bytes unless it is documentation.',
      columns: {
        ...file,
        query_name: text(),
        pattern_index: int(),
        match_index: int(),
        capture_name: text(),
        cst_id: ordinal('node'),
        parent_cst_id: nullable(ordinal('parent')),
        node_kind: text(),
        node_text: nullable(text()),
        bstart: spanStart(),
        bend: spanEnd(),
      },
    },
    ts_stats: {
      description:
        'One row per parsed file: how many nodes it has, and how often the query packs match. match_limit_exceeded says that the parser had to drop matches.',
      columns: {
        ...file,
        node_count: int(),
        named_count: int(),
        error_count: int(),
        missing_count: int(),
        query_match_count: int(),
        query_capture_count: int(),
        match_limit_exceeded: flag(),
      },
    },
  },
});
