/** What the walk over a relation notes down besides the columns' sources; `Lineage` is made of it. */
import { operandsOf } from './operands';
import type { Expr, JoinType, PushedFilter, Relation } from './relation';
import { type SourceColumn, type Sources, sortedSources } from './source-column';

/** A function of the engine that the query uses; `table` for table functions. */
export interface UsedFunction {
  readonly kind: 'scalar' | 'aggregate' | 'window' | 'table';
  readonly name: string;
}

/** A dataset read by the query; several scans of one dataset are one after the other. */
export interface ScanFact {
  readonly dataset: string;
  /** The columns that the plan binds, used or not. */
  readonly columns: readonly string[];
  readonly filters: readonly PushedFilter[];
}

export interface JoinFact {
  readonly type: JoinType | 'cross' | 'positional';
  readonly style: Extract<Relation, { kind: 'join' }>['style'] | null;
  readonly keys: readonly {
    readonly op: string;
    readonly left: readonly SourceColumn[];
    readonly right: readonly SourceColumn[];
  }[];
  /** Columns of conditions that are not a comparison of one side with the other. */
  readonly residual: readonly SourceColumn[];
}

export interface AggregationFact {
  readonly name: string;
  readonly distinct: boolean;
  readonly sources: readonly SourceColumn[];
}

export interface WindowFact {
  readonly name: string;
  readonly args: readonly SourceColumn[];
  readonly partitionBy: readonly SourceColumn[];
  readonly orderBy: readonly SourceColumn[];
  readonly frame: string;
}

/** Collects facts during one walk. */
export class LineageFacts {
  readonly required = new Set<SourceColumn>();
  readonly scans: ScanFact[] = [];
  readonly joins: JoinFact[] = [];
  /** The columns of each predicate. */
  readonly filters: (readonly SourceColumn[])[] = [];
  readonly aggregations: AggregationFact[] = [];
  readonly windows: WindowFact[] = [];
  readonly sortKeys: (readonly SourceColumn[])[] = [];
  private readonly functions = new Map<string, UsedFunction>();

  require(sources: Sources): void {
    for (const source of sources) this.required.add(source);
  }

  filter(sources: Sources): void {
    this.require(sources);
    this.filters.push(sortedSources(sources));
  }

  sort(sources: Sources): void {
    this.sortKeys.push(sortedSources(sources));
  }

  call(kind: UsedFunction['kind'], name: string): void {
    this.functions.set(`${kind} ${name}`, { kind, name });
  }

  /** Notes every function in `expr`, those inside lambdas too. */
  calls(expr: Expr): void {
    if (expr.kind === 'function') this.call('scalar', expr.name);
    if (expr.kind === 'aggregate') this.call('aggregate', expr.name);
    if (expr.kind === 'window') this.call('window', expr.name);
    if (expr.kind === 'unnest') this.call('table', 'unnest');
    if (expr.kind === 'function' && expr.lambda !== undefined) this.calls(expr.lambda);
    for (const operand of operandsOf(expr)) this.calls(operand);
  }

  /** By kind, then by name. */
  usedFunctions(): readonly UsedFunction[] {
    return [...this.functions.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, used]) => used);
  }
}
