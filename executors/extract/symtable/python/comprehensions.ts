/** Comprehensions that have no scope of their own, and still keep names to themselves. */
import type { Packed } from '../../cpython/packed';

export class Comprehensions {
  /** Bytes of the UTF-8 that CPython saw. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The one around each; -1 for none. */
  readonly #around: Int32Array;
  readonly #names: readonly Set<number>[];

  constructor(facts: Packed) {
    const comprehensions = facts.table('comprehensions');
    this.starts = comprehensions.raw(0);
    this.ends = comprehensions.raw(1);
    this.#around = comprehensions.raw(2);
    this.#names = Array.from({ length: comprehensions.rows }, () => new Set());
    const bound = facts.table('bound');
    const names = bound.raw(1);
    bound.raw(0).forEach((comprehension, row) => {
      this.#names[comprehension]?.add(names[row] ?? -1);
    });
  }

  /** Of `innermost` and those around it, the first that keeps `name` to itself; -1 for none. */
  keeperOf(name: number, innermost: number): number {
    let comprehension = innermost;
    while (comprehension >= 0 && !this.#names[comprehension]?.has(name)) {
      comprehension = this.#around[comprehension] ?? -1;
    }
    return comprehension;
  }
}
