/** Relation -> why a view is not a function of the multiset of its input rows, in sentences. */
import type { Expr, OrderKey, Relation } from '../plan/relation';
import type { Column } from '../schema/column';
import { analyseColumns, type FactsOf } from './column-facts';
import { rowNumberOf } from './delim-join';
import { aggregateVerdict } from './determinism/aggregate-verdict';
import { type Demand, walkDemand } from './determinism/demand';
import { determinationsOf } from './determinism/determination';
import { columnsIn, everyExpression, renderExpression } from './determinism/expression';
import { expressionsOf } from './determinism/expressions-of';
import { instability, type Stability, tableFunctionInstability } from './determinism/function-stability';
import { sortedLists } from './determinism/sorted-lists';
import { undetermined } from './determinism/undetermined';
import { expressionFact } from './expression-fact';

type Window = Extract<Expr, { kind: 'window' }>;

/** Numbers rows or looks at their neighbours: tied rows get different results. */
const POSITIONAL: ReadonlySet<string> = new Set(['row_number', 'ntile', 'lag', 'lead', 'fill']);
/** Gives peers one result. */
const RANKING: ReadonlySet<string> = new Set(['rank', 'dense_rank', 'rank_dense', 'percent_rank', 'cume_dist']);

/**
 * What makes the result of `relation` depend on more than its input rows: functions that do, virtual columns, samples,
 * positional joins, floating point sums, and whatever picks among tied rows (LIMIT, DISTINCT ON, ASOF JOIN, row_number,
 * lag, first, list, arg_max, ...). Tied rows do no harm if they agree in all columns that anything above looks at, so
 * an order is total enough when its keys determine these columns. Columns are determined by being keys, by equality,
 * and by the unique keys of a dataset that `keysOf` gives (`[['def_id']]`); ids that lineage brought from elsewhere
 * are not unique and must not be among them.
 *
 * `stabilityOf` gives the engine's word on a scalar function. What the binder folds away (`getvariable`) is not in
 * the plan: see `namesProblems`.
 */
