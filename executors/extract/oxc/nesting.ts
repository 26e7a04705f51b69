/**
 * How deep a recursive parser may have to go into a text, found without recursion. The parser is native: when its
 * stack is full the process dies, so nothing deeper may reach it.
 */

/**
 * A cost that leaves at least half of a worker's stack (4 MiB) free, measured construct by construct: 1,000 parentheses
 * or type arguments, 500 braces, 2,000 prefix operators, 16,000 terms of a sum. The parser (0.159) dies between 2,000
 * and 4,000 brackets, 1,000 and 2,000 nested functions, and not before 8,000 prefix operators or 32,000 terms.
 */
export const MAX_NESTING_COST = 32_000;

const BRACE = 64;
const BRACKET = 32;
const PREFIX = 16;
const INFIX = 2;

/** Words after which a further construct nests without a bracket, or which at least want an operand. */
const NESTING_WORDS: ReadonlyMap<string, number> = new Map([
  ...['while', 'for', 'if', 'with', 'else', 'do'].map((word) => [word, BRACKET] as const),
  ...['new', 'typeof', 'void', 'delete', 'await', 'yield', 'keyof', 'unique', 'readonly'].map(
    (w) => [w, PREFIX] as const,
  ),
  ...['infer', 'asserts', 'abstract'].map((word) => [word, PREFIX] as const),
  ...['in', 'of', 'instanceof', 'as', 'is', 'satisfies'].map((word) => [word, INFIX] as const),
  ...['return', 'throw', 'case', 'extends'].map((word) => [word, 0] as const),
]);
/** Words that go on with what ended before them. */
const CONTINUING = new Set('else catch finally while extends implements in of instanceof as is satisfies'.split(' '));
/** Words whose parentheses are followed by a statement. */
const HEADERS = new Set(['if', 'for', 'while', 'with']);

/** `instanceof` and `implements`. */
const LONGEST_WORD = 10;

const REGEX = /\/(?:[^/\\[\r\n]|\\.|\[(?:[^\]\\\r\n]|\\.)*\])+\/\w*/y;
const WORD_UNITS = Uint8Array.from({ length: 128 }, (_, unit) => (/[\w$]/.test(String.fromCharCode(unit)) ? 1 : 0));
const isWordUnit = (unit: number): boolean => (unit < 128 ? WORD_UNITS[unit] === 1 : unit > 160);
const isLineEnd = (unit: number): boolean => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
const isLetter = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);

/** What is open: a bracket, or the file. */
interface Level {
  readonly closing: string;
  readonly isHeader: boolean;
  /** Cost of what encloses it. */
  readonly outside: number;
  /** Cost of what is open in it without a bracket. */
  chain: number;
  /** The chain of the statement before, which `else` takes up again. */
  ended: number;
  /** Type arguments not closed yet. */
  generics: number;
  /** JSX elements not closed yet: the chain before each. */
  readonly elements: number[];
}

/** What stands before a token, as far as it decides what the token means. */
type Before = 'operator' | 'operand' | 'header' | 'brace';

/**
 * The greatest cost of nesting anywhere in `source`, or the first that is above `MAX_NESTING_COST`. Brackets cost while
 * they are open; operators, and words such as `typeof` and `else`, until their statement or list element ends. `jsx`
 * says that `<a>` is an element.
 */
export function nestingCost(source: string, jsx: boolean): number {
  const scan = new NestingScan(source, jsx);
  while (scan.step()) if (scan.most > MAX_NESTING_COST) break;
  return scan.most;
}

class NestingScan {
  most = 0;
  #at = 0;
  #before: Before = 'operator';
  #word = '';
  #newline = false;
  #level: Level = levelOf('', false, 0);
  readonly #outer: Level[] = [];

  constructor(
    readonly source: string,
    readonly jsx: boolean,
  ) {}

