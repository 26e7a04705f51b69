/** scip-python names the module of a relative import as if it were absolute: `from .a import b` refers to `a`. */

/** Which module `written` means in a module of the package `home`; `dots` is the number of leading dots. */
export function absoluteModule(home: string, dots: number, written: string): string | null {
  const parts = home === '' ? [] : home.split('.');
  if (dots - 1 > parts.length) return null;
  const above = parts.slice(0, parts.length - (dots - 1));
  return [...above, ...(written === '' ? [] : [written])].join('.') || null;
}

/** The package that relative imports of the file start from. */
export function packageOf(path: string, module: string): string {
  if (/(^|\/)__init__\.pyi?$/.test(path)) return module;
  const dot = module.lastIndexOf('.');
  return dot < 0 ? '' : module.slice(0, dot);
}

/** `from ..a import b, ` or `from ..a import (b,  # why` up to the name in question; a line ends the first. */
const FROM_DOTS =
  /(?:^|[\n\r;:])[ \t\f]*from[ \t\\\r\n]*(\.[. \t\\\r\n]*)(?:[\w.]+[ \t\\\r\n]+)?import\b(?:(?:[\w \t\f,]|\\\r?\n)*|[ \t\\\r\n]*\((?:[\w\s,]|#[^\n\r]*[\n\r])*)$/;
/** Longer lists of imported names are generated. In UTF-16 units. */
const LOOK_BACK = 4000;

/**
 * The number of dots that make the mention of a module at `[start, end)` relative: its own (`.a` in `from .a import b`),
 * or those of the statement it is in (`b` in `from .a import b`, which is called `a.b`). 0 for an absolute one.
 */
export function relativeDots(text: string, start: number, end: number): number {
  const own = /^[.\s]*/.exec(text.slice(start, end))?.[0] ?? '';
  if (own.includes('.')) return dotsIn(own);
  const before = FROM_DOTS.exec(text.slice(Math.max(0, start - LOOK_BACK), start));
  return before === null ? 0 : dotsIn(before[1] ?? '');
}

const dotsIn = (text: string): number => text.replace(/[^.]/g, '').length;
