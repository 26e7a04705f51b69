/** What a plan operator puts out: the engine's name of each column, so that references by name become positions. */
import type { Relation } from '../relation';
import type { JsonNode } from './json';

/** How the engine names a column: the index of the operator that made it and the position there. */
export interface Binding {
  readonly table: string;
  readonly column: number;
}

export type Layout = readonly Binding[];

/** A relation and its layout, of equal width. */
export interface Parsed {
  readonly relation: Relation;
  readonly layout: Layout;
}

/** The layout of an operator that makes `width` columns of its own under the index `table`. */
export function ownLayout(table: string, width: number): Layout {
  return Array.from({ length: width }, (_, column) => ({ table, column }));
}

/** Keeps the columns at `positions`; no positions mean all of them, as in the engine's projection maps. */
export function keepColumns(parsed: Parsed, positions: readonly number[]): Parsed {
  if (positions.length === 0) return parsed;
  return {
    relation: {
      kind: 'project',
      input: parsed.relation,
      outputs: positions.map((index) => ({ kind: 'column', index })),
    },
    layout: positions.map((index) => at(parsed.layout, index)),
  };
}

export function at(layout: Layout, index: number): Binding {
  const binding = layout[index];
  if (binding === undefined) throw new RangeError(`column ${index} of a layout of ${layout.length}`);
  return binding;
}

/** The position in `layout` of a `binding` member of a column reference, or -1. */
export function positionOf(layout: Layout, binding: JsonNode): number {
  const table = binding.id('table_index');
  const column = binding.index('column_index');
  return layout.findIndex((candidate) => candidate.table === table && candidate.column === column);
}
