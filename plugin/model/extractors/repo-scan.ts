/** What the file system says: every file of a project, and where the lines of its source files begin and end. */
import { defineExtractor } from '../../declaration/extractor';
import {
  bigint,
  fileId,
  flag,
  language,
  line,
  lineText,
  nullable,
  path,
  spanEnd,
  spanStart,
  text,
} from '../../schema/columns';

export default defineExtractor({
  name: 'repo-scan',
  description: 'Files with size, digest and language, and the lines of source files.',
  languages: 'all',
  evidenceRank: 8,
  parser: null,
  tools: [],
  datasets: {
    repo_files: {
      description:
        'One row per file, binary files and links to files included. The one place that holds a content digest.',
      columns: {
        file_id: fileId(),
        path: path(),
        language: nullable(language()),
        size_bytes: bigint(),
        file_sha256: text(),
        link_target: nullable(text()),
        is_utf8: flag(),
      },
    },
    file_line_index: {
      description:
        'One row per line of a file with a language: half-open byte range with its newline, and its text without. Lines end at LF, CRLF or a lone CR. Links and files above the size limit have no lines.',
      columns: {
        file_id: fileId(),
        path: path(),
        line_no: line(),
        line_start_byte: spanStart(),
        line_end_byte: spanEnd(),
        line_text: lineText(),
        newline_kind: text(),
      },
    },
  },
});
