/** Every file, whether its syntax is read, and the lines of source files. */
import { isUtf8 } from 'node:buffer';
import { sha256 } from '../../../plugin/core/digest';
import declaration from '../../../plugin/model/extractors/repo-scan';
import { defineRuntime } from '../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../limits';
import { encodingOf, hasAsciiNewlines } from './encoding';
import { linesOf } from './line-index';
import { moduleMappings } from './module-mappings';
import { newlineKindOf } from './newline-kind';
import { scopeRows } from './scope';

export default defineRuntime({
  declaration,
  async open() {
    return (file, emit) => {
      const encoding = encodingOf(file.bytes, file.language);
      emit('repo_files', {
        size_bytes: file.bytes.length,
        file_sha256: sha256(file.bytes),
        link_target: file.linkTarget,
        is_utf8: isUtf8(file.bytes),
        encoding,
        newline_kind: hasAsciiNewlines(encoding) ? newlineKindOf(file.bytes) : null,
      });
      for (const row of scopeRows(file)) emit('scope_manifest', row);
      for (const row of moduleMappings(file)) emit('module_mappings', row);
      if (file.language === null || file.linkTarget !== null || file.bytes.length > MAX_SOURCE_BYTES) return;
      let line = 0;
      for (const { start, end, text, newline } of linesOf(file.bytes)) {
        emit('file_line_index', {
          line_no: line++,
          line_start_byte: start,
          line_end_byte: end,
          line_text: text,
          newline_kind: newline,
        });
      }
    };
  },
});
