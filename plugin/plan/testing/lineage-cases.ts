/** `fixtures/lineage.txt` as cases, and lineage in the words of that file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lineage } from '../lineage';
import { sourceName } from '../source-column';

export interface LineageCase {
  readonly title: string;
  readonly sql: string;
  /** The lines below the query. */
  readonly expected: readonly string[];
}

/** `# title`, the query on one line, then the expected lines, indented. */
export function lineageCases(): readonly LineageCase[] {
  const text = readFileSync(join(__dirname, '../fixtures/lineage.txt'), 'utf8');
  return text
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [title = '', sql = '', ...expected] = block.trimEnd().split('\n');
      return { title, sql, expected: expected.map((line) => line.trim()) };
    });
}

/** `name <- sources` for each output, then `reads dataset: columns` for each dataset. */
export function describeLineage(lineage: Lineage, names: readonly string[]): readonly string[] {
  const outputs = lineage.outputs.map((sources, i) => `${names[i]} <- ${sources.map(sourceName).join(', ')}`);
  const reads = [...lineage.required].map(([dataset, columns]) => `reads ${dataset}: ${[...columns].join(', ')}`);
  return [...outputs, ...reads].map((line) => line.trim());
}
