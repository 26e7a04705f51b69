import { expect, test } from 'vitest';
import { reportText } from './report';

test('an update is a line: which files, how much was written, and how long it took', () => {
  const files = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py'];
  const updated = { event: 'updated', files, rows: 1234, datasets: 1, milliseconds: 2345 } as const;
  expect(reportText(updated)).toBe('a.py, b.py, c.py, 2 more: 1,234 rows in 1 partition, 2,345 ms');
});
