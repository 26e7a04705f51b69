/** Valid code that a grammar does not know is parsed in another spelling, of the same length, that it knows. */
import type { FlatTree } from './flat-tree';

/**
 * What to parse instead of `source`, whose tree has errors; null when it has no other spelling. Every token stands where
 * it stood and has the same length, so that positions in the new tree hold for `source`, which texts are taken from.
 */
export type Respell = (tree: FlatTree, source: string) => string | null;

export const asItIs: Respell = () => null;

/** What takes the place of the source from `start` on, as long as it is. */
export interface Respelling {
  readonly start: number;
  readonly text: string;
}

/** `source` with all respellings; null when there are none. Of two that overlap the first one counts. */
export function respelled(source: string, respellings: readonly Respelling[]): string | null {
  if (respellings.length === 0) return null;
  const pieces: string[] = [];
  let end = 0;
  for (const { start, text } of respellings.toSorted((a, b) => a.start - b.start)) {
    if (start < end) continue;
    pieces.push(source.slice(end, start), text);
    end = start + text.length;
  }
  return pieces.join('') + source.slice(end);
}
