/** Which files are read, which are not and why, and the patterns that keep files out of the workspace. */
import type declaration from '../../../plugin/model/extractors/repo-scan';
import type { FileRow } from '../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../limits';
import type { FileContent } from '../read-source';
import { linesOf } from './line-index';

type Row = FileRow<(typeof declaration.datasets.scope_manifest)['columns']>;

/** Files with patterns that Nx follows, by the end of their names: what becomes of a path that matches, and of one that matches `!`. */
const IGNORE_FILES: Readonly<Record<string, readonly [ignored: string, reincluded: string]>> = {
  '.gitignore': ['git_ignored', 'git_reincluded'],
  '.nxignore': ['nx_ignored', 'nx_reincluded'],
};

/** The row of the file itself, and one for each pattern in it if it is a list of them. */
export function* scopeRows(file: FileContent): Generator<Row> {
  const exclusion = exclusionOf(file);
  yield { entry: 'file', included: exclusion === null, reason: exclusion ?? 'source', pattern: null, line_no: null };
  const reasons = IGNORE_FILES[file.suffix];
  if (reasons === undefined || file.bytes.length > MAX_SOURCE_BYTES) return;
  const [ignored, reincluded] = reasons;
  for (const { pattern, line } of patternsOf(file.bytes)) {
    const included = pattern.startsWith('!');
    yield { entry: 'pattern', included, reason: included ? reincluded : ignored, pattern, line_no: line };
  }
}

/** Why the syntax of a file is not read; null when it is. */
function exclusionOf({ linkTarget, language, bytes }: FileContent): string | null {
  if (linkTarget !== null) return 'link';
  if (language === null) return 'no_language';
  return bytes.length > MAX_SOURCE_BYTES ? 'too_large' : null;
}

const MARK = /^\ufeff/;
/** Space at the end does not count, unless it is one blank behind a backslash. */
const trimmed = (text: string): string => (text.endsWith('\\ ') ? text : text.trimEnd());

/** The patterns of a list as Nx reads it, with their zero-based lines; comments and empty lines are none. */
function* patternsOf(bytes: Buffer): Generator<{ readonly pattern: string; readonly line: number }> {
  let line = 0;
  for (const { text } of linesOf(bytes)) {
    const pattern = trimmed(line === 0 ? text.replace(MARK, '') : text);
    if (pattern !== '' && !pattern.startsWith('#')) yield { pattern, line };
    line++;
  }
}
