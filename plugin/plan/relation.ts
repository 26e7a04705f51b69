/**
 * A query plan as plain typed data: what `json_serialize_plan` says, with every column reference resolved.
 *
 * The invariant of the whole folder: an `Expr` of kind `column` holds a position in the *input layout* of the node
 * that owns it, which is the concatenation of the output layouts of the node's inputs, in order. Projection maps,
 * binding tables and delim scopes of the engine do not survive parsing; they become explicit `project` nodes.
 */

/** As SQL writes them; ANY and ALL arrive as mark joins with the operator of the comparison. */
export type Comparison = '=' | '<>' | '<' | '>' | '<=' | '>=' | 'is distinct from' | 'is not distinct from';

export interface OrderKey {
  readonly expr: Expr;
  readonly direction: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
}

export type Expr =
  | { readonly kind: 'column'; readonly index: number }
  /** `text` is a canonical rendering of the value, strings in single quotes; null for SQL NULL. */
  | { readonly kind: 'constant'; readonly type: string; readonly text: string | null }
  | { readonly kind: 'cast'; readonly input: Expr; readonly to: string; readonly try: boolean }
  | {
      readonly kind: 'case';
      readonly whens: readonly { readonly when: Expr; readonly then: Expr }[];
      readonly otherwise: Expr;
    }
  | { readonly kind: 'comparison'; readonly op: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'conjunction'; readonly op: 'and' | 'or'; readonly args: readonly Expr[] }
  /** `coalesce`, `not`, `is_null`, `is_not_null`, `in`, `not_in`, `try` and the like. */
  | { readonly kind: 'operator'; readonly op: string; readonly args: readonly Expr[] }
  /**
   * Arithmetic too (`+`). A function that takes a lambda has the variables the lambda captures among its `args`;
   * columns of `lambda` itself are positions in its parameters followed by those captures, not in the input layout.
   */
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly args: readonly Expr[];
      readonly type: string;
      readonly lambda?: Expr;
    }
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly args: readonly Expr[];
      readonly distinct: boolean;
      readonly filter: Expr | null;
      readonly orderBy: readonly OrderKey[];
      readonly type: string;
    }
  | {
      readonly kind: 'window';
      readonly name: string;
      readonly args: readonly Expr[];
      readonly partitionBy: readonly Expr[];
      readonly orderBy: readonly OrderKey[];
      readonly filter: Expr | null;
      readonly ignoreNulls: boolean;
      readonly distinct: boolean;
      /** Frame as text, `default` when none was written. */
      readonly frame: string;
      /** Expressions of frame bounds, offsets and defaults of lag and lead, ORDER BY inside the call's parentheses. */
      readonly bounds: readonly Expr[];
      readonly type: string;
    }
  | { readonly kind: 'unnest'; readonly input: Expr };

export type JoinType =
  | 'inner'
  | 'left'
  | 'right'
  | 'full'
  | 'semi'
  | 'anti'
  | 'right_semi'
  | 'right_anti'
  | 'mark'
  | 'single';

/** One conjunct of a join: `left` over the left layout, `right` over the right layout (both zero-based there). */
export interface JoinCondition {
  readonly op: Comparison;
  readonly left: Expr;
  readonly right: Expr;
}

/** A filter that the optimizer pushed into a scan; `text` is a canonical rendering. */
export interface PushedFilter {
  readonly column: string;
  readonly text: string;
}

