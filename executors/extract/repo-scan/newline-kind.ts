/** How the lines of a file end. */

export type NewlineKind = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none';

const CR = 13;
const LF = 10;

/** The one kind of newline that `bytes` hold, `mixed` for several, `none` for a file of at most one line. */
export function newlineKindOf(bytes: Buffer): NewlineKind {
  let kind: NewlineKind = 'none';
  let from = 0;
  // Bytes before `from` are seen; the search for one kind need not be repeated while the other comes first.
  let lf = bytes.indexOf(LF);
  let cr = bytes.indexOf(CR);
  while (lf >= 0 || cr >= 0) {
    const isLf = cr < 0 || (lf >= 0 && lf < cr);
    if (isLf && cr < 0) return kind === 'none' || kind === 'lf' ? 'lf' : 'mixed';
    const here: NewlineKind = isLf ? 'lf' : lf === cr + 1 ? 'crlf' : 'cr';
    if (kind !== 'none' && kind !== here) return 'mixed';
    kind = here;
    from = (isLf ? lf : cr) + (here === 'crlf' ? 2 : 1);
    if (lf >= 0 && lf < from) lf = bytes.indexOf(LF, from);
    if (cr >= 0 && cr < from) cr = bytes.indexOf(CR, from);
  }
  return kind;
}
