/** Home columns: those whose value says which partition a row belongs to. */
import type { Column } from '../../schema/column';

/**
 * A column every value of which is NULL or belongs to the partition of the row. Two columns of one `kind` can be
 * compared: the values of a kind that occur in different partitions are different.
 *
 * A kind is `path`, `file_id`, `project`, or, for an id that hashes one of these, the shape of what is hashed (see
 * `home-encoding.ts`). A semantic type alone never makes a home column: an id of type `entity_id` may be a number
 * that every file starts anew, or hash a position-free symbol, and a `path` may be that of another project's file.
 */
export interface HomeKey {
  readonly kind: string;
  /** All values are UUIDs, so that text and UUID are one-to-one. */
  readonly uuid: boolean;
}

/** A dataset as scope inference sees it. */
export interface ScopedDataset {
  readonly columns: readonly Column[];
  readonly scope: 'project' | 'workspace';
  /**
   * Home columns by name: `evidenceHomes` for evidence, `Scope.homes` for a view that was inferred before. Ignored for
   * a workspace-scoped dataset, whose file identity is foreign to every partition that reads it.
   */
  readonly homes: Readonly<Record<string, HomeKey>>;
}

/** The home columns of an evidence dataset: its file identity, since every row is about one file of one project. */
export function evidenceHomes(columns: readonly Column[]): Readonly<Record<string, HomeKey>> {
  return Object.fromEntries(
    columns.flatMap((c) =>
      c.semantic === 'path' || c.semantic === 'file_id' || c.semantic === 'project'
        ? [[c.name, { kind: c.semantic, uuid: c.type === 'UUID' }] as const]
        : [],
    ),
  );
}

/** The homes of a view's columns, given in order, by their names. */
export function homesByName(
  columns: readonly { readonly name: string }[],
  homes: readonly (HomeKey | null)[],
): Readonly<Record<string, HomeKey>> {
  return Object.fromEntries(
    columns.flatMap(({ name }, i) => {
      const home = homes[i];
      return home ? [[name, home] as const] : [];
    }),
  );
}
