/** Zero-based lines of UTF-16 positions, as the table of line starts counts them. */

export type LineOf = (position: number) => number;

/** Lines of `text` end at LF, CRLF and a lone CR. */
export function linesOf(text: string): LineOf {
  const starts: number[] = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return (position) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low;
  };
}
