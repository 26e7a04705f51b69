/** Which values the variables of a unit have at a point of it. */
import type { FlowBuilder, FlowNode } from './builder';

/**
 * Values of variables by name, and of fields by `base node + field`, as far as they are known to be the only ones at
 * this point. Null when the point cannot be reached.
 */
export class Environment {
  constructor(
    private variables: ReadonlyMap<string, FlowNode> | null = new Map(),
    private fields: ReadonlyMap<string, FlowNode> = new Map(),
  ) {}

  get isDead(): boolean {
    return this.variables === null;
  }

  copy(): Environment {
    return new Environment(this.variables, this.fields);
  }

  /** Nothing after this point is reached from here. */
  kill(): void {
    this.variables = null;
    this.fields = new Map();
  }

  get(name: string): FlowNode | undefined {
    return this.variables?.get(name);
  }

  set(name: string, node: FlowNode): void {
    if (this.variables !== null) this.variables = new Map(this.variables).set(name, node);
  }

  forget(name: string): void {
    if (this.variables === null) return;
    const variables = new Map(this.variables);
    variables.delete(name);
    this.variables = variables;
  }

  field(base: FlowNode, field: string): FlowNode | undefined {
    return this.fields.get(`${base} ${field}`);
  }

  /** The field has just this value; the same field of other bases, which may be the same thing, is not known any more. */
  setField(base: FlowNode, field: string, node: FlowNode, written: boolean): void {
    const kept = written ? [...this.fields].filter(([key]) => key.slice(key.indexOf(' ') + 1) !== field) : this.fields;
    this.fields = new Map(kept).set(`${base} ${field}`, node);
  }

  /** Somebody else may have written any field. */
  forgetFields(): void {
    if (this.fields.size > 0) this.fields = new Map();
  }

  /** Goes on as `other` does. */
  become(other: Environment): void {
    this.variables = other.variables;
    this.fields = other.fields;
  }

  names(): IterableIterator<string> {
    return (this.variables ?? new Map<string, FlowNode>()).keys();
  }

  /** What holds where several ways meet: a variable has the values of all of them. */
  static join(ways: readonly Environment[], flow: FlowBuilder): Environment {
    const reached = ways.filter((way) => !way.isDead);
    const [first, ...others] = reached;
    if (first === undefined) return new Environment(null);
    if (others.every((way) => way.variables === first.variables && way.fields === first.fields)) return first.copy();
    const names = new Set(reached.flatMap((way) => [...way.names()]));
    const variables = new Map<string, FlowNode>();
    for (const name of names) {
      const nodes = reached.flatMap((way) => way.get(name) ?? []);
      variables.set(name, flow.union(nodes));
    }
    const fields = [...first.fields].filter(([key, node]) => others.every((way) => way.fields.get(key) === node));
    return new Environment(variables, new Map(fields));
  }
}
