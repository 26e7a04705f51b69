/** One walk over a relation: the sources of each column it puts out, and facts noted on the way. */
import { assertNever, invariant } from '../core/invariant';
import { LineageFacts } from './lineage-facts';
import { operandsOf } from './operands';
import type { Expr, OrderKey, Relation } from './relation';
import { NO_SOURCES, type SourceColumns, type Sources, sortedSources, unionOf } from './source-column';

/** The sources of each column of an output layout. */
export type LayoutSources = readonly Sources[];

export interface Surroundings {
  readonly facts: LineageFacts;
  readonly sources: SourceColumns;
  /** Columns of the CTEs in scope; of a recursive one what is known of them so far. */
  readonly ctes: ReadonlyMap<number, LayoutSources>;
  /** The giving sides of the delim joins around, innermost last. */
  readonly delims: readonly LayoutSources[];
  /** Whether somebody above sees the order of the rows. */
  readonly orderDecides: boolean;
}

type Case<K extends Relation['kind']> = Extract<Relation, { kind: K }>;

/** The sources of the columns of `relation`; `around.facts` learns what else matters. */
export function layoutSources(relation: Relation, around: Surroundings): LayoutSources {
  const { facts } = around;
  // Only a projection hands on what is said of its own output's order.
  const inputOf = (input: Relation) => layoutSources(input, { ...around, orderDecides: true });
  switch (relation.kind) {
    case 'scan':
      return scan(relation, around);
    case 'project': {
      const input = layoutSources(relation.input, around);
      return relation.outputs.map((output) => computed(output, input, facts));
    }
    case 'filter': {
      const input = inputOf(relation.input);
      for (const predicate of relation.predicates) facts.filter(computed(predicate, input, facts));
      return input;
    }
    case 'join':
      return join(relation, around);
    case 'cross': {
      const sides = [...inputOf(relation.left), ...inputOf(relation.right)];
      facts.joins.push({ type: relation.positional ? 'positional' : 'cross', style: null, keys: [], residual: [] });
      return sides;
    }
    case 'aggregate':
      return aggregate(relation, inputOf(relation.input), facts);
    case 'window':
      return window(relation, inputOf(relation.input), facts);
    case 'unnest': {
      const input = inputOf(relation.input);
      const lists = relation.expressions.map((expression) => computed(expression, input, facts));
      // How long a list is decides how many rows there are.
      facts.require(unionOf(lists));
      return [...input, ...lists];
    }
    case 'table_function':
      return tableFunction(relation, relation.input === null ? [] : inputOf(relation.input), facts);
    case 'set':
      return setOperation(relation, relation.inputs.map(inputOf), facts);
    case 'recursive':
      return recursive(relation, { ...around, orderDecides: true });
    case 'cte': {
      const definition = inputOf(relation.definition);
      return layoutSources(relation.body, { ...around, ctes: new Map([...around.ctes, [relation.cte, definition]]) });
    }
    case 'cte_ref': {
      const columns = around.ctes.get(relation.cte);
      invariant(columns?.length === relation.width, `CTE ${relation.cte} is not in scope`);
      return columns;
    }
    case 'delim_get': {
      const giving = around.delims.at(-1 - relation.depth);
      invariant(giving !== undefined, 'a delim_get is on the receiving side of a delim join');
      return relation.outputs.map((output) => computed(output, giving, facts));
    }
    case 'order': {
      const input = inputOf(relation.input);
      const keys = sorted(relation.keys, input, facts);
      if (around.orderDecides) facts.require(keys);
      return input;
    }
    case 'limit': {
      const input = inputOf(relation.input);
      facts.require(sorted(relation.keys, input, facts));
      return input;
    }
    case 'sample':
      return inputOf(relation.input);
    case 'distinct': {
      const input = inputOf(relation.input);
      facts.require(sorted(relation.keys, input, facts));
      const compared = relation.on.map((key) => computed(key, input, facts));
      facts.require(unionOf(relation.on.length === 0 ? input : compared));
      return input;
    }
    case 'values':
    case 'empty':
      return Array.from({ length: relation.width }, () => NO_SOURCES);
    default:
      return assertNever(relation);
  }
}

/** The sources of an expression: all columns in it. */
function sourcesOf(expr: Expr, layout: LayoutSources): Sources {
  if (expr.kind === 'column') {
    const sources = layout[expr.index];
    invariant(sources !== undefined, `column ${expr.index} of a layout of ${layout.length}`);
    return sources;
  }
  return unionOf(operandsOf(expr).map((operand) => sourcesOf(operand, layout)));
}

function computed(expr: Expr, layout: LayoutSources, facts: LineageFacts): Sources {
  facts.calls(expr);
  return sourcesOf(expr, layout);
}

function sorted(keys: readonly OrderKey[], layout: LayoutSources, facts: LineageFacts): Sources {
  const sources = unionOf(keys.map((key) => computed(key.expr, layout, facts)));
  if (keys.length > 0) facts.sort(sources);
  return sources;
}

