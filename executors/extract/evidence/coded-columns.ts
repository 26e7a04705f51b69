/** Columns whose values repeat: each is a place in a dictionary, so that a value is stored, moved and loaded once. */
import { UUID_BYTES } from '../../../plugin/schema/arrow';
import { ColumnBuilder } from './column-builder';
import type { ColumnData } from './column-data';
import type { Cell, ColumnSource } from './column-source';
import { GrowableBytes, GrowableInts } from './growable';
import { appendUtf8 } from './utf8';

/** VARCHAR. */
export class WordColumn extends ColumnBuilder {
  readonly #codes = new GrowableInts();
  readonly #places = new Map<string, number>();
  readonly #bytes = new GrowableBytes();
  readonly #offsets = new GrowableInts();

  constructor(label: string, nullable: boolean) {
    super(label, nullable);
    this.#offsets.push(0);
  }

  get length(): number {
    return this.#codes.length;
  }

  push(value: Cell): void {
    if (typeof value !== 'string') this.noteNull(value);
    this.#codes.push(typeof value === 'string' ? this.#placeOf(value) : 0);
  }

  override fill(value: Cell, count: number): void {
    if (typeof value !== 'string') super.fill(value, count);
    else if (count > 0) this.#codes.fill(this.#placeOf(value), count);
  }

  override pushAll(source: ColumnSource, count: number): void {
    if (source.kind !== 'words' || source.codes.length !== count) {
      super.pushAll(source, count);
      return;
    }
    const codes = this.#codes;
    codes.reserve(count);
    // Plus one: 0 is a word not looked up yet.
    const places = new Int32Array(source.words.length);
    for (const code of source.codes) {
      let place = places[code] ?? -1;
      if (place === 0) {
        place = this.#placeOf(source.words[code] ?? '') + 1;
        places[code] = place;
      } else if (place < 0) {
        this.noteNull(source.optional ? null : undefined);
        place = 1;
      }
      codes.ints[codes.length++] = place - 1;
    }
  }

  protected storage() {
    const words = { length: this.#places.size, nullCount: 0, validity: null, child: null };
    const child: ColumnData = { ...words, offsets: this.#offsets.view(), values: this.#bytes.view() };
    return { offsets: null, values: this.#codes.view(), child };
  }

  protected clearValues(): void {
    this.#codes.clear();
    this.#places.clear();
    this.#bytes.clear();
    this.#offsets.clear();
    this.#offsets.push(0);
  }

  #placeOf(word: string): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(word, place);
    appendUtf8(this.#bytes, word);
    this.#offsets.push(this.#bytes.length);
    return place;
  }
}

/** UUID: equal ones follow each other. */
export class UuidColumn extends ColumnBuilder {
  readonly #codes = new GrowableInts();
  readonly #bytes = new GrowableBytes();
  #last: Cell = null;

  get length(): number {
    return this.#codes.length;
  }

  push(value: Cell): void {
    this.fill(value, 1);
  }

  override fill(value: Cell, count: number): void {
    if (count === 0) return;
    if (!(value instanceof Uint8Array) || value.length !== UUID_BYTES) {
      for (let i = 0; i < count; i++) {
        this.noteNull(value);
        this.#codes.push(0);
      }
      return;
    }
    const bytes = this.#bytes;
    if (value !== this.#last) {
      bytes.reserve(UUID_BYTES);
      bytes.bytes.set(value, bytes.length);
      bytes.length += UUID_BYTES;
      this.#last = value;
    }
    this.#codes.fill(bytes.length / UUID_BYTES - 1, count);
  }

  protected storage() {
    const values = this.#bytes.view();
    const dictionary = { length: values.length / UUID_BYTES, nullCount: 0, validity: null, offsets: null, values };
    return { offsets: null, values: this.#codes.view(), child: { ...dictionary, child: null } };
  }

  protected clearValues(): void {
    this.#codes.clear();
    this.#bytes.clear();
    this.#last = null;
  }
}
