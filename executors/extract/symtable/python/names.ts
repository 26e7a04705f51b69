/** Names of one file, by number. */
import type { Packed } from '../../cpython/packed';

/** The texts that Python handed over, and those that are made of them; a number is a place in `texts`. */
export class Names {
  readonly texts: string[];
  /** Made on demand: few files have private names. */
  #numbers: Map<string, number> | undefined;

  constructor({ strings }: Packed) {
    this.texts = [...strings];
  }

  text(name: number): string {
    return this.texts[name] ?? '';
  }

  /** Bytes of its UTF-8. */
  byteLength(name: number): number {
    return Buffer.byteLength(this.text(name));
  }

  /** What the compiler calls `name` in the class `owner`, which is negative outside of classes. */
  mangled(name: number, owner: number): number {
    if (owner < 0) return name;
    const text = this.text(name);
    if (!text.startsWith('__') || text.endsWith('__')) return name;
    const prefix = this.text(owner).replace(/^_+/, '');
    return prefix === '' ? name : this.#numberOf(`_${prefix}${text}`);
  }

  #numberOf(text: string): number {
    this.#numbers ??= new Map(this.texts.map((known, name) => [known, name]));
    let name = this.#numbers.get(text);
    if (name === undefined) {
      name = this.texts.push(text) - 1;
      this.#numbers.set(text, name);
    }
    return name;
  }
}
