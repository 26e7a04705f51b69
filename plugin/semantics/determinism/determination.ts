/** Relation -> which columns determine which others, in every node: functional dependencies (Armstrong). */
import { assertNever, invariant } from '../../core/invariant';
import type { Expr, Relation } from '../../plan/relation';
import type { FactsOf } from '../column-facts';
import { eliminatedSide } from '../delim-join';
import { columnsIn } from './expression';

/** Rows that agree in `from` agree in `to`. */
interface Dependency {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The values of an intermediate relation: each column is an atom, and columns with one atom are always equal. */
export interface Determination {
  readonly atoms: readonly number[];
  readonly dependencies: readonly Dependency[];
}

/** Names columns for messages and knows, per node, what determines what. */
export interface Determinations {
  readonly of: (node: Relation) => Determination;
  readonly label: (atom: number) => string;
}

interface Environment {
  readonly ctes: ReadonlyMap<number, Determination>;
  readonly delims: readonly Determination[];
}

/** `keysOf` gives the unique keys of a dataset as column names; rows of it that agree in one are one row. */
export function determinationsOf(
  root: Relation,
  factsOf: FactsOf,
  keysOf: (dataset: string) => readonly (readonly string[])[],
): Determinations {
  const known = new Map<Relation, Determination>();
  const labels: string[] = [];
  const atom = (label: string): number => labels.push(label) - 1;
  const label = (a: number): string => labels[a] ?? 'a computed value';

  /** Values computed row by row: the same inputs give the same output. */
  function computed(exprs: readonly Expr[], input: Determination): Determination {
    const dependencies: Dependency[] = [...input.dependencies];
    const atoms = exprs.map((expr) => {
      const same = atomOf(expr, input);
      if (same !== undefined) return same;
      const made = atom(
        columnsIn(expr)
          .map((c) => label(input.atoms[c] ?? -1))
          .join(', ') || 'a constant',
      );
      dependencies.push({ from: atomsIn(expr, input), to: [made] });
      return made;
    });
    return { atoms, dependencies };
  }

  const opaque = (width: number, name = 'a computed value'): readonly number[] =>
    Array.from({ length: width }, () => atom(name));

  /** The same relation read a second time: its rows need not be the same rows. */
  function renamed(d: Determination): Determination {
    const names = new Map<number, number>();
    const rename = (a: number): number => {
      const made = names.get(a) ?? atom(label(a));
      names.set(a, made);
      return made;
    };
    return {
      atoms: d.atoms.map(rename),
      dependencies: d.dependencies.map((f) => ({ from: f.from.map(rename), to: f.to.map(rename) })),
    };
  }

  /** The side of an outer join that may have no match: what a NULL determines there may no longer hold. */
  function optional(node: Relation, d: Determination): Determination {
    const present = new Set(d.atoms.filter((_, i) => factsOf(node)[i]?.nullable === false));
    return { ...d, dependencies: d.dependencies.filter((f) => f.from.some((a) => present.has(a))) };
  }

  function visit(node: Relation, env: Environment): Determination {
    const d = compute(node, env);
    known.set(node, d);
    return d;
  }

  function compute(node: Relation, env: Environment): Determination {
    switch (node.kind) {
      case 'scan': {
        const atoms = node.columns.map((name) => atom(`${node.dataset}.${name}`));
        const dependencies = keysOf(node.dataset).flatMap((key): readonly Dependency[] => {
          const from = key.map((name) => atoms[node.columns.indexOf(name)] ?? -1);
          return from.includes(-1) ? [] : [{ from, to: atoms }];
        });
        return { atoms, dependencies };
      }
      case 'project':
        return computed(node.outputs, visit(node.input, env));
      case 'filter': {
        const input = visit(node.input, env);
        return { ...input, dependencies: [...input.dependencies, ...node.predicates.flatMap((p) => equal(p, input))] };
      }
      case 'cross':
      case 'join':
        return join(node, env);
      case 'aggregate': {
        const input = visit(node.input, env);
        const groups = computed(node.groups, input);
        const aggregates = opaque(node.aggregates.length);
        if (node.groupingSets.length > 1) {
          return { atoms: opaque(node.groups.length + aggregates.length + node.groupingFunctions), dependencies: [] };
        }
        const result = [...aggregates, ...opaque(node.groupingFunctions)];
        return {
          atoms: [...groups.atoms, ...result],
          dependencies: [...groups.dependencies, { from: groups.atoms, to: result }],
        };
      }
      case 'window': {
        const input = visit(node.input, env);
        const made = opaque(node.windows.length, 'a window');
        const dependencies = node.windows.flatMap((w, i): readonly Dependency[] => {
          const to = made[i];
          // Peers have one rank and one frame; their numbers differ.
          if (w.kind !== 'window' || to === undefined) return [];
          if (w.name === 'row_number') {
            const partition = w.partitionBy.flatMap((p) => atomOf(p, input) ?? -1);
            return [{ from: [to, ...partition], to: input.atoms }];
          }
          if (w.frame !== 'default' || NUMBERING.test(w.name)) return [];
          const keys = [...w.partitionBy, ...w.orderBy.map((k) => k.expr)];
          return [{ from: keys.flatMap((k) => atomsIn(k, input)), to: [to] }];
        });
        return { atoms: [...input.atoms, ...made], dependencies: [...input.dependencies, ...dependencies] };
      }
      case 'unnest': {
        const input = visit(node.input, env);
        return { ...input, atoms: [...input.atoms, ...opaque(node.expressions.length, 'an unnested value')] };
      }
      case 'table_function': {
        const input = node.input === null ? null : visit(node.input, env);
        const passed = node.passThrough.map((i) => input?.atoms[i] ?? atom(node.name));
        return { atoms: [...opaque(node.columns, node.name), ...passed], dependencies: input?.dependencies ?? [] };
      }
      case 'set': {
        const [first, ...others] = node.inputs.map((i) => visit(i, env));
        if (node.op !== 'union' && first !== undefined) return first;
        const names = first?.atoms.map((a) => atom(label(a))) ?? [];
        invariant(
          others.every((o) => o.atoms.length === names.length),
          'branches of one width',
        );
        return { atoms: names, dependencies: [] };
      }
      case 'recursive': {
        const anchor = visit(node.anchor, env);
        const self = { atoms: anchor.atoms.map((a) => atom(label(a))), dependencies: [] };
        visit(node.step, { ...env, ctes: new Map(env.ctes).set(node.cte, self) });
        return self;
      }
      case 'cte': {
        const ctes = new Map(env.ctes).set(node.cte, visit(node.definition, env));
        return visit(node.body, { ...env, ctes });
      }
      case 'cte_ref': {
        const definition = env.ctes.get(node.cte);
        invariant(definition !== undefined, `reference to unknown CTE ${node.cte}`);
        return renamed(definition);
      }
      case 'delim_get': {
        const outer = env.delims[node.depth];
        invariant(outer !== undefined, `delim_get of depth ${node.depth} outside of a delim join`);
        return renamed(computed(node.outputs, outer));
      }
      case 'order':
      case 'limit':
      case 'sample':
      case 'distinct':
        return visit(node.input, env);
      case 'values':
      case 'empty':
        return { atoms: opaque(node.width, 'a constant'), dependencies: [] };
      default:
        return assertNever(node);
    }
  }

  function join(node: Extract<Relation, { kind: 'join' | 'cross' }>, env: Environment): Determination {
    const eliminated = node.kind === 'join' && node.style === 'delim' ? eliminatedSide(node) : 'left';
    const delims = (d: Determination) =>
      node.kind === 'join' && node.style === 'delim' ? { ...env, delims: [d, ...env.delims] } : env;
    let left: Determination;
    let right: Determination;
    if (eliminated === 'left') {
      left = visit(node.left, env);
      right = visit(node.right, delims(left));
    } else {
      right = visit(node.right, env);
      left = visit(node.left, delims(right));
    }
    if (node.kind === 'cross') return concat(left, right, []);
    const equalities = node.conditions.flatMap((c): readonly Dependency[] => {
      if (c.op !== '=' && c.op !== 'is not distinct from') return [];
      const [a, b] = [atomOf(c.left, left), atomOf(c.right, right)];
      return a === undefined || b === undefined ? [] : [both(a, b), both(b, a)];
    });
    switch (node.type) {
      case 'semi':
      case 'anti':
        return left;
      case 'right_semi':
      case 'right_anti':
        return right;
      case 'mark':
        return { ...left, atoms: [...left.atoms, atom('whether there is a match')] };
      case 'inner':
        return concat(left, right, equalities);
      case 'left':
      case 'single':
        return concat(left, optional(node.right, right), []);
      case 'right':
        return concat(optional(node.left, left), right, []);
      case 'full':
        return concat(optional(node.left, left), optional(node.right, right), []);
      default:
        return assertNever(node.type);
    }
  }

  visit(root, { ctes: new Map(), delims: [] });
  return {
    label,
    of: (node) => {
      const d = known.get(node);
      invariant(d !== undefined, 'the node is not part of the relation that was analysed');
      return d;
    },
  };
}

const NUMBERING = /^(ntile|lag|lead|fill)$/;

/** The atom of an expression that is a column. */
export const atomOf = (expr: Expr, input: Determination): number | undefined =>
  expr.kind === 'column' ? input.atoms[expr.index] : undefined;

const atomsIn = (expr: Expr, input: Determination): readonly number[] =>
  columnsIn(expr).flatMap((c) => input.atoms[c] ?? []);

const both = (from: number, to: number): Dependency => ({ from: [from], to: [to] });

const concat = (l: Determination, r: Determination, more: readonly Dependency[]): Determination => ({
  atoms: [...l.atoms, ...r.atoms],
  dependencies: [...l.dependencies, ...r.dependencies, ...more],
});

function equal(predicate: Expr, input: Determination): readonly Dependency[] {
  if (predicate.kind === 'conjunction' && predicate.op === 'and') return predicate.args.flatMap((a) => equal(a, input));
  if (predicate.kind !== 'comparison' || predicate.op !== '=') return [];
  const [a, b] = [atomOf(predicate.left, input), atomOf(predicate.right, input)];
  return a === undefined || b === undefined ? [] : [both(a, b), both(b, a)];
}
