/** Anchor and step -> locality of a recursive CTE. */
import type { Relation } from '../../plan/relation';
import type { FactsOf } from '../column-facts';
import { type Home, identify, type Locality, mixed, type Product } from './locality';
import { stopsWithoutRows } from './strictness';

type Recursive = Extract<Relation, { kind: 'recursive' }>;

/**
 * Local when anchor and step are: by induction every round over the whole is the union of the rounds over the
 * partitions. The home columns are the greatest set that the step keeps. A round that is empty in one partition only
 * ends the recursion there, so the step must yield nothing from nothing (`stopsWithoutRows`); and where rows replace or
 * suppress each other (UNION, USING KEY) the compared columns must contain a home column.
 */
export function recursiveLocality(
  node: Recursive,
  anchor: Locality,
  stepOf: (self: Locality) => Locality,
  factsOf: FactsOf,
): Locality {
  if (anchor.kind === 'mixed') return anchor;
  const [component, ...others] = anchor.components;
  if (others.length > 0) return mixed('the anchor of a recursion combines partitions');
  if (component === undefined) {
    const step = stepOf(anchor);
    if (step.kind === 'mixed' || step.components.length === 0) return step;
    return mixed('a recursion starts from rows that are the same in every partition');
  }
  // The facts of the recursion are those of all its rounds, of the anchor only those of the first.
  const notNull = (i: number): boolean => factsOf(node)[i]?.nullable === false;
  let self: Product = anchor;
  for (;;) {
    const step = stepOf(self);
    if (step.kind === 'mixed') return step;
    const [own, ...more] = step.components;
    if (own === undefined || more.length > 0) return mixed('the step of a recursion combines partitions');
    const kept = identify(step, own, component).homes;
    const homes = self.homes.map((h, i): Home | null => (h && kept[i]?.kind === h.kind ? h : null));
    const stable = homes.every((h, i) => (h === null) === (self.homes[i] === null));
    self = { ...self, homes, homed: homes.some((h, i) => h !== null && notNull(i)) };
    if (stable) break;
  }
  if (!stopsWithoutRows(node.step, node.cte))
    return mixed('the step of a recursion yields rows without rows of the last round');
  const compared = node.key.length > 0 ? node.key : node.all ? [] : self.homes.map((_, i) => i);
  if (compared.length > 0 && !compared.some((i) => self.homes[i] !== null && notNull(i))) {
    return mixed('a recursion compares rows without their file identity');
  }
  return self;
}
