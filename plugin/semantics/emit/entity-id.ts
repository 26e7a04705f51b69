import { literal } from '../sql';

/**
 * SQL of the id that a row has: a hash over the namespace of its entity, path and what identifies the row in its file. Two
 * numbers are a span. Anything else is text with its length before it, so that no two tuples collide by concatenation.
 * Null if any part is null.
 */
export function entityId(namespace: string, path: string, parts: readonly string[]): string {
  const [start, end, ...more] = parts;
  if (start !== undefined && end !== undefined && more.length === 0) {
    return `cpg_id(${literal(namespace)}, ${path}, ${start}, ${end})`;
  }
  const key = parts.map((part) => `cpg_key_part(${part})`).join(' || ');
  return `cpg_key_id(${literal(namespace)}, ${path}, ${key})`;
}
