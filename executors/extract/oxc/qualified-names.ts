/** Names of nested things as paths: `top::Greeter::load`, with `#n` for the siblings that repeat a name. */

export const TOP = 'top';

/** Hands out paths; the same calls in the same order give the same paths. */
export class QualifiedNames {
  readonly #taken = new Map<string, number>();

  /** The path of `name` below `outer`; the second one of that name gets `#1`. */
  below(outer: string, name: string): string {
    const path = `${outer}::${name}`;
    const before = this.#taken.get(path) ?? 0;
    this.#taken.set(path, before + 1);
    return before === 0 ? path : `${path}#${before}`;
  }
}
