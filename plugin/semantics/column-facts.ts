/** Relation -> the facts of the output columns of every node in it. */
import { assertNever, invariant } from '../core/invariant';
import type { Relation } from '../plan/relation';
import type { Column } from '../schema/column';
import { type ColumnFact, computed, declared, mergeFacts, optional, sameFacts } from './column-fact';
import { eliminatedSide } from './delim-join';
import { expressionFact } from './expression-fact';
import { conditionRejectsNull, rejectsNull } from './null-rejection';

type Facts = readonly ColumnFact[];
type Join = Extract<Relation, { kind: 'join' }>;

/** What references inside a relation may mean; `delims` innermost first. */
interface Environment {
  readonly ctes: ReadonlyMap<number, Facts>;
  readonly delims: readonly Facts[];
}

/** The facts of the output layout of a node of the relation that was analysed. */
export type FactsOf = (node: Relation) => Facts;

/** Analyses `root` over datasets whose columns `schemaOf` gives. Recursion takes the least fixpoint from its anchor. */
export function analyseColumns(root: Relation, schemaOf: (dataset: string) => readonly Column[]): FactsOf {
  const known = new Map<Relation, Facts>();
  const fullJoins = new Map<Relation, number>();

  function visit(node: Relation, env: Environment): Facts {
    const facts = compute(node, env);
    known.set(node, facts);
    return facts;
  }

  function compute(node: Relation, env: Environment): Facts {
    switch (node.kind) {
      case 'scan': {
        const columns = new Map(schemaOf(node.dataset).map((c) => [c.name, declared(c)]));
        return node.columns.map((name) => columns.get(name) ?? computed(null, true));
      }
      case 'project': {
        const input = visit(node.input, env);
        return node.outputs.map((e) => expressionFact(e, input));
      }
      case 'filter':
        return notNull(visit(node.input, env), node.predicates.flatMap(rejectsNull));
      case 'join':
        return join(node, env);
      case 'cross':
        return [...visit(node.left, env), ...visit(node.right, env)].map((f) => (node.positional ? optional(f) : f));
      case 'aggregate': {
        const input = visit(node.input, env);
        const inEverySet = (g: number): boolean => node.groupingSets.every((set) => set.includes(g));
        const rowsPresent = node.groups.length > 0 && node.groupingSets.every((set) => set.length > 0);
        return [
          ...node.groups.map((g, i) => {
            const fact = expressionFact(g, input);
            return inEverySet(i) ? fact : optional(fact);
          }),
          ...node.aggregates.map((a) => expressionFact(a, input, rowsPresent)),
          ...Array.from({ length: node.groupingFunctions }, () => computed('BIGINT', false)),
        ];
      }
      case 'window': {
        const input = visit(node.input, env);
        return [...input, ...node.windows.map((w) => expressionFact(w, input))];
      }
      case 'unnest': {
        const input = visit(node.input, env);
        return [...input, ...node.expressions.map((e) => expressionFact(e, input))];
      }
      case 'table_function': {
        const input = node.input === null ? [] : visit(node.input, env);
        const isUnnest = node.name === 'unnest' && node.args.length === node.columns;
        return [
          ...Array.from({ length: node.columns }, (_, i) => {
            const list = isUnnest ? node.args[i] : undefined;
            return list === undefined ? computed(null, true) : expressionFact({ kind: 'unnest', input: list }, input);
          }),
          ...node.passThrough.map((i) => input[i] ?? computed(null, true)),
        ];
      }
      case 'set': {
        const inputs = node.inputs.map((i) => visit(i, env));
        // Rows of EXCEPT and INTERSECT come from the left; what they must equal on the right means the same.
        const columns = (inputs[0] ?? []).map((_, c) => inputs.map((facts) => facts[c] ?? computed(null, true)));
        return columns.map((branches) => {
          const merged = mergeFacts(branches);
          return node.op === 'union' ? merged : { ...merged, nullable: branches[0]?.nullable ?? true };
        });
      }
      case 'recursive': {
        let self = visit(node.anchor, env);
        for (;;) {
          const ctes = new Map(env.ctes).set(node.cte, self);
          const step = visit(node.step, { ...env, ctes });
          const next = self.map((fact, i) => mergeFacts([fact, step[i] ?? computed(null, true)]));
          if (sameFacts(self, next)) return self;
          self = next;
        }
      }
      case 'cte': {
        const definition = visit(node.definition, env);
        return visit(node.body, { ...env, ctes: new Map(env.ctes).set(node.cte, definition) });
      }
      case 'cte_ref': {
        const facts = env.ctes.get(node.cte);
        invariant(facts !== undefined, `reference to unknown CTE ${node.cte}`);
        return facts;
      }
      case 'delim_get': {
        const facts = env.delims[node.depth];
        invariant(facts !== undefined, `delim_get of depth ${node.depth} outside of a delim join`);
        return node.outputs.map((e) => expressionFact(e, facts));
      }
      case 'order':
      case 'limit':
      case 'sample':
      case 'distinct':
        return visit(node.input, env);
      case 'values':
        return Array.from({ length: node.width }, () => computed(null, true));
      case 'empty':
        return Array.from({ length: node.width }, () => ({
          type: null,
          nullable: false,
          semantic: 'any',
          conflict: [],
        }));
      default:
        return assertNever(node);
    }
  }

  function join(node: Join, env: Environment): Facts {
    const [left, right] = joinSides(node, env, visit);
    const leftKept = node.type === 'left' || node.type === 'full' || node.type === 'single' || node.type === 'mark';
    const rightKept = node.type === 'right' || node.type === 'full';
    // Every row of a side that is not preserved has fulfilled the conditions.
    const rejected = node.conditions.map(conditionRejectsNull);
    const residual = node.residual.flatMap(rejectsNull);
    const l = leftKept
      ? left
      : notNull(left, [...rejected.flatMap((r) => r.left), ...residual.filter((i) => i < left.length)]);
    const r = rightKept
      ? right
      : notNull(right, [...rejected.flatMap((c) => c.right), ...residual.map((i) => i - left.length)]);
    switch (node.type) {
      case 'semi':
        return l;
      case 'anti':
        return left;
      case 'right_semi':
        return r;
      case 'right_anti':
        return right;
      case 'mark':
        return [...left, computed('BOOLEAN', true)];
      case 'full': {
        const id = fullJoins.get(node) ?? fullJoins.size;
        fullJoins.set(node, id);
        const outer = (facts: Facts, side: 'left' | 'right'): Facts =>
          facts.map((f) => optional(f.nullable ? f : { ...f, outer: { join: id, side } }));
        return [...outer(left, 'left'), ...outer(right, 'right')];
      }
      default:
        return [...(rightKept ? l.map(optional) : l), ...(leftKept ? r.map(optional) : r)];
    }
  }

  visit(root, { ctes: new Map(), delims: [] });
  return (node) => {
    const facts = known.get(node);
    invariant(facts !== undefined, 'the node is not part of the relation that was analysed');
    return facts;
  };
}

const notNull = (facts: Facts, positions: readonly number[]): Facts =>
  facts.map((fact, i) => (positions.includes(i) ? { ...fact, nullable: false } : fact));

/** Visits both sides of a join, the eliminated side of a delim join first, since the other one reads it. */
function joinSides(
  node: Join,
  env: Environment,
  visit: (node: Relation, env: Environment) => Facts,
): readonly [Facts, Facts] {
  if (node.style !== 'delim') return [visit(node.left, env), visit(node.right, env)];
  if (eliminatedSide(node) === 'left') {
    const left = visit(node.left, env);
    return [left, visit(node.right, { ...env, delims: [left, ...env.delims] })];
  }
  const right = visit(node.right, env);
  return [visit(node.left, { ...env, delims: [right, ...env.delims] }), right];
}
