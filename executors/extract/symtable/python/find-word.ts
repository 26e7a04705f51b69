/** A word in the text of a Python file. */

/** Bytes of identifiers: letters, digits, `_`, and all that is not ASCII. */
const IS_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 128 || /\w/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Where `word` first is between `start` and `stop` in UTF-8, not as a part of a longer word; -1 for nowhere. */
export function findWord(text: Buffer, word: Buffer, start: number, stop: number): number {
  const searched = text.subarray(0, stop);
  for (let at = searched.indexOf(word, start); at >= 0; at = searched.indexOf(word, at + 1)) {
    // What follows is looked at beyond `stop`.
    if (!IS_WORD[text[at - 1] ?? 0] && !IS_WORD[text[at + word.length] ?? 0]) return at;
  }
  return -1;
}
