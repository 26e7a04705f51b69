/** Localities of branches -> locality of a set operation. */
import type { Relation } from '../../plan/relation';
import type { FactsOf } from '../column-facts';
import { type Home, identify, type Locality, mixed, type Product } from './locality';
import type { Narrator } from './scope-join';

interface Branch {
  readonly node: Relation;
  readonly locality: Locality;
}

/**
 * A union of local branches is local; with duplicates removed it needs a home column in the same place of every
 * branch, since otherwise equal rows could come from two partitions. The rows of EXCEPT and INTERSECT come from the
 * left; on the right a broadcast will do, as all copies of a left row are in one partition.
 */
export function setLocality(
  set: Extract<Relation, { kind: 'set' }>,
  branches: readonly Branch[],
  factsOf: FactsOf,
  narrator: Narrator,
): Locality {
  const live = branches.filter((b) => b.node.kind !== 'empty' || set.op !== 'union');
  const products: Product[] = [];
  for (const { locality } of live) {
    if (locality.kind === 'mixed') return locality;
    products.push(locality);
  }
  const [first] = products;
  if (first === undefined || products.every((p) => p.components.length === 0)) {
    return { kind: 'product', components: [], homes: factsOf(set).map(() => null), homed: false };
  }
  const [component] = first.components;
  for (const [i, product] of products.entries()) {
    const isBroadcast = product.components.length === 0;
    if (product.components.length > 1) {
      return mixed(`a branch combines ${product.components.map(narrator.dataset).join(', ')} of all partitions`);
    }
    if (isBroadcast && (set.op === 'union' || i === 0)) {
      return mixed(`a branch of a set operation has only rows that are the same in every partition`);
    }
  }
  if (component === undefined) return mixed('the first branch of a set operation is a broadcast');
  const merged = products.map((p) => identify(p, p.components[0] ?? component, component));
  /** Without a home column here, a row of one branch may equal one of another branch in another partition. */
  const shared = first.homes.map((home, column): Home | null => {
    const same = merged.every((p) => p.components.length === 0 || p.homes[column]?.kind === home?.kind);
    return same ? home : null;
  });
  const notNull = (column: number): boolean =>
    live.every((b) => b.locality.kind === 'mixed' || b.locality.components.length === 0 || facts(b, column));
  const facts = (branch: Branch, column: number): boolean => factsOf(branch.node)[column]?.nullable === false;
  const comparable = shared.some((home, column) => home !== null && notNull(column));
  const comparesRows = set.op !== 'union' || !set.all;
  if (comparesRows && !comparable) {
    return mixed(`${set.op} compares rows whose branches have no file identity in the same column`);
  }
  const homes = set.op === 'union' ? shared : first.homes;
  const homed = set.op === 'union' ? products.every((p) => p.homed) : first.homed;
  return { kind: 'product', components: [component], homes, homed };
}
