/** What stands between the leaves of a syntax tree. */

/** Space that the grammars skip and that no Unicode category calls space. */
const INVISIBLE: ReadonlySet<number> = new Set([0x200b, 0x2060]);
const BACKSLASH = 0x5c;

/** Whether UTF-16 units `from` to `until` are space: white space, a byte order mark, the backslash that joins two lines. */
export function isSpace(source: string, from: number, until: number): boolean {
  for (let at = from; at < until; at++) {
    const unit = source.charCodeAt(at);
    if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) continue;
    if (unit === BACKSLASH && isLineEnd(source.charCodeAt(at + 1))) continue;
    if (unit < 0x80 || !(INVISIBLE.has(unit) || /\s/.test(source.charAt(at)))) return false;
  }
  return true;
}

const isLineEnd = (unit: number): boolean => unit === 0x0a || unit === 0x0d;
