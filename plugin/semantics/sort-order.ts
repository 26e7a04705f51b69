/** The order in which rows are stored: total, and positional first. */
import type { Column } from '../schema/column';
import { OWN_SPAN } from '../schema/columns';
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

/** The same for evidence, whose rows may be numbered within their file: the number says it all. */
export function evidenceOrder(columns: readonly Column[]): readonly string[] {
  const number = columns.find((c) => c.semantic === 'ordinal' && c.span === OWN_SPAN && !c.nullable);
  const paths = columns.filter((c) => c.semantic === 'path').map((c) => name(c.name));
  return number === undefined || paths.length === 0 ? sortOrder(columns) : [...paths, name(number.name)];
}
