/** Relation -> visits every node with the output columns that anything above it looks at. */
import { assertNever, invariant } from '../../core/invariant';
import type { Expr, Relation } from '../../plan/relation';
import { eliminatedSide } from '../delim-join';
import { columnsIn } from './expression';

export type Demand = ReadonlySet<number>;

/** Width of the output layout of a node. */
export type WidthOf = (node: Relation) => number;

/**
 * Calls `visit` for every node of `root` with its demand, readers before what they read. Rows that agree in all
 * demanded columns are interchangeable: which of them an operator picks makes no difference to the result.
 */
export function walkDemand(root: Relation, widthOf: WidthOf, visit: (node: Relation, demand: Demand) => void): void {
  const ofCtes = new Map<number, Set<number>>();
  /** What the receiving sides of delim joins read of the giving side, innermost first. */
  type Delims = readonly Set<number>[];
  const all = (node: Relation): Demand => range(0, widthOf(node));

  function walk(node: Relation, demand: Demand, delims: Delims): void {
    visit(node, demand);
    switch (node.kind) {
      case 'scan':
      case 'values':
      case 'empty':
        return;
      case 'project': {
        const used = node.outputs.filter((_, i) => demand.has(i));
        walk(node.input, columns(used), delims);
        return;
      }
      case 'filter':
        walk(node.input, union(demand, columns(node.predicates)), delims);
        return;
      case 'cross': {
        const width = widthOf(node.left);
        walk(node.left, below(demand, width), delims);
        walk(node.right, above(demand, width), delims);
        return;
      }
      case 'join':
        join(node, demand, delims);
        return;
      case 'aggregate': {
        const used = node.aggregates.filter((_, i) => demand.has(node.groups.length + i));
        walk(node.input, columns([...node.groups, ...used]), delims);
        return;
      }
      case 'window': {
        const width = widthOf(node.input);
        const used = node.windows.filter((_, i) => demand.has(width + i));
        walk(node.input, union(below(demand, width), columns(used)), delims);
        return;
      }
      case 'unnest': {
        // How many rows there are depends on every list.
        const kept = below(demand, widthOf(node.input));
        walk(node.input, union(kept, columns(node.expressions)), delims);
        return;
      }
      case 'table_function': {
        if (node.input === null) return;
        const passed = node.passThrough.filter((_, i) => demand.has(node.columns + i));
        walk(node.input, union(new Set(passed), columns(node.args)), delims);
        return;
      }
      case 'set': {
        // Anything but UNION ALL compares whole rows.
        const compares = node.op !== 'union' || !node.all;
        for (const input of node.inputs) walk(input, compares ? all(input) : demand, delims);
        return;
      }
      case 'recursive':
        ofCtes.set(node.cte, new Set());
        walk(node.step, all(node.step), delims);
        walk(node.anchor, all(node.anchor), delims);
        return;
      case 'cte': {
        const ofCte = new Set<number>();
        ofCtes.set(node.cte, ofCte);
        walk(node.body, demand, delims);
        walk(node.definition, ofCte, delims);
        return;
      }
      case 'cte_ref': {
        const ofCte = ofCtes.get(node.cte);
        invariant(ofCte !== undefined, `reference to unknown CTE ${node.cte}`);
        for (const column of demand) ofCte.add(column);
        return;
      }
      case 'delim_get':
        for (const column of columns(node.outputs)) delims[node.depth]?.add(column);
        return;
      case 'order':
      case 'limit':
        walk(node.input, union(demand, columns(node.keys.map((k) => k.expr))), delims);
        return;
      case 'sample':
        walk(node.input, demand, delims);
        return;
      case 'distinct': {
        const chosen = union(demand, columns([...node.on, ...node.keys.map((k) => k.expr)]));
        walk(node.input, node.on.length === 0 ? all(node.input) : chosen, delims);
        return;
      }
      default:
        assertNever(node);
    }
  }

  function join(node: Extract<Relation, { kind: 'join' }>, demand: Demand, delims: Delims): void {
    const width = widthOf(node.left);
    const rightOnly = node.type === 'right_semi' || node.type === 'right_anti';
    const leftOnly = node.type === 'semi' || node.type === 'anti' || node.type === 'mark';
    const residual = columns(node.residual);
    const onLeft = [
      ...columns(node.conditions.map((c) => c.left)),
      ...below(residual, width),
      ...(rightOnly ? [] : below(demand, width)),
    ];
    const onRight = [
      ...columns(node.conditions.map((c) => c.right)),
      ...above(residual, width),
      ...(leftOnly ? [] : rightOnly ? demand : above(demand, width)),
    ];
    if (node.style !== 'delim') {
      walk(node.left, new Set(onLeft), delims);
      walk(node.right, new Set(onRight), delims);
      return;
    }
    // The receiving side first: what it reads is demanded of the giving one.
    const given = new Set<number>();
    if (eliminatedSide(node) === 'left') {
      walk(node.right, new Set(onRight), [given, ...delims]);
      walk(node.left, union(new Set(onLeft), given), delims);
      return;
    }
    walk(node.left, new Set(onLeft), [given, ...delims]);
    walk(node.right, union(new Set(onRight), given), delims);
  }

  walk(root, all(root), []);
}

const columns = (exprs: readonly Expr[]): Demand => new Set(exprs.flatMap(columnsIn));
const union = (a: Demand, b: Demand): Demand => new Set([...a, ...b]);
const range = (from: number, to: number): Demand => new Set(Array.from({ length: to - from }, (_, i) => from + i));
const below = (demand: Demand, width: number): Demand => new Set([...demand].filter((c) => c < width));
const above = (demand: Demand, width: number): Demand =>
  new Set([...demand].flatMap((c) => (c >= width ? [c - width] : [])));
