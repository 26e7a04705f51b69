import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteMap } from './byte-map';

test('every position maps to the bytes before it, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const at = byteMap(text, Buffer.byteLength(text));
      const starts = [...text].map((_, i, characters) => characters.slice(0, i).join(''));
      expect([...starts, text].map((before) => at(before.length))).toEqual(
        [...starts, text].map((before) => Buffer.byteLength(before)),
      );
    }),
  );
});

test('a byte order mark is three bytes and one position', () => {
  expect(byteMap('\ufeffx', 4)(1)).toBe(3);
});
