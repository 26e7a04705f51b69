/** Text cut to a number of bytes. */
import type { ByteMap } from '../byte-map';

/** The text between two UTF-16 positions of `source`, cut to `limit` bytes at a character boundary. */
export function textUpTo(
  { source, byteAt }: { readonly source: string; readonly byteAt: ByteMap },
  start: number,
  end: number,
  limit: number,
): string {
  // Three bytes per unit at most: shorter texts need no counting to be known to fit.
  if ((end - start) * 3 <= limit) return source.slice(start, end);
  const last = byteAt(start) + limit;
  let cut = Math.min(end, start + limit);
  while (byteAt(cut) > last || isInsideCharacter(source, cut)) cut--;
  return source.slice(start, cut);
}

/** Whether a position is between the two halves of a surrogate pair. */
const isInsideCharacter = (text: string, position: number): boolean => {
  const unit = text.charCodeAt(position);
  return unit >= 0xdc00 && unit < 0xe000;
};