export type Relation =
  /**
   * Output layout: `columns`, in order. `rowid` may be among them although nothing refers to it: the engine puts it
   * there for a scan of which it needs only the number of rows. So ask who refers to it, not whether it is there.
   */
  | {
      readonly kind: 'scan';
      readonly dataset: string;
      readonly columns: readonly string[];
      readonly filters: readonly PushedFilter[];
    }
  /** Output layout: `outputs`. */
  | { readonly kind: 'project'; readonly input: Relation; readonly outputs: readonly Expr[] }
  | { readonly kind: 'filter'; readonly input: Relation; readonly predicates: readonly Expr[] }
  /**
   * Output layout: left ++ right; for semi and anti only left, for right_semi and right_anti only right, for mark
   * left ++ one boolean column, for single left ++ right. `residual` predicates are over left ++ right.
   * A `delim` join hands the distinct values of columns of its left side to the `delim_get`s of its right side.
   */
  | {
      readonly kind: 'join';
      readonly type: JoinType;
      readonly style: 'comparison' | 'asof' | 'any' | 'delim';
      readonly left: Relation;
      readonly right: Relation;
      readonly conditions: readonly JoinCondition[];
      readonly residual: readonly Expr[];
    }
  /** Output layout: left ++ right. `positional` pairs rows by number. */
  | { readonly kind: 'cross'; readonly left: Relation; readonly right: Relation; readonly positional: boolean }
  /** Output layout: groups ++ aggregates ++ one column per grouping function. */
  | {
      readonly kind: 'aggregate';
      readonly input: Relation;
      readonly groups: readonly Expr[];
      /** Positions in `groups` per grouping set; one set with all groups for a plain GROUP BY. */
      readonly groupingSets: readonly (readonly number[])[];
      readonly aggregates: readonly Expr[];
      readonly groupingFunctions: number;
    }
  /** Output layout: input ++ windows. */
  | { readonly kind: 'window'; readonly input: Relation; readonly windows: readonly Expr[] }
  /** Output layout: input ++ expressions (each an `unnest`). */
  | { readonly kind: 'unnest'; readonly input: Relation; readonly expressions: readonly Expr[] }
  /** A table function. With an input its arguments are columns of that input, and `passThrough` of them are appended. */
  | {
      readonly kind: 'table_function';
      readonly name: string;
      readonly input: Relation | null;
      readonly args: readonly Expr[];
      /** Number of columns the function itself produces. */
      readonly columns: number;
      /** Positions of the input appended to the function's own columns. */
      readonly passThrough: readonly number[];
    }
  | {
      readonly kind: 'set';
      readonly op: 'union' | 'except' | 'intersect';
      readonly all: boolean;
      readonly inputs: readonly Relation[];
    }
  /** `key` holds the positions of USING KEY columns; empty without. References to itself are `cte_ref` of `cte`. */
  | {
      readonly kind: 'recursive';
      readonly cte: number;
      readonly anchor: Relation;
      readonly step: Relation;
      readonly all: boolean;
      readonly key: readonly number[];
    }
  | { readonly kind: 'cte'; readonly cte: number; readonly definition: Relation; readonly body: Relation }
  /** `width` is the number of columns. `recurring`: all rows of the recursion so far instead of the last round's. */
  | { readonly kind: 'cte_ref'; readonly cte: number; readonly width: number; readonly recurring?: true }
  /**
   * The distinct values of the outer columns of the delim join around it (`depth` 0 is the innermost): `outputs` are
   * expressions over the layout of that join's left side.
   */
  | { readonly kind: 'delim_get'; readonly depth: number; readonly outputs: readonly Expr[] }
  | { readonly kind: 'order'; readonly input: Relation; readonly keys: readonly OrderKey[] }
  | { readonly kind: 'limit'; readonly input: Relation; readonly keys: readonly OrderKey[]; readonly text: string }
  | { readonly kind: 'sample'; readonly input: Relation }
  /** `on` empty: DISTINCT over all columns; else DISTINCT ON, which keeps the first row by `keys`. */
  | {
      readonly kind: 'distinct';
      readonly input: Relation;
      readonly on: readonly Expr[];
      readonly keys: readonly OrderKey[];
    }
  /** Constant rows, `rows` in canonical text. VALUES that computes anything is a `set` of `project`s instead. */
  | { readonly kind: 'values'; readonly width: number; readonly rows: string }
  | { readonly kind: 'empty'; readonly width: number };
