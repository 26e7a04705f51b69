/** Bytes of a Python file -> an upper bound of how deep its syntax tree is, before a compiler sees it. */

const code = (character: string): number => character.charCodeAt(0);
const NEWLINE = code('\n');
const RETURN = code('\r');
const BACKSLASH = code('\\');
const HASH = code('#');
const COMMA = code(',');
const COLON = code(':');
const SEMICOLON = code(';');
const DOT = code('.');
const OPEN_BRACE = code('{');
const CLOSE_BRACE = code('}');

const set = (characters: string): Uint8Array => {
  const members = new Uint8Array(256);
  for (const c of characters) members[code(c)] = 1;
  return members;
};
const OPENING = set('([{');
const CLOSING = set(')]}');
const OPERATOR = set('+-*/%@&|^~<>.');
const QUOTE = set('\'"');
const BLANK = set(' \t\f');
const DIGIT = set('0123456789');
const WORD = set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_');
for (let c = 0x80; c < 256; c++) WORD[c] = 1;
/** What the keywords begin with that matter here. */
const KEYWORD = set('aonil');

/** An open bracket, replacement field, or the statement itself. `tight` binds closer than `and`, `loose` does not. */
interface Level {
  tight: number;
  loose: number;
  lambdas: number;
  /** For a replacement field, how its f-string ends: `f` and the quotes. */
  readonly string: string | null;
  /** Whether we are in the format of a replacement field, which is text again. */
  format: boolean;
}

const level = (string: Level['string']): Level => ({ tight: 0, loose: 0, lambdas: 0, string, format: false });

/** What is known about the syntax of a file without parsing it. */
export interface SyntaxBounds {
  /** At least the depth of the tree. */
  readonly depth: number;
  /** Replacement fields of f-strings, those within formats included. */
  readonly fields: number;
  /** Names, keywords, numbers and literals of text. */
  readonly words: number;
}

/**
 * At least the depth of the deepest expression or chain of `elif`, in nodes: operators, trailers and brackets around a
 * place, counted from the statement they are in. At most about twice that for source as people write it.
 * One pass without recursion; `limit` ends it early.
 */
export function syntaxBounds(bytes: Uint8Array, limit: number): SyntaxBounds {
  scan.run(bytes, limit);
  const { deepest, fields, words } = scan;
  scan.run(NOTHING, limit);
  return { depth: deepest, fields, words };
}

const NOTHING: Uint8Array = new Uint8Array(0);

class Scan {
  deepest = 0;
  fields = 0;
  words = 0;
  private at = 0;
  /** Sum over `levels`. */
  private depth = 0;
  private levels: Level[] = [level(null)];
  /** Indentation of the `if` statements we are in, and how many `elif` each has. */
  private chains: { readonly indent: number; count: number }[] = [];
  private bytes = NOTHING;

  /** Forgets what it scanned before. */
  run(bytes: Uint8Array, limit: number): void {
    this.deepest = 0;
    this.fields = 0;
    this.words = 0;
    this.at = 0;
    this.depth = 0;
    this.levels = [level(null)];
    this.chains = [];
    this.bytes = bytes;
    this.startStatement();
    while (this.at < bytes.length && this.deepest <= limit) {
      const byte = bytes[this.at] ?? 0;
      if (WORD[byte] || QUOTE[byte]) this.words++;
      if (WORD[byte]) this.word();
      else if (QUOTE[byte]) this.string('');
      else if (OPENING[byte]) this.open(null);
      else if (CLOSING[byte]) this.close();
      else if (byte === HASH) this.comment();
      else if (byte === BACKSLASH) this.at += bytes[this.at + 1] === RETURN && bytes[this.at + 2] === NEWLINE ? 3 : 2;
      else if (byte === NEWLINE || byte === RETURN) this.lineEnd();
      else this.punctuation(byte);
    }
  }

  private top(): Level {
    return this.levels[this.levels.length - 1] ?? level(null);
  }

  private count(kind: 'tight' | 'loose', by = 1): void {
    this.top()[kind] += by;
    this.depth += by;
    if (this.depth > this.deepest) this.deepest = this.depth;
  }

  private reset(kind: 'tight' | 'loose'): void {
    const top = this.top();
    this.depth -= top[kind];
    top[kind] = 0;
  }

  private open(string: Level['string']): void {
    // Fields of an f-string lie side by side; a bracket may be one of a chain of calls.
    if (string === null) this.count('tight');
    this.levels.push(level(string));
    if (string !== null) {
      this.count('tight');
      this.fields++;
    }
    this.at++;
  }

  private close(): void {
    this.at++;
    if (this.levels.length === 1) return;
    this.reset('tight');
    this.reset('loose');
    const closed = this.levels.pop();
    if (closed?.string) this.text(closed.string, this.top().format);
  }

