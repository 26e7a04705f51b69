/** One pass over a file's nodes, outermost first, that knows what encloses each of them. */
import { type Facts, noFacts } from './facts';
import type { Grammar } from './grammar';
import { type Context, type Definition, MODULE_SCOPE, type Scope } from './outline';
import type { Syntax } from './syntax';

/** A file on its way through the rules; the arrays hold what is known of the nodes visited so far. */
export class Walk {
  readonly facts: Facts = noFacts();
  readonly #contexts: Context[] = [];
  readonly #scopes: Scope[] = [];
  readonly #inside: (Definition | null)[] = [];
  readonly #opened = new Map<number, Scope>();
  readonly #definitions = new Map<number, Definition>();

  constructor(readonly syntax: Syntax) {}

  /** What happens to the expression at `node`. */
  context(node: number): Context {
    return this.#contexts[node] ?? 'LOAD';
  }

  /** The scope that `node` is evaluated in. */
  scope(node: number): Scope {
    return this.#scopes[node] ?? MODULE_SCOPE;
  }

  /** The scope that `node` opens for others, or the one it is in if it opens none. */
  scopeWithin(node: number): Scope {
    return this.#opened.get(node) ?? this.scope(node);
  }

  /** The definition whose span encloses `node`, itself not included. */
  container(node: number): Definition | null {
    const around = this.#inside[this.syntax.parent(node)] ?? null;
    // A decorator may be part of the node of what it decorates.
    return around !== null && this.syntax.start(node) < around.start ? around.container : around;
  }

  /** The definition whose name, span or body the node `node` gives. */
  definitionAt(node: number): Definition | undefined {
    return this.#definitions.get(node);
  }

  /** Says that further nodes belong to a definition: the function of `f = () => 1`, the list of a decorator. */
  belongsTo(node: number, definition: Definition): void {
    this.#definitions.set(node, definition);
  }

  /** Visits every node once. */
  run(rules: ResolvedRules): Facts {
    const { syntax } = this;
    const { size } = syntax.tree;
    for (let node = 0; node < size; node++) {
      const type = syntax.type(node);
      const parent = syntax.parent(node);
      if (parent < 0) {
        this.#contexts[node] = 'LOAD';
        this.#scopes[node] = MODULE_SCOPE;
      } else {
        const parentType = syntax.type(parent);
        this.#contexts[node] = rules.context[parentType]?.(this, node, parent) ?? 'LOAD';
        this.#scopes[node] = rules.scope[parentType]?.(this, node, parent) ?? this.scope(parent);
      }
      const definition = rules.define[type]?.(this, node) ?? null;
      if (definition !== null) this.#definitions.set(node, definition);
      this.#inside[node] = definition ?? this.container(node);
      const scope = rules.open[type]?.(this, node);
      if (scope !== undefined) this.#opened.set(node, scope);
      rules.visit[type]?.(this, node);
    }
    rules.finish?.(this);
    return this.facts;
  }
}

/** Rules by name of a node type. */
export type ByType<F> = Readonly<Record<string, F>>;

export interface Rules {
  /** By the type of the parent: what happens to a child. LOAD without a rule. */
  readonly context: ByType<(walk: Walk, child: number, parent: number) => Context>;
  /** By the type of the parent: the scope of a child. The parent's own without a rule. */
  readonly scope: ByType<(walk: Walk, child: number, parent: number) => Scope>;
  /** The definition that a node is, its rows included. */
  readonly define: ByType<(walk: Walk, node: number) => Definition | null>;
  /** The scope that a node opens. */
  readonly open: ByType<(walk: Walk, node: number) => Scope>;
  /** Emits rows. */
  readonly visit: ByType<(walk: Walk, node: number) => void>;
  /** Emits what can be known only when every node was visited. */
  readonly finish?: (walk: Walk) => void;
}

type ByTypeId<F> = readonly (F | undefined)[];
type TableName = 'context' | 'scope' | 'define' | 'open' | 'visit';
export type ResolvedRules = Pick<Rules, 'finish'> & {
  readonly [K in TableName]: Rules[K] extends ByType<infer F> ? ByTypeId<F> : never;
};

/** The rules with the numbers that `grammar` gives to node types; types it does not have are left out. */
export function resolveRules(grammar: Grammar, rules: Rules): ResolvedRules {
  return {
    context: byTypeId(grammar, rules.context),
    scope: byTypeId(grammar, rules.scope),
    define: byTypeId(grammar, rules.define),
    open: byTypeId(grammar, rules.open),
    visit: byTypeId(grammar, rules.visit),
    ...(rules.finish ? { finish: rules.finish } : {}),
  };
}

function byTypeId<F>(grammar: Grammar, rules: ByType<F>): ByTypeId<F> {
  const table: (F | undefined)[] = grammar.typeNames.map(() => undefined);
  for (const [name, rule] of Object.entries(rules)) {
    for (const id of grammar.typeIds(name)) table[id] = rule;
  }
  return table;
}
