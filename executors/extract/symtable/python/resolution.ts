/** Which scope's name a name in a scope is. */
import type { Packed } from '../../cpython/packed';
import { bitOf } from './symbols';

const LOCAL = bitOf('is_local');
const GLOBAL = bitOf('is_global');
const MADE_GLOBAL = bitOf('is_declared_global') | bitOf('is_assigned');
const MODULE = 0;

/** Scopes are numbered as in `symtable_scopes`, and names as the texts of the file. */
export class Resolution {
  readonly #parents: Int32Array;
  readonly #isClass: readonly boolean[];
  /** Per scope: flags by name. */
  readonly #symbols: readonly Map<number, number>[];
  /** Per scope: what was asked before. */
  readonly #resolved: readonly Map<number, number>[];
  /** `global x` in a function makes a name of the module, whether the module itself binds it or not. */
  readonly #globals = new Set<number>();

  constructor(facts: Packed) {
    const scopes = facts.table('scopes');
    const symbols = facts.table('symbols');
    this.#parents = scopes.raw(1);
    this.#isClass = Array.from({ length: scopes.rows }, (_, scope) => scopes.text(2, scope) === 'CLASS');
    this.#symbols = Array.from({ length: scopes.rows }, () => new Map());
    this.#resolved = Array.from({ length: scopes.rows }, () => new Map());
    const [owners, names, bits] = [symbols.raw(0), symbols.raw(1), symbols.raw(2)];
    for (let symbol = 0; symbol < symbols.rows; symbol++) {
      const name = names[symbol] ?? -1;
      const flags = bits[symbol] ?? 0;
      this.#symbols[owners[symbol] ?? 0]?.set(name, flags);
      if ((flags & MADE_GLOBAL) === MADE_GLOBAL) this.#globals.add(name);
    }
  }

  /** The scope whose name it is; -1 for a builtin, or a name that nothing in the file binds. */
  scopeOf(name: number, scope: number): number {
    const known = this.#resolved[scope]?.get(name);
    if (known !== undefined) return known;
    const found = this.#find(name, scope);
    this.#resolved[scope]?.set(name, found);
    return found;
  }

  #find(name: number, scope: number): number {
    const flags = this.#symbols[scope]?.get(name);
    if (this.#binds(scope, name)) return scope;
    if (scope === MODULE) return this.#globals.has(name) ? MODULE : -1;
    if (flags === undefined || (flags & GLOBAL) === 0) {
      for (let around = this.#parents[scope] ?? 0; around > MODULE; around = this.#parents[around] ?? 0) {
        // Names of a class are not seen by the functions in it; annotations see them.
        if (this.#binds(around, name) && (!this.#isClass[around] || flags === undefined)) return around;
      }
    }
    return this.scopeOf(name, MODULE);
  }

  #binds(scope: number, name: number): boolean {
    return ((this.#symbols[scope]?.get(name) ?? 0) & LOCAL) !== 0;
  }
}
