/** Whether the step of a recursion yields nothing when it is given nothing. */
import type { Relation } from '../../plan/relation';
import { childrenOf } from '../delim-join';

/** CTEs by what a reference to them reads. */
interface References {
  /** Empty whenever the last round is. */
  readonly round: ReadonlySet<number>;
  /** Empty whenever the whole recursion so far is. */
  readonly sofar: ReadonlySet<number>;
  /** Reads the last round in any way. */
  readonly touched: ReadonlySet<number>;
}

/**
 * A partition in which a round is empty is finished when it is built alone, whereas built with others its step runs
 * on. True if the step then yields nothing: each of its branches needs a row of the last round, or looks only at
 * `recurring`, all rows so far, which have not changed since it yielded nothing from them.
 */
export function stopsWithoutRows(step: Relation, cte: number): boolean {
  const self = new Set([cte]);
  return stops(step, { round: self, sofar: self, touched: self });
}

function stops(node: Relation, refs: References): boolean {
  if (isStrict(node, refs, 'round')) return true;
  if (!touches(node, refs)) return isStrict(node, refs, 'sofar');
  switch (node.kind) {
    case 'project':
    case 'filter':
    case 'unnest':
    case 'order':
    case 'distinct':
      return stops(node.input, refs);
    case 'set':
      return node.op === 'union' && node.inputs.every((input) => stops(input, refs));
    case 'join':
      // A row-wise operation on the left, which distributes over its branches.
      if (!['inner', 'left', 'semi', 'anti', 'single', 'mark'].includes(node.type)) return false;
      return stops(node.left, refs) && !touches(node.right, refs);
    case 'cte':
      return stops(node.body, withCte(node, refs));
    default:
      return false;
  }
}

/** True if every row of `node` needs a row of one of the references; conservative. */
function isStrict(node: Relation, refs: References, which: 'round' | 'sofar'): boolean {
  const strict = (n: Relation): boolean => isStrict(n, refs, which);
  switch (node.kind) {
    case 'cte_ref':
      return refs[which].has(node.cte) && (which === 'sofar' || node.recurring !== true);
    case 'empty':
      return true;
    case 'project':
    case 'filter':
    case 'window':
    case 'unnest':
    case 'order':
    case 'limit':
    case 'sample':
    case 'distinct':
      return strict(node.input);
    case 'aggregate':
      return node.groups.length > 0 && node.groupingSets.every((set) => set.length > 0) && strict(node.input);
    case 'table_function':
      return node.input !== null && strict(node.input);
    case 'cross':
      return strict(node.left) || strict(node.right);
    case 'join':
      if (['inner', 'semi', 'right_semi'].includes(node.type)) return strict(node.left) || strict(node.right);
      if (node.type === 'full') return strict(node.left) && strict(node.right);
      return strict(node.type === 'right' || node.type === 'right_anti' ? node.right : node.left);
    case 'set': {
      const [first] = node.inputs;
      if (node.op === 'union') return node.inputs.every(strict);
      return node.op === 'except' ? first !== undefined && strict(first) : node.inputs.some(strict);
    }
    case 'cte':
      return isStrict(node.body, withCte(node, refs), which);
    default:
      return false;
  }
}

function touches(node: Relation, refs: References): boolean {
  if (node.kind === 'cte_ref') return refs.touched.has(node.cte) && node.recurring !== true;
  if (node.kind === 'cte') return touches(node.definition, refs) || touches(node.body, withCte(node, refs));
  return childrenOf(node).some((child) => touches(child, refs));
}

function withCte(node: Extract<Relation, { kind: 'cte' }>, refs: References): References {
  const add = (set: ReadonlySet<number>, holds: boolean) => (holds ? new Set([...set, node.cte]) : set);
  return {
    round: add(refs.round, isStrict(node.definition, refs, 'round')),
    sofar: add(refs.sofar, isStrict(node.definition, refs, 'sofar')),
    touched: add(refs.touched, touches(node.definition, refs)),
  };
}
