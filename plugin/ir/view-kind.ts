/** The six kinds of views: the one authority for their names, their order and (through the type) their dispatch. */

export const VIEW_KINDS = {
  normalize: { order: 0, says: 'an evidence dataset as entities with ids and canonical spans' },
  derive: { order: 1, says: 'a dataset computed from others' },
  relate: { order: 2, says: 'rows of two views that belong together' },
  union: { order: 3, says: 'rows of many views under one schema' },
  project: { order: 4, says: 'an output shaped for its readers' },
  diagnostic: { order: 5, says: 'what is worth knowing about the graph itself' },
} as const satisfies Record<string, { order: number; says: string }>;

export type ViewKind = keyof typeof VIEW_KINDS;

/** Orders views by kind, then by name: the order in which people read them. */
export function byKindThenName(a: { kind: ViewKind; name: string }, b: { kind: ViewKind; name: string }): number {
  return VIEW_KINDS[a.kind].order - VIEW_KINDS[b.kind].order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
