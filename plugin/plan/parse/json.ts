/** The text of `json_serialize_plan` as typed nodes, its integers intact. */
import { InvariantViolation } from '../../core/invariant';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses the engine's JSON. Integers of sixteen and more digits become strings, since a double would round them
 * (2^53 + 1 and 2^53 would be the same constant); so do NaN and the infinities, which JSON does not have.
 */
export function parseEngineJson(text: string): unknown {
  return JSON.parse(
    text.replace(TOKEN, (token) => (/^-?(?:\d{16,}|NaN|Infinity)$/.test(token) ? `"${token}"` : token)),
  );
}

/** An object of the plan, read member by member; a member of another shape than asked for is a bug of ours. */
export class JsonNode {
  private constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  static of(value: unknown): JsonNode {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new InvariantViolation(`an object was expected in the plan, not ${JSON.stringify(value)}`);
    }
    return new JsonNode(value as Readonly<Record<string, unknown>>);
  }

  /** The whole object, as parsed. */
  get raw(): Readonly<Record<string, unknown>> {
    return this.members;
  }

  /** The member as it is; undefined when the plan does not have it. */
  get(name: string): unknown {
    return this.members[name];
  }

  has(name: string): boolean {
    const value = this.members[name];
    return value !== undefined && value !== null;
  }

  node(name: string): JsonNode {
    return JsonNode.of(this.members[name]);
  }

  /** Null for a member that is null or missing. */
  optional(name: string): JsonNode | null {
    return this.has(name) ? this.node(name) : null;
  }

  /** An array of objects; empty when it is missing. */
  nodes(name: string): readonly JsonNode[] {
    return this.list(name).map(JsonNode.of);
  }

  /** The operator's input at `index`. */
  child(index: number): JsonNode {
    return JsonNode.of(this.list('children')[index]);
  }

  list(name: string): readonly unknown[] {
    const value = this.members[name] ?? [];
    if (!Array.isArray(value)) throw new InvariantViolation(`'${name}' of the plan is no array`);
    return value;
  }

  text(name: string): string {
    const value = this.members[name];
    if (typeof value !== 'string') throw new InvariantViolation(`'${name}' of the plan is no text`);
    return value;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map(String);
  }

  flag(name: string): boolean {
    return this.members[name] === true;
  }

  /** A number that is small enough to count with. */
  index(name: string): number {
    return toIndex(this.members[name], name);
  }

  indexes(name: string): readonly number[] {
    return this.list(name).map((value) => toIndex(value, name));
  }

  /** An engine-wide identifier (a table index), which may be 2^64 - 1. */
  id(name: string): string {
    return String(this.members[name]);
  }
}

function toIndex(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new InvariantViolation(`'${name}' of the plan is no position: ${String(value)}`);
  }
  return value;
}
