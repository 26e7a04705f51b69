/** Relation -> whether it can be built one project at a time, with the evidence for it. */
import { assertNever, invariant } from '../../core/invariant';
import type { Expr, Relation } from '../../plan/relation';
import { analyseColumns, type FactsOf } from '../column-facts';
import { eliminatedSide, rowNumberOf } from '../delim-join';
import { decideScope, type Scope } from './decide-scope';
import { equalitiesOf } from './equality';
import type { ScopedDataset } from './home';
import { homeOf, homeOfValueKeeping } from './home-encoding';
import { broadcast, type Home, type Locality, mixed, type Product } from './locality';
import { applyEqualities, type JoinSide, joinLocality, type Narrator, productOf } from './scope-join';
import { recursiveLocality } from './scope-recursion';
import { setLocality } from './scope-set';

interface Environment {
  readonly ctes: ReadonlyMap<number, Locality>;
  /** Duplicate-eliminated sides, innermost first. */
  readonly delims: readonly { readonly locality: Product; readonly node: Relation }[];
}

/**
 * Infers the scope of a view from its unoptimized plan.
 *
 * Soundness: for a `project`-scoped view, the results over the partitions together are the result over the whole, as
 * multisets, and the home columns of a row determine its partition. See `Locality` for what is tracked of every node;
 * a rule that is missing makes a node `mixed`, which is `workspace`.
 */
