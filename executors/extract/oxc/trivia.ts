/** What stands between tokens and has no node. */

const TRIVIA = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** The first position from `from` on that is neither space nor comment, nor the character `skipped`. */
export function afterTrivia(text: string, from: number, skipped?: string): number {
  let at = from;
  for (;;) {
    TRIVIA.lastIndex = at;
    TRIVIA.test(text);
    at = TRIVIA.lastIndex;
    if (skipped === undefined || text[at] !== skipped) return at;
    at++;
  }
}
