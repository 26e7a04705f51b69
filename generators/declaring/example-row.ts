/** A row that a dataset could have, for tests: what its columns mean decides what is in them. */
import type { Literal } from './literal-text';

export interface ExampleColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly semantic?: string | null | undefined;
  readonly bound?: 'start' | 'end' | undefined;
}

export interface ExamplePlace {
  readonly path: string;
  /** Half-open, in bytes. */
  readonly start: number;
  readonly end: number;
}

/** A number or text of the type of a column that means nothing in particular. */
const VALUES: Readonly<Record<string, (name: string) => Literal>> = {
  VARCHAR: (name) => name,
  BIGINT: () => 1,
  INTEGER: () => 1,
  BOOLEAN: () => false,
  UUID: () => exampleId(1),
  'VARCHAR[]': (name) => [name],
};

/** An id for examples, `index` 0 to 9. */
export const exampleId = (index: number): string => `00000000-0000-0000-0000-00000000000${index}`;

/** Values of all columns but those that follow from the path and, unless they are in `wanted`, those that may be NULL. */
export function exampleRow(
  columns: readonly ExampleColumn[],
  place: ExamplePlace,
  wanted: readonly string[] = [],
): { readonly [column: string]: Literal } {
  return Object.fromEntries(
    columns
      .filter(({ semantic }) => semantic !== 'file_id' && semantic !== 'language')
      .filter(({ name, nullable }) => !nullable || wanted.includes(name))
      .map((column) => [column.name, exampleValue(column, place)]),
  );
}

function exampleValue({ name, type, semantic, bound }: ExampleColumn, { path, start, end }: ExamplePlace): Literal {
  switch (semantic) {
    case 'path':
      return path;
    case 'span_start':
      return start;
    case 'span_end':
      return end;
    case 'line':
      return 0;
    case 'column':
      return bound === 'end' ? end : start;
    case 'column_unit':
      return 'utf8';
    default:
      return VALUES[type]?.(name) ?? null;
  }
}
