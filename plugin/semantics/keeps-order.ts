/** Which views need no sorting: their rows come in the order of what they read. */
import type { Relation } from '../plan/relation';

/**
 * Whether the rows of `relation` are those of one dataset, each kept, dropped, computed on or spread, one after the
 * other. They are then in the order in which that dataset is stored, which is total and positional.
 */
export function keepsOrder(relation: Relation): boolean {
  switch (relation.kind) {
    case 'scan':
      return true;
    case 'project':
    case 'filter':
    case 'unnest':
      return keepsOrder(relation.input);
    default:
      return false;
  }
}
