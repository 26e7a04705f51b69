/** What the file system says: every file of a project, and where the lines of its source files begin and end. */
import { defineExtractor } from '../../declaration/extractor';
import {
  bigint,
  fileId,
  flag,
  int,
  language,
  line,
  lineText,
  nullable,
  path,
  project,
  projectRoot,
  spanEnd,
  spanStart,
  text,
} from '../../schema/columns';

export default defineExtractor({
  name: 'repo-scan',
  description: 'Files with size, digest and language, the lines of source files, and names that JSON gives to modules.',
  languages: 'all',
  evidenceRank: 8,
  parser: null,
  tools: ['typescript'],
  datasets: {
    repo_files: {
      description:
        'One row per file, binary files and links to files included; the one place that holds a content digest. encoding is read off the bytes, the first of: a byte order mark (utf-8-sig, utf-16, utf-32); binary for a NUL byte; what the comment of PEP 263 in a Python file names; utf-8 if they are valid; unknown-8bit. newline_kind is lf, crlf, cr, mixed, or none when there is no newline; null when the encoding is utf-16, utf-32 or binary. nx_project is the Nx project of the file, nx_project_root its folder relative to the workspace root, empty for the root itself.',
      columns: {
        file_id: fileId(),
        path: path(),
        nx_project: project(),
        nx_project_root: projectRoot(),
        language: nullable(language()),
        size_bytes: bigint(),
        file_sha256: text(),
        link_target: nullable(text()),
        is_utf8: flag(),
        encoding: text(),
        newline_kind: nullable(text()),
      },
    },
    scope_manifest: {
      description:
        "What is read and what is not, as far as inputs of the build can tell. entry `file`: one row per file of the project, included when its syntax is read (reason source), else with the reason link, no_language or too_large; the file itself is in the graph all the same. entry `pattern`: one row per pattern of a .gitignore or .nxignore in the project, path and line_no say where it stands; it is relative to that folder. What matches is no file of the project (git_ignored, nx_ignored), tracked or not, unless a later pattern takes it back (git_reincluded, nx_reincluded). Ignored files have no rows by name: they are inputs of no task. Nor has what is always left out: node_modules, .git and caches of Nx, broken links and links to folders, the manifest and the folder of the cpg project, and what patterns outside the workspace ignore (.git/info/exclude, the user's own).",
      columns: {
        file_id: fileId(),
        path: path(),
        language: nullable(language()),
        entry: text(),
        included: flag(),
        reason: text(),
        pattern: nullable(text()),
        line_no: nullable(line()),
      },
    },
    module_mappings: {
      description:
        "What a file in JSON says of the names of modules, as a tsconfig.json or a package.json would; whether it is one, its name tells. kind `paths`: a pattern and one of its targets; `base_url`: what names are relative to; `extends`: another configuration; `package`: the package's own name; `exports`: a subpath of it, and one target, conditions in their order; `imports`: a name with # and one target. position counts the targets of a pattern.",
      columns: {
        file_id: fileId(),
        path: path(),
        kind: text(),
        pattern: text(),
        target: text(),
        position: int(),
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
