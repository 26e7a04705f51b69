/** Columns of lists of text. */
import { WordColumn } from './coded-columns';
import { ColumnBuilder } from './column-builder';
import type { Cell } from './column-source';
import { GrowableInts } from './growable';

/** `VARCHAR[]`. */
export class ListColumn extends ColumnBuilder {
  readonly #elements: WordColumn;
  readonly #offsets = new GrowableInts();

  constructor(label: string, nullable: boolean) {
    super(label, nullable);
    this.#elements = new WordColumn(`an element of ${label}`, false);
    this.#offsets.push(0);
  }

  get length(): number {
    return this.#offsets.length - 1;
  }

  push(value: Cell): void {
    if (!Array.isArray(value)) this.noteNull(value);
    else for (const element of value) this.#elements.push(element);
    this.#offsets.push(this.#elements.length);
  }

  protected storage() {
    return { offsets: this.#offsets.view(), values: new Uint8Array(0), child: this.#elements.view() };
  }

  protected clearValues(): void {
    this.#elements.clear();
    this.#offsets.clear();
    this.#offsets.push(0);
  }
}
