/** The name that a pyproject.toml gives its project. */
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';

/**
 * `[project].name`, else `[tool.poetry].name`, else null. A file that is no TOML names nothing: it may be somebody's test
 * data, and must not keep Nx from building its graph.
 */
export function pythonProjectName(absolutePath: string): string | null {
  const document = parsed(absolutePath);
  return text(at(document, 'project', 'name')) ?? text(at(document, 'tool', 'poetry', 'name'));
}

function parsed(absolutePath: string): unknown {
  try {
    return parse(readFileSync(absolutePath, 'utf8'));
  } catch {
    return null;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isTable(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
