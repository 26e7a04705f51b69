import { expect, test } from 'vitest';
import { createQueue } from './queue';

test('work runs one after the other, and a failure stops only its own', async () => {
  const queue = createQueue();
  const seen: string[] = [];
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
    return name;
  };
  const results = await Promise.allSettled([queue(piece('a')), queue(piece('b')), queue(piece('c'))]);
  expect(results.map((r) => (r.status === 'fulfilled' ? r.value : 'failed'))).toEqual(['a', 'failed', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});
