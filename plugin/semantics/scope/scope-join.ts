/** Localities of two sides -> locality of their join. */
import type { Expr, Relation } from '../../plan/relation';
import type { ColumnFact } from '../column-fact';
import { conditionEquality, type Equality, equalitiesOf } from './equality';
import { homeOf } from './home-encoding';
import { type Home, identify, type Locality, mixed, type Product, type Tie, withHomes } from './locality';

type Join = Extract<Relation, { kind: 'join' }>;

export interface JoinSide {
  readonly locality: Product;
  readonly facts: readonly ColumnFact[];
}

/** Says the words of the decision; `dataset` names what a component ranges over. */
export interface Narrator {
  readonly evidence: (sentence: string) => void;
  /** Two home columns were found equal; the two ends of a correlated subquery are one column, and no news. */
  readonly tied: (a: Home, b: Home) => void;
  readonly dataset: (component: number) => string;
}

/** The rows of both sides in every combination. */
export function productOf(left: Product, right: Product): Product {
  return {
    kind: 'product',
    components: [...left.components, ...right.components],
    homes: [...left.homes, ...right.homes],
    homed: left.homed || right.homed,
  };
}

/**
 * Keeps the rows in which `equalities` hold: equal home columns of one kind make their components one, and a column
 * equal to a home column is one itself, wherever it came from.
 */
export function applyEqualities(
  product: Product,
  equalities: readonly Equality[],
  facts: readonly ColumnFact[],
  narrator: Narrator,
): Product {
  let result = product;
  for (let changed = true; changed; ) {
    changed = false;
    for (const equality of equalities) {
      const inputs = { homes: result.homes, facts };
      const [l, r] = [homeOf(equality.left, inputs), homeOf(equality.right, inputs)];
      if (l && r && l.component !== r.component && l.kind === r.kind && rejects(equality, inputs.facts)) {
        narrator.tied(l, r);
        result = identify(result, r.component, l.component);
        changed = true;
      }
      const additions = [...adopted(equality.left, r, result), ...adopted(equality.right, l, result)];
      if (additions.length > 0) {
        result = withHomes(result, new Map(additions));
        changed = true;
      }
    }
  }
  return result;
}

/** The locality of a join, for its output layout. */
export function joinLocality(join: Join, left: JoinSide, right: JoinSide, narrator: Narrator): Locality {
  const width = left.locality.homes.length;
  const facts = [...left.facts, ...right.facts];
  const equalities = [
    ...join.conditions.flatMap((c) => conditionEquality(c, width)),
    ...join.residual.flatMap(equalitiesOf),
  ];
  const both = productOf(left.locality, right.locality);
  if (join.type === 'inner' && join.style !== 'asof') return applyEqualities(both, equalities, facts, narrator);
  if (join.type === 'full' && both.components.length > 0) {
    if (left.locality.components.length !== 1 || right.locality.components.length !== 1) {
      return mixed(`a full join keeps rows of ${name(left, narrator)} and ${name(right, narrator)} of every partition`);
    }
  }
  const keepsRight = join.type === 'right' || join.type === 'right_semi' || join.type === 'right_anti';
  const [kept, other] = keepsRight ? [right, left] : [left, right];
  // Every row of the kept side is looked at alone: its partners must all be in a partition that it determines.
  let result: Product = both;
  for (const component of other.locality.components) {
    const tie = tieOf(component, kept.locality, equalities, { homes: result.homes, facts }, join);
    if (tie === null) {
      const what = kept.locality.components.length === 0 ? 'a broadcast' : name(kept, narrator);
      return mixed(
        `the ${join.type} join of ${what} with ${narrator.dataset(component)} does not equate their file identity`,
      );
    }
    narrator.tied(tie[0], tie[1]);
    result = identify(result, component, tie[0].component);
  }
  // A row without a partner has NULL there, so a column that equals a home column in matches is NULL or home.
  // Not so in a full join, where rows without a partner keep what they have.
  const isOther = (i: number): boolean => join.type !== 'full' && (keepsRight ? i < width : i >= width);
  const additions = equalities.flatMap((e) => {
    const inputs = { homes: result.homes, facts };
    return [...adopted(e.left, homeOf(e.right, inputs), result), ...adopted(e.right, homeOf(e.left, inputs), result)];
  });
  result = withHomes(result, new Map(additions.filter(([i]) => isOther(i))));
  switch (join.type) {
    case 'semi':
    case 'anti':
      return { ...result, homes: result.homes.slice(0, width), homed: left.locality.homed };
    case 'right_semi':
    case 'right_anti':
      return { ...result, homes: result.homes.slice(width), homed: right.locality.homed };
    case 'mark':
      return { ...result, homes: [...result.homes.slice(0, width), null], homed: left.locality.homed };
    default:
      return { ...result, homed: kept.locality.homed && join.type !== 'full' };
  }
}

interface Inputs {
  readonly homes: readonly (Home | null)[];
  readonly facts: readonly ColumnFact[];
}

/** The equality that puts all partners from `component` into a partition of `kept`; the kept home comes first. */
function tieOf(
  component: number,
  kept: Product,
  equalities: readonly Equality[],
  inputs: Inputs,
  join: Join,
): Tie | null {
  for (const equality of equalities) {
    const homes = [homeOf(equality.left, inputs), homeOf(equality.right, inputs)] as const;
    for (const [mine, theirs] of [homes, [homes[1], homes[0]] as const]) {
      if (!mine || !theirs || theirs.component !== component || mine.kind !== theirs.kind) continue;
      if (!kept.components.includes(mine.component) || !rejects(equality, inputs.facts)) continue;
      // The mark of a row without a match is NULL rather than false if there are NULLs to compare with.
      const marksNull = join.type === 'mark' && !equality.nullsEqual;
      if (marksNull && (isNullable(equality.left, inputs.facts) || isNullable(equality.right, inputs.facts))) continue;
      return [mine, theirs];
    }
  }
  return null;
}

/** Whether two NULLs do not meet. */
const rejects = (e: Equality, facts: readonly ColumnFact[]): boolean =>
  !e.nullsEqual || !isNullable(e.left, facts) || !isNullable(e.right, facts);

/** Homes are columns, casts of columns, or ids; only columns are known not to be NULL. */
function isNullable(expr: Expr, facts: readonly ColumnFact[]): boolean {
  if (expr.kind === 'cast') return expr.try || isNullable(expr.input, facts);
  return expr.kind !== 'column' || (facts[expr.index]?.nullable ?? true);
}

/** A plain column without a home that equals `home`. */
function adopted(expr: Expr, home: Home | null, product: Product): readonly (readonly [number, Home])[] {
  return expr.kind === 'column' && home && !product.homes[expr.index] ? [[expr.index, home]] : [];
}

const name = (side: JoinSide, narrator: Narrator): string =>
  side.locality.components.map(narrator.dataset).join(', ') || 'a broadcast';
