/** The order in which rows are stored: total, and positional first. */
import type { Column } from '../schema/column';
import { laneOf } from '../schema/semantic-type';
import { name } from './sql';

/**
 * SQL expressions that order the rows of a dataset totally, up to rows that are equal in everything.
 *
 * File and position come first, then hashes of the content and of the ids. A shift of all spans of a file, or new ids
 * because of it, therefore moves no row: the sequences of content values stay what they were, and so do their digests.
 * A dataset without files is small enough to be ordered by its values.
 */
export function sortOrder(columns: readonly Column[]): readonly string[] {
  const lane = (wanted: string) => columns.filter((c) => laneOf(c.semantic) === wanted).map((c) => name(c.name));
  const paths = columns.filter((c) => c.semantic === 'path').map((c) => name(c.name));
  const identity = lane('identity').filter((c) => !paths.includes(c));
  const content = lane('content');
  const position = lane('location');
  const hash = (of: readonly string[]): string[] => (of.length === 0 ? [] : [`hash(${of.join(', ')})`]);
  return paths.length === 0
    ? [...content, ...position, ...identity]
    : [...paths, ...position, ...hash(content), ...hash(identity)];
}

/**
 * The same for evidence. None for an extractor of files: what it says of a file comes in the order in which it says it,
 * which depends on the bytes of the file alone, and the files come in the order of their paths. Sorting that would cost
 * more than all else that is done to write it.
 */
export const evidenceOrder = (unit: 'file' | 'project', columns: readonly Column[]): readonly string[] =>
  unit === 'file' ? [] : sortOrder(columns);