  /** Reads a token, if there is one. */
  step(): boolean {
    const { source } = this;
    let unit = source.charCodeAt(this.#at);
    while (unit <= 32 || unit === 160 || unit === 0xfeff) {
      if (unit === 10 || unit === 13) this.#newline = true;
      unit = source.charCodeAt(++this.#at);
    }
    if (Number.isNaN(unit)) return false;
    if (isWordUnit(unit)) this.#readWord();
    else if (!this.#readSign(source[this.#at] ?? '', source[this.#at + 1] ?? '')) return true;
    this.#newline = false;
    const cost = this.#level.outside + this.#level.chain;
    if (cost > this.most) this.most = cost;
    return true;
  }

  #readWord(): void {
    const { source } = this;
    const start = this.#at;
    let end = start + 1;
    while (isWordUnit(source.charCodeAt(end))) end++;
    this.#at = end;
    const isProperty = source.charCodeAt(start - 1) === 46;
    const ended = this.#before === 'brace' || (this.#newline && this.#before === 'operand');
    // Most words are no keywords, which are short and in lower case.
    const first = source.charCodeAt(start);
    if (isProperty || end - start > LONGEST_WORD || end - start < 2 || first < 97 || first > 121) {
      if (ended && !isProperty) this.#endStatement();
      this.#before = 'operand';
      this.#word = '';
      return;
    }
    const text = source.slice(start, end);
    const cost = NESTING_WORDS.get(text);
    if ((ended && !CONTINUING.has(text)) || text === 'case') this.#endStatement();
    else if (text === 'else') this.#level.chain = Math.max(this.#level.chain, this.#level.ended);
    this.#level.chain += cost ?? 0;
    this.#before = cost === undefined ? 'operand' : 'operator';
    this.#word = text;
  }

  /** Reads what is no word; false for comments, which are nothing. */
  #readSign(c: string, next: string): boolean {
    const level = this.#level;
    const start = this.#at;
    this.#at++;
    switch (c) {
      case ';':
      case ',':
        this.#endStatement();
        this.#before = 'operator';
        return true;
      case '(':
        this.#open(')', BRACKET, this.#before === 'operator' && HEADERS.has(this.#word));
        return true;
      case '[':
        this.#open(']', BRACKET, false);
        return true;
      case '{':
        this.#open('}', BRACE, false);
        return true;
      case ')':
      case ']':
      case '}':
        if (c === '}' && level.closing === '`') {
          this.#close('`');
          this.#template();
        } else this.#close(c);
        return true;
      case '"':
      case "'":
        // `don't` is no string, but text of an element.
        if (level.elements.length > 0 && isWordUnit(this.source.charCodeAt(start - 1))) return true;
        if (this.#newline && this.#before === 'operand') this.#endStatement();
        this.#string(c);
        return true;
      case '`':
        this.#template();
        return true;
      case '/':
        return this.#slash(start, next);
      case '<':
        this.#less(start, next);
        return true;
      case '>':
        if (level.generics > 0 && this.source.charCodeAt(start - 1) !== 61) {
          level.generics--;
          level.chain -= BRACKET - INFIX;
          this.#before = 'operand';
        } else this.#before = 'operator';
        return true;
      case '+':
      case '-':
        level.chain += this.#before === 'operand' && next !== c ? INFIX : PREFIX;
        // `a++` is an operand as `a` is, and `++` wants one as `+` does.
        if (next === c) this.#at++;
        else this.#before = 'operator';
        return true;
      case '!':
        level.chain += PREFIX;
        if (this.#before !== 'operand' || next === '=') this.#before = 'operator';
        return true;
      default:
        level.chain += costOfOperator(c, next, this.source[start - 1] ?? '', this.#before);
        this.#before = 'operator';
        return true;
    }
  }

  #endStatement(): void {
    const level = this.#level;
    level.ended = level.chain;
    level.chain = (level.generics + level.elements.length) * BRACKET;
  }

  #open(closing: string, cost: number, isHeader: boolean): void {
    const level = this.#level;
    level.chain += cost;
    this.#outer.push(level);
    this.#level = levelOf(closing, isHeader, level.outside + level.chain);
    this.#before = 'operator';
  }

  #close(closing: string): void {
    const { isHeader } = this.#level;
    // What closes without having been opened is an error, and the parser goes no further.
    if (this.#level.closing === closing) {
      const outer = this.#outer.pop();
      if (outer !== undefined) {
        this.#level = outer;
        // It is closed, but `f()()()` is a chain as a sum is.
        outer.chain -= (closing === '}' || closing === '`' ? BRACE : BRACKET) - INFIX;
      }
    }
    this.#before = isHeader ? 'header' : closing === '}' ? 'brace' : 'operand';
  }

  #string(quote: string): void {
    const { source } = this;
    const end = quote.charCodeAt(0);
    for (; this.#at < source.length; this.#at++) {
      const unit = source.charCodeAt(this.#at);
      if (unit === 92) this.#at++;
      else if (unit === end || unit === 10 || unit === 13) break;
    }
    if (source.charCodeAt(this.#at) === end) this.#at++;
    this.#before = 'operand';
  }

  /** The text of a template, up to its end or to the next `${`. */
  #template(): void {
    const { source } = this;
    for (; this.#at < source.length; this.#at++) {
      const unit = source.charCodeAt(this.#at);
      if (unit === 92) this.#at++;
      else if (unit === 96) {
        this.#at++;
        this.#level.chain += INFIX;
        this.#before = 'operand';
        return;
      } else if (unit === 36 && source.charCodeAt(this.#at + 1) === 123) {
        this.#at += 2;
        this.#open('`', BRACE, false);
        return;
      }
    }
  }

  #slash(start: number, next: string): boolean {
    const { source } = this;
    if (next === '/') {
      while (this.#at < source.length && !isLineEnd(source.charCodeAt(this.#at))) this.#at++;
      return false;
    }
    if (next === '*') {
      const end = source.indexOf('*/', start + 2);
      this.#at = end < 0 ? source.length : end + 2;
      this.#newline ||= source.slice(start, this.#at).includes('\n');
      return false;
    }
    if (next === '>' && this.jsx) {
      this.#at++;
      this.#closeElement();
    } else if (this.#before === 'operand') {
      this.#level.chain += INFIX;
      this.#before = 'operator';
    } else {
      REGEX.lastIndex = start;
      if (REGEX.test(source)) this.#at = REGEX.lastIndex;
      this.#before = 'operand';
    }
    return true;
  }

  #less(start: number, next: string): void {
    const level = this.#level;
    if (this.jsx && next === '/') {
      this.#at++;
      this.#closeElement();
      return;
    }
    const adjacent = isWordUnit(this.source.charCodeAt(start - 1));
    if (this.jsx && !adjacent && (isLetter(next.charCodeAt(0)) || next === '>')) level.elements.push(level.chain);
    // `f<T>` and `<T>`, but not `a < b`.
    else if (adjacent || this.#before !== 'operand') level.generics++;
    level.chain += BRACKET;
    this.#before = 'operator';
  }

  /** Its attributes and children are over with it. */
  #closeElement(): void {
    const level = this.#level;
    const before = level.elements.pop();
    if (before !== undefined) level.chain = before + INFIX;
    this.#before = 'operand';
  }
}

const levelOf = (closing: string, isHeader: boolean, outside: number): Level => ({
  closing,
  isHeader,
  outside,
  chain: 0,
  ended: 0,
  generics: 0,
  elements: [],
});

function costOfOperator(c: string, next: string, previous: string, before: Before): number {
  switch (c) {
    case ':':
      return BRACKET;
    case '=':
    case '~':
      return PREFIX;
    case '?':
      return next === '.' || next === '?' || previous === '?' ? INFIX : PREFIX;
    case '*':
      return before === 'operand' && next !== '*' ? INFIX : PREFIX;
    default:
      return INFIX;
  }
}
