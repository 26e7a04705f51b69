import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionsIn } from './positions';

const PYRIGHT = { countsByteOrderMark: true, unicodeLineBreaks: false };
const TYPESCRIPT = { countsByteOrderMark: false, unicodeLineBreaks: true };

test('a byte order mark is the first character of the first line', () => {
  const text = '\ufeffab\ncd';
  expect(positionsIn(text, TYPESCRIPT).stored({ line: 0, char: 1 })).toEqual({ line: 0, char: 2 });
  expect(positionsIn(text, TYPESCRIPT).stored({ line: 1, char: 1 })).toEqual({ line: 1, char: 1 });
  expect(positionsIn(text, PYRIGHT).stored({ line: 0, char: 2 })).toEqual({ line: 0, char: 2 });
});

test('U+2028 ends a line of the compiler, not of the file', () => {
  const text = 'a\u2028b c\nd';
  expect(positionsIn(text, TYPESCRIPT).stored({ line: 1, char: 2 })).toEqual({ line: 0, char: 4 });
  expect(positionsIn(text, TYPESCRIPT).stored({ line: 2, char: 0 })).toEqual({ line: 1, char: 0 });
});

test('the text between two positions is that of the compiler, whatever ends the lines', () => {
  const piece = fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', '\u2028', '\u2029', ' ');
  fc.assert(
    fc.property(fc.array(piece), fc.boolean(), fc.nat(), (pieces, marked, seed) => {
      const body = pieces.join('');
      const positions = positionsIn((marked ? '\ufeff' : '') + body, TYPESCRIPT);
      // A position as the compiler counts it.
      const at = body.length === 0 ? 0 : seed % body.length;
      const before = body.slice(0, at).split(/\r\n|[\r\n\u2028\u2029]/);
      // Between the two halves of a line break is no position.
      fc.pre(!(body[at - 1] === '\r' && body[at] === '\n'));
      const start = positions.stored({ line: before.length - 1, char: before.at(-1)?.length ?? 0 });
      expect(positions.offset(start)).toBe(at + (marked ? 1 : 0));
    }),
  );
});
