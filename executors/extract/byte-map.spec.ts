import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteMap } from './byte-map';

test('every position maps to the bytes before it, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const at = byteMap(text, Buffer.byteLength(text));
      let position = 0;
      for (const character of text) {
        expect(at(position)).toBe(Buffer.byteLength(text.slice(0, position)));
        position += character.length;
      }
      expect(at(position)).toBe(Buffer.byteLength(text));
    }),
  );
});

test('a byte order mark is three bytes and one position', () => {
  expect(byteMap('\ufeffx', 4)(1)).toBe(3);
});