function scan(relation: Case<'scan'>, { facts, sources }: Surroundings): LayoutSources {
  facts.scans.push({ dataset: relation.dataset, columns: relation.columns, filters: relation.filters });
  for (const { column } of relation.filters) facts.filter(new Set([sources.of(relation.dataset, column)]));
  return relation.columns.map((column) => new Set([sources.of(relation.dataset, column)]));
}

function join(relation: Case<'join'>, around: Surroundings): LayoutSources {
  const { facts } = around;
  const inside = { ...around, orderDecides: true };
  const left = layoutSources(relation.left, inside);
  const delims = relation.style === 'delim' ? [...around.delims, left] : around.delims;
  const right = layoutSources(relation.right, { ...inside, delims });
  const keys = relation.conditions.map((condition) => ({
    op: condition.op,
    left: computed(condition.left, left, facts),
    right: computed(condition.right, right, facts),
  }));
  const residual = unionOf(relation.residual.map((predicate) => computed(predicate, [...left, ...right], facts)));
  const compared = unionOf([...keys.flatMap((key) => [key.left, key.right]), residual]);
  facts.require(compared);
  facts.joins.push({
    type: relation.type,
    style: relation.style,
    keys: keys.map((key) => ({ op: key.op, left: sortedSources(key.left), right: sortedSources(key.right) })),
    residual: sortedSources(residual),
  });
  switch (relation.type) {
    case 'semi':
    case 'anti':
      return left;
    case 'right_semi':
    case 'right_anti':
      return right;
    case 'mark':
      return [...left, compared];
    default:
      return [...left, ...right];
  }
}

function aggregate(relation: Case<'aggregate'>, input: LayoutSources, facts: LineageFacts): LayoutSources {
  const groups = relation.groups.map((group) => computed(group, input, facts));
  facts.require(unionOf(groups));
  const aggregates = relation.aggregates.map((expr) => {
    const sources = computed(expr, input, facts);
    if (expr.kind === 'aggregate') {
      facts.aggregations.push({ name: expr.name, distinct: expr.distinct, sources: sortedSources(sources) });
    }
    return sources;
  });
  // GROUPING() says which set a row belongs to; no value of the input is in it.
  const grouping = Array.from({ length: relation.groupingFunctions }, () => NO_SOURCES);
  return [...groups, ...aggregates, ...grouping];
}

function window(relation: Case<'window'>, input: LayoutSources, facts: LineageFacts): LayoutSources {
  const windows = relation.windows.map((expr) => {
    if (expr.kind === 'window') {
      const columnsOf = (exprs: readonly Expr[]) => sortedSources(unionOf(exprs.map((e) => sourcesOf(e, input))));
      facts.windows.push({
        name: expr.name,
        args: columnsOf(expr.args),
        partitionBy: columnsOf(expr.partitionBy),
        orderBy: columnsOf(expr.orderBy.map((key) => key.expr)),
        frame: expr.frame,
      });
    }
    return computed(expr, input, facts);
  });
  return [...input, ...windows];
}

function tableFunction(relation: Case<'table_function'>, input: LayoutSources, facts: LineageFacts): LayoutSources {
  facts.call('table', relation.name);
  const args = unionOf(relation.args.map((arg) => computed(arg, input, facts)));
  facts.require(args);
  const own = Array.from({ length: relation.columns }, () => args);
  const passedThrough = relation.passThrough.map((index) => sourcesOf({ kind: 'column', index }, input));
  return [...own, ...passedThrough];
}

function setOperation(relation: Case<'set'>, inputs: readonly LayoutSources[], facts: LineageFacts): LayoutSources {
  const [first = []] = inputs;
  if (relation.op !== 'union' || !relation.all) facts.require(unionOf(inputs.flat()));
  // What EXCEPT leaves comes from its first operand; the others only take rows away.
  if (relation.op === 'except') return first;
  return first.map((_, index) => unionOf(inputs.map((input) => input[index] ?? NO_SOURCES)));
}

/** Goes round until no column gains a source, then once more to note the facts of the final round. */
function recursive(relation: Case<'recursive'>, around: Surroundings): LayoutSources {
  let columns = layoutSources(relation.anchor, around);
  const round = (facts: LineageFacts): LayoutSources => {
    const ctes = new Map([...around.ctes, [relation.cte, columns]]);
    const step = layoutSources(relation.step, { ...around, facts, ctes });
    return columns.map((sources, index) => unionOf([sources, step[index] ?? NO_SOURCES]));
  };
  const sizeOf = (layout: LayoutSources) => layout.reduce((sum, sources) => sum + sources.size, 0);
  for (let next = round(new LineageFacts()); sizeOf(next) > sizeOf(columns); next = round(new LineageFacts())) {
    columns = next;
  }
  round(around.facts);
  // UNION compares whole rows, USING KEY the keys: that decides which rows are new.
  const compared = relation.key.length > 0 ? relation.key.map((index) => columns[index] ?? NO_SOURCES) : columns;
  if (relation.key.length > 0 || !relation.all) around.facts.require(unionOf(compared));
  return columns;
}
