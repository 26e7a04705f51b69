import { expect, test } from 'vitest';
import { definesItsName } from './definition-name';
import { parseSymbol } from './symbol';

function holds(path: string, text: string): boolean {
  const parsed = parseSymbol(`s m p v ${path}`);
  if (parsed?.kind !== 'global') throw new Error(path);
  return definesItsName(parsed, text);
}

test.each([
  ['a/b.', 'b'],
  ['a/', ''],
  ['A#`<constructor>`().', 'constructor'],
  ['A#`<get>size`().', 'size'],
  ["A#`'line-width'`.", "'line-width'"],
  ['by0:', 'by'],
  ['int320:', 'int32'],
  ["`'k'3`:", "'k'"],
])('%s is what %j defines', (path, text) => expect(holds(path, text)).toBe(true));

test.each([
  ['a/Box#', 'T'],
  ['`a.b`/', 'Price'],
  ['by0.', 'by'],
])('%s is not what %j defines', (path, text) => expect(holds(path, text)).toBe(false));