  private punctuation(byte: number): void {
    const { bytes } = this;
    this.at++;
    const top = this.top();
    if (byte === COMMA) {
      this.reset('tight');
      if (top.lambdas === 0) this.reset('loose');
    } else if (byte === COLON) {
      if (top.lambdas > 0) top.lambdas--;
      else if (top.string !== null) {
        top.format = true;
        this.text(top.string, true);
      }
    } else if (byte === SEMICOLON) {
      this.reset('tight');
      this.reset('loose');
    } else if (byte === DOT && DIGIT[bytes[this.at] ?? 0]) {
      this.number();
    } else if (OPERATOR[byte]) {
      // `**`, `//`, `<<` and `>>` are one operator each.
      if (bytes[this.at] === byte && byte !== DOT && byte !== code('-') && byte !== code('+') && byte !== code('~')) {
        this.at++;
      }
      this.count('tight');
    }
  }

  private word(): void {
    const { bytes } = this;
    const start = this.at;
    if (DIGIT[bytes[start] ?? 0]) {
      this.number();
      return;
    }
    while (WORD[bytes[this.at] ?? 0]) this.at++;
    const length = this.at - start;
    const isPrefix = length <= 2 && QUOTE[bytes[this.at] ?? 0];
    if (length > 6 || (!isPrefix && !KEYWORD[bytes[start] ?? 0])) return;
    const word = String.fromCharCode(...bytes.subarray(start, this.at));
    if (isPrefix) this.string(word.toLowerCase());
    else if (word === 'and' || word === 'or') this.reset('tight');
    else if (word === 'not' || word === 'await') this.count('tight');
    else if (word === 'if') this.count('loose');
    else if (word === 'lambda') {
      this.count('loose', 2);
      this.top().lambdas++;
    }
  }

  private number(): void {
    const { bytes } = this;
    const hex = (bytes[this.at + 1] ?? 0) | 0x20;
    const isHex = bytes[this.at] === code('0') && hex === code('x');
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at] ?? 0;
      if (WORD[byte] || byte === DOT) continue;
      const exponent = !isHex && ((bytes[this.at - 1] ?? 0) | 0x20) === code('e');
      if (!exponent || (byte !== code('+') && byte !== code('-'))) return;
    }
  }

  private comment(): void {
    const { bytes } = this;
    while (this.at < bytes.length && bytes[this.at] !== NEWLINE && bytes[this.at] !== RETURN) this.at++;
  }

  private lineEnd(): void {
    this.at++;
    if (this.levels.length > 1) return;
    this.startStatement();
  }

  /** At the start of a logical line: nothing of the one before counts but an `if` that this may belong to. */
  private startStatement(): void {
    const { bytes } = this;
    const start = this.at;
    while (BLANK[bytes[this.at] ?? 0]) this.at++;
    const first = bytes[this.at];
    if (first === undefined || first === HASH || first === NEWLINE || first === RETURN) return;
    const indent = this.at - start;
    while ((this.chains.at(-1)?.indent ?? -1) > indent) this.chains.pop();
    const chain = this.chains.at(-1);
    const goesOn = this.starts('elif') || this.starts('else');
    if (chain?.indent === indent) {
      if (!goesOn) chain.count = 0;
      else if (this.starts('elif')) chain.count += 2;
    } else {
      this.chains.push({ indent, count: 2 });
    }
    this.levels = [level(null)];
    this.depth = this.chains.reduce((sum, { count }) => sum + count, 0);
    if (this.depth > this.deepest) this.deepest = this.depth;
  }

  private starts(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    return !WORD[this.bytes[this.at + word.length] ?? 0];
  }

  /** A literal that begins at a quote, after its prefix. */
  private string(prefix: string): void {
    const quote = String.fromCharCode(this.bytes[this.at] ?? 0);
    const three = this.bytes[this.at + 1] === code(quote) && this.bytes[this.at + 2] === code(quote);
    this.at += three ? 3 : 1;
    this.text((prefix.includes('f') || prefix.includes('t') ? 'f' : '') + (three ? quote.repeat(3) : quote), false);
  }

  /** The text of a literal up to its closing quote or, in an f-string, the next replacement field. */
  private text(quote: string, inFormat: boolean): void {
    const { bytes } = this;
    const fields = quote.startsWith('f');
    const mark = code(quote.at(-1) ?? '');
    const three = quote.length >= 3 + (fields ? 1 : 0);
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at];
      if (byte === BACKSLASH) {
        // The brace after a backslash opens a field all the same.
        if (!fields || bytes[this.at + 1] !== OPEN_BRACE) this.at++;
      } else if (byte === mark && (!three || (bytes[this.at + 1] === mark && bytes[this.at + 2] === mark))) {
        this.at += three ? 3 : 1;
        if (inFormat) this.levels.pop();
        return;
      } else if (!three && (byte === NEWLINE || byte === RETURN)) {
        if (inFormat) this.levels.pop();
        return;
      } else if (fields && byte === OPEN_BRACE) {
        if (bytes[this.at + 1] === OPEN_BRACE) this.at++;
        else {
          this.open(quote);
          return;
        }
      } else if (inFormat && byte === CLOSE_BRACE) {
        // The end of the field.
        return;
      }
    }
  }
}

/** One for all files: a garbage collection that finds no object of a class drops the code that was optimised for it. */
const scan = new Scan();
