/**
 * The texts of the leaves of one file, each once. A file has a thousand leaves for every hundred different ones; looking
 * them up by where they are in the source makes a string of each different one only.
 */
import { grown } from '../syntax-tree/parse-tree';

const FIRST_SLOTS = 1 << 10;

export class LeafWords {
  #source = '';
  #words: string[] = [];
  /** By place in `words`: hash, and where in the source the first one is. */
  #hashes = new Int32Array(FIRST_SLOTS);
  #starts = new Int32Array(FIRST_SLOTS);
  /** Open addressing: places in `words`, plus one. */
  #slots = new Int32Array(FIRST_SLOTS * 2);

  /** Forgets the words of the file before. */
  begin(source: string): void {
    this.#source = source;
    this.#words = [];
    this.#slots.fill(0);
  }

  /** All words so far; a new list for every file. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** The place in `words` of the text between two positions. */
  place(start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + this.#source.charCodeAt(at)) | 0;
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) return this.#add(slot, hash, start, end);
      if (this.#hashes[place] === hash && this.#isWord(place, start, end)) return place;
      slot = (slot + 1) & mask;
    }
  }

  #isWord(place: number, start: number, end: number): boolean {
    if (this.#words[place]?.length !== end - start) return false;
    const offset = (this.#starts[place] ?? 0) - start;
    for (let at = start; at < end; at++) {
      if (this.#source.charCodeAt(at) !== this.#source.charCodeAt(at + offset)) return false;
    }
    return true;
  }

  #add(slot: number, hash: number, start: number, end: number): number {
    const place = this.#words.push(this.#source.slice(start, end)) - 1;
    this.#hashes[place] = hash;
    this.#starts[place] = start;
    this.#slots[slot] = place + 1;
    if (this.#words.length === this.#hashes.length) this.#grow();
    return place;
  }

  #grow(): void {
    const size = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, new Int32Array(size));
    this.#starts = grown(this.#starts, new Int32Array(size));
    this.#slots = new Int32Array(size * 2);
    const mask = this.#slots.length - 1;
    for (let place = 0; place < this.#words.length; place++) {
      const hash = this.#hashes[place] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = place + 1;
    }
  }
}
