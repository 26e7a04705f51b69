/** Which files of a project an indexer is asked about, and which it cannot be. */
import { isUtf8 } from 'node:buffer';
import type { Language } from '../../../plugin/schema/language';
import type { OpenProject } from '../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../limits';
import type { OpenFile } from '../read-source';
import type { IndexError } from './indexer';

export interface IndexedSources {
  /** Files whose documents become rows. */
  readonly indexed: readonly OpenFile[];
  readonly errors: readonly IndexError[];
}

/** A link's target is a file of its own: its facts are there. */
export const isSource = (file: OpenFile, languages: readonly Language[]): boolean =>
  file.language !== null && languages.includes(file.language) && file.linkTarget === null;

export const isTooLarge = (file: OpenFile): boolean => file.bytes.length > MAX_SOURCE_BYTES;

/** Sources of `project` in `languages`. Both indexers read every file as UTF-8: their columns mean nothing in others. */
export function indexedSources(project: OpenProject, languages: readonly Language[]): IndexedSources {
  const indexed: OpenFile[] = [];
  const errors: IndexError[] = [];
  for (const file of project.files.filter((f) => isSource(f, languages))) {
    const { path } = file;
    if (isTooLarge(file)) errors.push({ code: 'too_large', path, message: `more than ${MAX_SOURCE_BYTES} bytes` });
    else if (!isUtf8(file.bytes)) errors.push({ code: 'not_utf8', path, message: 'not valid UTF-8' });
    else indexed.push(file);
  }
  return { indexed, errors };
}