export function determinismProblems(
  relation: Relation,
  stabilityOf: (name: string) => Stability | undefined,
  schemaOf: (dataset: string) => readonly Column[],
  keysOf: (dataset: string) => readonly (readonly string[])[] = () => [],
  factsOf: FactsOf = analyseColumns(relation, schemaOf),
): readonly string[] {
  const { of, label } = determinationsOf(relation, factsOf, keysOf);
  const problems = new Set<string>();
  /**
   * What the engine adds by itself: `first` by which a scalar subquery takes its only row (a second one is an error),
   * and the numbers by which a delim join tells rows apart.
   */
  const guarded = new Set<Relation>();
  /** Aggregates by the columns that are sorted before anything else reads them. */
  const sorted = new Map<Relation, ReadonlySet<number>>();

  const nameIn = (node: Relation) => (column: number) => label(of(node).atoms[column] ?? -1);
  const render = (expr: Expr, over: Relation): string => renderExpression(expr, nameIn(over));

  function noteSortedLists(node: Extract<Relation, { kind: 'project' }>): void {
    const found = sortedLists(node);
    if (found !== null) sorted.set(found.aggregate, found.columns);
  }

  /** Says that rows tied in `keys` differ in something demanded. */
  function requireOrder(what: string, keys: readonly Expr[], demanded: Iterable<number>, input: Relation): void {
    const open = undetermined(keys, demanded, of(input));
    if (open.length === 0) return;
    const names = [...new Set(open.map(nameIn(input)))].join(', ');
    problems.add(`${what} has no total order: rows that tie may differ in ${names}`);
  }

  function checkExpressions(node: Relation): void {
    for (const { expr, over } of expressionsOf(node)) {
      for (const part of everyExpression(expr)) {
        if (part.kind !== 'function') continue;
        const why = instability(part.name, stabilityOf(part.name));
        if (why !== null) problems.add(`${render(part, over)}: ${why}`);
      }
    }
  }

  function visit(node: Relation, demand: Demand): void {
    checkExpressions(node);
    switch (node.kind) {
      case 'scan': {
        const declared = new Set(schemaOf(node.dataset).map((c) => c.name));
        const virtual = node.columns.filter((name, i) => demand.has(i) && !declared.has(name));
        for (const name of virtual) problems.add(`${node.dataset}.${name} is the place of a row in its file`);
        return;
      }
      case 'project':
        if (node.outputs.some(raisesOnSecondRow) && isSingleRow(node.input)) guarded.add(node.input);
        noteSortedLists(node);
        return;
      case 'cross':
        if (node.positional) problems.add('a positional join pairs rows that have no order');
        return;
      case 'sample':
        problems.add('TABLESAMPLE picks rows at random');
        return;
      case 'table_function': {
        const why = tableFunctionInstability(node.name);
        if (why !== null) problems.add(why);
        return;
      }
      case 'limit':
        limit(node, demand);
        return;
      case 'distinct':
        if (node.on.length > 0) {
          const keys = [...node.on, ...node.keys.map((k) => k.expr)];
          requireOrder(
            `DISTINCT ON (${node.on.map((e) => render(e, node.input)).join(', ')})`,
            keys,
            demand,
            node.input,
          );
        }
        return;
      case 'join': {
        const numbered = rowNumberOf(node);
        if (numbered !== null) guarded.add(numbered);
        if (node.style === 'asof') {
          const width = factsOf(node.left).length;
          const theirs = [...demand].flatMap((c) => (c >= width ? [c - width] : []));
          requireOrder(
            'ASOF JOIN',
            node.conditions.map((c) => c.right),
            theirs,
            node.right,
          );
        }
        return;
      }
      case 'aggregate':
        node.aggregates.forEach((aggregate, i) => {
          if (aggregate.kind !== 'aggregate' || guarded.has(node)) return;
          if (!demand.has(node.groups.length + i) || sorted.get(node)?.has(node.groups.length + i)) return;
          const single = node.groupingSets.length <= 1 ? node.groups : [];
          pick(aggregate, aggregate.orderBy, single, node.input, []);
        });
        return;
      case 'window':
        if (!guarded.has(node)) windows(node, demand);
        return;
      case 'recursive':
        if (node.key.length > 0) {
          const keys = node.key.map((index): Expr => ({ kind: 'column', index }));
          const columns = factsOf(node).map((_, i) => i);
          requireOrder('USING KEY in the first round', keys, columns, node.anchor);
          requireOrder('USING KEY', keys, columns, node.step);
        }
        return;
      default:
        return;
    }
  }

  /** An aggregate over rows of which `within` is the same; `also` must be determined besides its arguments. */
  function pick(
    expr: Extract<Expr, { kind: 'aggregate' | 'window' }>,
    orderBy: readonly OrderKey[],
    within: readonly Expr[],
    input: Relation,
    also: readonly number[],
  ): void {
    const [first] = expr.args;
    const type = first === undefined ? null : expressionFact(first, factsOf(input)).type;
    const verdict = aggregateVerdict(
      expr,
      orderBy.map((k) => k.expr),
      type,
    );
    const what = render(expr, input);
    if (verdict.kind === 'problem') problems.add(`${what}: ${verdict.why}`);
    if (verdict.kind !== 'ordered') return;
    // An argument that is itself a key is determined however it is computed.
    const texts = new Set(verdict.keys.map((k) => JSON.stringify(k)));
    const open = verdict.values.filter((v) => !texts.has(JSON.stringify(v)));
    requireOrder(what, [...within, ...verdict.keys], [...open.flatMap(columnsIn), ...also], input);
  }

  function windows(node: Extract<Relation, { kind: 'window' }>, demand: Demand): void {
    const width = factsOf(node.input).length;
    const seen = [...demand].filter((c) => c < width);
    const used = node.windows.flatMap((w, i) => (w.kind === 'window' && demand.has(width + i) ? [w] : []));
    const sensitive: Window[] = [];
    for (const window of used) {
      const keys = window.orderBy.map((k) => k.expr);
      if (RANKING.has(window.name)) continue;
      const byPosition = POSITIONAL.has(window.name);
      const byRow = byPosition || /ROWS/.test(window.frame);
      if (byRow) sensitive.push(window);
      if (byPosition) {
        const demanded = [...seen, ...window.args.flatMap(columnsIn)];
        requireOrder(render(window, node.input), [...window.partitionBy, ...keys], demanded, node.input);
        continue;
      }
      if (byRow) {
        const demanded = [...seen, ...window.args.flatMap(columnsIn)];
        requireOrder(render(window, node.input), [...window.partitionBy, ...keys], demanded, node.input);
      }
      pick(window, window.orderBy, window.partitionBy, node.input, []);
    }
    // Tied rows are interchangeable for one order, but not which number of one goes with which of another.
    const orders = new Set(sensitive.map((w) => JSON.stringify([w.partitionBy, w.orderBy])));
    if (orders.size > 1) {
      const names = sensitive.map((w) => render(w, node.input)).join(' and ');
      problems.add(`${names} may break ties differently; compute one of them in a subquery`);
    }
  }

  function limit(node: Extract<Relation, { kind: 'limit' }>, demand: Demand): void {
    let input: Relation = node.input;
    let keys: readonly OrderKey[] = node.keys;
    let demanded: readonly number[] = [...demand];
    // The order is an operator of its own, below the projection that drops its keys.
    while (keys.length === 0 && (input.kind === 'project' || input.kind === 'order')) {
      if (input.kind === 'order') {
        keys = input.keys;
      } else {
        const { outputs } = input;
        demanded = demanded.flatMap((c) => (outputs[c] ? columnsIn(outputs[c]) : []));
      }
      input = input.input;
    }
    requireOrder(
      `LIMIT ${node.text}`,
      keys.map((k) => k.expr),
      demanded,
      input,
    );
  }

  walkDemand(relation, (node) => factsOf(node).length, visit);
  return [...problems];
}

/** The engine's guard around a scalar subquery: `case when count > 1 then error(...) else first end`. */
const raisesOnSecondRow = (expr: Expr): boolean =>
  expr.kind === 'case' &&
  expr.whens.some((w) => everyExpression(w.then).some((e) => e.kind === 'function' && e.name === 'error'));

const isSingleRow = (node: Relation): boolean =>
  node.kind === 'aggregate' &&
  node.groups.length === 0 &&
  node.aggregates.every((a) => a.kind === 'aggregate' && (a.name === 'first' || a.name === 'count_star'));