export function inferScope(
  relation: Relation,
  datasetOf: (name: string) => ScopedDataset,
  factsOf: FactsOf = analyseColumns(relation, (name) => datasetOf(name).columns),
): Scope {
  const evidence = new Set<string>();
  const datasets = new Map<number, string>();
  const narrator: Narrator = {
    evidence: (sentence) => evidence.add(sentence),
    tied: (a, b) => a.label !== b.label && evidence.add(`joined on ${a.label} = ${b.label}`),
    dataset: (component) => datasets.get(component) ?? 'a subquery',
  };
  const fresh = (dataset: string): number => {
    datasets.set(datasets.size, dataset);
    return datasets.size - 1;
  };

  const inputsOf = (node: Relation, locality: Product) => ({ homes: locality.homes, facts: factsOf(node) });
  const notNull = (node: Relation, i: number): boolean => factsOf(node)[i]?.nullable === false;

  /** The home of `expr` over `node` if it is NOT NULL. */
  function keyOf(expr: Expr, node: Relation, locality: Product): Home | null {
    const inner = expr.kind === 'cast' && !expr.try ? expr.input : expr;
    return inner.kind === 'column' && notNull(node, inner.index) ? homeOf(expr, inputsOf(node, locality)) : null;
  }

  /** The components of `locality` that no key belongs to; the keys that do are evidence. */
  function uncovered(keys: readonly Expr[], node: Relation, locality: Product, said: string): readonly number[] {
    const homes = keys.flatMap((k) => keyOf(k, node, locality) ?? []);
    return locality.components.filter((component) => {
      const home = homes.find((h) => h.component === component);
      if (home) narrator.evidence(`${said} ${home.label}`);
      return home === undefined;
    });
  }

  const names = (components: readonly number[]): string => [...new Set(components.map(narrator.dataset))].join(', ');

  /** A reference to something computed once: every reference ranges over partitions of its own. */
  function renamed(locality: Locality): Locality {
    if (locality.kind === 'mixed') return locality;
    const names = new Map(locality.components.map((c) => [c, fresh(narrator.dataset(c))]));
    return {
      ...locality,
      components: locality.components.map((c) => names.get(c) ?? c),
      homes: locality.homes.map((h) => h && { ...h, component: names.get(h.component) ?? h.component }),
    };
  }

  function visit(node: Relation, env: Environment): Locality {
    switch (node.kind) {
      case 'scan':
        return scan(node.dataset, node.columns);
      case 'project':
        return over(node.input, env, (input) => {
          const homes = node.outputs.map((e) => homeOf(e, inputsOf(node.input, input)));
          return { ...input, homes, homed: homes.some((h, i) => h !== null && notNull(node, i)) };
        });
      case 'filter':
        return over(node.input, env, (input) =>
          applyEqualities(input, node.predicates.flatMap(equalitiesOf), factsOf(node.input), narrator),
        );
      case 'cross': {
        const [left, right] = [visit(node.left, env), visit(node.right, env)];
        if (left.kind === 'mixed') return left;
        if (right.kind === 'mixed') return right;
        const both = productOf(left, right);
        if (node.positional && both.components.length > 0) return mixed('a positional join numbers all rows');
        return both;
      }
      case 'join':
        return join(node, env);
      case 'aggregate':
        return over(node.input, env, (input) => {
          for (const set of node.groupingSets) {
            const keys = set.flatMap((g) => node.groups[g] ?? []);
            const missing = uncovered(keys, node.input, input, 'grouped by');
            if (missing.length > 0) {
              return mixed(`an aggregate over ${names(missing)} does not group by its file identity`);
            }
          }
          const inputs = inputsOf(node.input, input);
          // A group column that a grouping set leaves out is NULL there, which `factsOf` knows.
          const homes = [
            ...node.groups.map((g) => homeOf(g, inputs)),
            ...node.aggregates.map((a) => homeOfValueKeeping(a, inputs)),
            ...Array.from({ length: node.groupingFunctions }, () => null),
          ];
          return { ...input, homes, homed: homes.some((h, i) => h !== null && notNull(node, i)) };
        });
      case 'window':
        return over(node.input, env, (input) => {
          const inputs = inputsOf(node.input, input);
          const homes: (Home | null)[] = [];
          for (const window of node.windows) {
            invariant(window.kind === 'window', 'a window node computes windows');
            const missing = uncovered(window.partitionBy, node.input, input, 'windows are partitioned by');
            if (missing.length > 0) {
              return mixed(`a window over ${names(missing)} is not partitioned by its file identity`);
            }
            homes.push(homeOfValueKeeping(window, inputs));
          }
          return { ...input, homes: [...input.homes, ...homes] };
        });
      case 'unnest':
        return over(node.input, env, (input) => ({
          ...input,
          homes: [...input.homes, ...node.expressions.map(() => null)],
        }));
      case 'table_function': {
        const own = Array.from({ length: node.columns }, () => null);
        if (node.input === null) return broadcast(node.columns);
        return over(node.input, env, (input) => {
          const homes = [...own, ...node.passThrough.map((i) => input.homes[i] ?? null)];
          return { ...input, homes, homed: homes.some((h, i) => h !== null && notNull(node, i)) };
        });
      }
      case 'set':
        return setLocality(
          node,
          node.inputs.map((input) => ({ node: input, locality: visit(input, env) })),
          factsOf,
          narrator,
        );
      case 'recursive':
        return recursiveLocality(
          node,
          visit(node.anchor, env),
          (self) => visit(node.step, { ...env, ctes: new Map(env.ctes).set(node.cte, self) }),
          factsOf,
        );
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
        return parameters(node.outputs, outer.node, outer.locality);
      }
      case 'order':
        return visit(node.input, env);
      case 'limit':
        return over(node.input, env, (input) =>
          input.components.length === 0 ? input : mixed(`a limit cuts all rows of ${names(input.components)}`),
        );
      case 'sample':
        return mixed('a sample is taken of all rows');
      case 'distinct':
        return over(node.input, env, (input) => {
          const all = input.homes.map((_, index): Expr => ({ kind: 'column', index }));
          const keys = node.on.length > 0 ? node.on : all;
          const missing = uncovered(keys, node.input, input, 'distinct by');
          if (missing.length === 0) return input;
          return mixed(`rows of ${names(missing)} are made distinct without their file identity`);
        });
      case 'values':
      case 'empty':
        return broadcast(node.width);
      default:
        return assertNever(node);
    }
  }

  function over(input: Relation, env: Environment, rule: (input: Product) => Locality): Locality {
    const locality = visit(input, env);
    return locality.kind === 'mixed' ? locality : rule(locality);
  }

  function scan(dataset: string, columns: readonly string[]): Locality {
    const { scope, homes } = datasetOf(dataset);
    if (scope === 'workspace') {
      narrator.evidence(`${dataset} is a broadcast`);
      return broadcast(columns.length);
    }
    const component = fresh(dataset);
    const found = columns.map((name): Home | null => {
      const key = homes[name];
      return key === undefined ? null : { ...key, component, label: `${dataset}.${name}` };
    });
    return { kind: 'product', components: [component], homes: found, homed: found.some((h) => h !== null) };
  }

  /**
   * The outer values that a correlated subquery runs for. With a home column among them they are local like the side
   * they come from. Otherwise they count as the same everywhere, which is sound because the result for one value
   * does not depend on what other values there are.
   */
  function parameters(outputs: readonly Expr[], node: Relation, outer: Product): Locality {
    const keys = outputs.map((e) => keyOf(e, node, outer));
    if (outer.components.length !== 1 || keys.every((k) => k === null)) return broadcast(outputs.length);
    return renamed({ ...outer, homes: outputs.map((e) => homeOf(e, inputsOf(node, outer))), homed: true });
  }

  function join(node: Extract<Relation, { kind: 'join' }>, env: Environment): Locality {
    const eliminated = node.style === 'delim' ? eliminatedSide(node) : null;
    const outerNode = eliminated === 'right' ? node.right : node.left;
    const outer = eliminated === null ? visit(outerNode, env) : eliminatedLocality(node, outerNode, env);
    if (outer.kind === 'mixed') return outer;
    const innerNode = eliminated === 'right' ? node.left : node.right;
    const delims = eliminated === null ? env.delims : [{ locality: outer, node: outerNode }, ...env.delims];
    const inner = visit(innerNode, { ...env, delims });
    if (inner.kind === 'mixed') return inner;
    const outerSide: JoinSide = { locality: outer, facts: factsOf(outerNode) };
    const innerSide: JoinSide = { locality: inner, facts: factsOf(innerNode) };
    const [left, right] = eliminated === 'right' ? [innerSide, outerSide] : [outerSide, innerSide];
    return joinLocality(node, left, right, narrator);
  }

  /** Numbers that the engine gives the rows of the eliminated side are as good as home: no two partitions share one. */
  function eliminatedLocality(
    node: Extract<Relation, { kind: 'join' }>,
    outerNode: Relation,
    env: Environment,
  ): Locality {
    const numbered = rowNumberOf(node);
    if (numbered === null) return visit(outerNode, env);
    return over(numbered.input, env, (input) => {
      const [component, ...others] = input.components;
      const label = `a row of ${names(input.components)}`;
      const isHome = component !== undefined && others.length === 0;
      const row: Home | null = isHome ? { component, kind: `row of ${component}`, label, uuid: false } : null;
      return { ...input, homes: [...input.homes, row] };
    });
  }

  return decideScope(visit(relation, { ctes: new Map(), delims: [] }), relation, factsOf, [...evidence], names);
}
