/** A syntax tree that can be taken apart: nodes keep their numbers, and `flatten` numbers them anew. */
import type { FlatTree } from './flat-tree';

/** Nodes that can be added before the columns are copied. */
const FIRST_ROOM = 64;

/** Where a node hangs: below `parent`, between two siblings. -1 means none. */
interface Place {
  readonly parent: number;
  readonly previous: number;
  readonly next: number;
  readonly field: number;
}

export class LinkedTree {
  #size: number;
  #type: Int32Array;
  #field: Int32Array;
  #start: Int32Array;
  #end: Int32Array;
  #parent: Int32Array;
  #first: Int32Array;
  #last: Int32Array;
  #next: Int32Array;
  #previous: Int32Array;
  /** Nodes that begin where their first child does, whatever that comes to be. */
  readonly #led = new Set<number>();

  constructor(readonly flat: FlatTree) {
    const { size } = flat;
    const copy = (column: ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> }) => {
      const room = new Int32Array(size + FIRST_ROOM);
      room.set(column.subarray(0, size));
      return room;
    };
    this.#size = size;
    this.#type = copy(flat.type);
    this.#field = copy(flat.field);
    this.#start = copy(flat.start);
    this.#end = copy(flat.end);
    this.#parent = copy(flat.parent);
    this.#previous = copy(flat.previous);
    this.#first = new Int32Array(size + FIRST_ROOM).fill(-1);
    this.#last = new Int32Array(size + FIRST_ROOM).fill(-1);
    this.#next = new Int32Array(size + FIRST_ROOM).fill(-1);
    for (let node = 1; node < size; node++) {
      const previous = this.previous(node);
      const parent = this.parent(node);
      if (previous >= 0) this.#next[previous] = node;
      else this.#first[parent] = node;
      this.#last[parent] = node;
    }
  }

  get size(): number {
    return this.#size;
  }

  type(node: number): number {
    return this.#type[node] ?? -1;
  }

  start(node: number): number {
    return this.#start[node] ?? 0;
  }

  end(node: number): number {
    return this.#end[node] ?? 0;
  }

  parent(node: number): number {
    return this.#parent[node] ?? -1;
  }

  first(node: number): number {
    return this.#first[node] ?? -1;
  }

  last(node: number): number {
    return this.#last[node] ?? -1;
  }

  next(node: number): number {
    return this.#next[node] ?? -1;
  }

  previous(node: number): number {
    return this.#previous[node] ?? -1;
  }

  field(node: number): number {
    return this.#field[node] ?? 0;
  }

  /** Says what a node is from now on, and what it is for its parent. */
  become(node: number, type: number, field = this.field(node)): void {
    this.#type[node] = type;
    this.#field[node] = field;
  }

  /** A new node that hangs nowhere yet. */
  add(type: number, start: number, end: number): number {
    if (this.#size === this.#type.length) this.#grow();
    const node = this.#size++;
    this.#type[node] = type;
    this.#field[node] = 0;
    this.#start[node] = start;
    this.#end[node] = end;
    for (const links of [this.#parent, this.#first, this.#last, this.#next, this.#previous]) links[node] = -1;
    return node;
  }

  /** Makes the node begin where its first child does, whatever that comes to be. */
  beginWithFirst(node: number): void {
    this.#led.add(node);
  }

  place(node: number): Place {
    return {
      parent: this.parent(node),
      previous: this.previous(node),
      next: this.next(node),
      field: this.field(node),
    };
  }

  /** Hangs `node` where another one hung, which is then hung elsewhere or gone. */
  hang(node: number, { parent, previous, next, field }: Place): void {
    this.#parent[node] = parent;
    this.#previous[node] = previous;
    this.#next[node] = next;
    this.#field[node] = field;
    if (previous >= 0) this.#next[previous] = node;
    else this.#first[parent] = node;
    if (next >= 0) this.#previous[next] = node;
    else this.#last[parent] = node;
  }

  /** Hangs `node` behind the last child of `parent`. */
  append(node: number, parent: number, field: number): void {
    this.hang(node, { parent, previous: this.last(parent), next: -1, field });
  }

  /** Takes a node out; what is below it stays with it. */
  remove(node: number): void {
    const { parent, previous, next } = this.place(node);
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[parent] = next;
    if (next >= 0) this.#previous[next] = previous;
    else this.#last[parent] = previous;
  }

  /** The tree as columns, in preorder. Nodes end no earlier than what is in them. */
  flatten(): FlatTree {
    const order = this.#preorder();
    const size = order.length;
    const numbers = new Int32Array(this.#size);
    const after = new Int32Array(size);
    // Children come after their parents, so from the end on they are done first.
    for (let number = size - 1; number >= 0; number--) {
      const node = order[number] ?? 0;
      numbers[node] = number;
      const first = this.first(node);
      if (first < 0) {
        after[number] = number + 1;
        continue;
      }
      const last = this.last(node);
      after[number] = after[numbers[last] ?? 0] ?? 0;
      if (this.#led.has(node)) this.#start[node] = this.start(first);
      this.#end[node] = Math.max(this.end(node), this.end(last));
    }
    const columns = {
      type: new Uint16Array(size),
      field: new Uint8Array(size),
      start: new Uint32Array(size),
      end: new Uint32Array(size),
      parent: new Int32Array(size),
      previous: new Int32Array(size),
    };
    for (let number = 0; number < size; number++) {
      const node = order[number] ?? 0;
      const parent = this.parent(node);
      const previous = this.previous(node);
      columns.type[number] = this.type(node);
      columns.field[number] = this.field(node);
      columns.start[number] = this.start(node);
      columns.end[number] = this.end(node);
      columns.parent[number] = parent < 0 ? -1 : (numbers[parent] ?? -1);
      columns.previous[number] = previous < 0 ? -1 : (numbers[previous] ?? -1);
    }
    return { ...this.flat, size, after, ...columns };
  }

  /** Nodes that hang below the root, which is the first. */
  #preorder(): Int32Array {
    const order = new Int32Array(this.#size);
    let size = 0;
    let node = 0;
    while (node >= 0) {
      order[size++] = node;
      let next = this.first(node);
      for (let at = node; next < 0 && at > 0; at = this.parent(at)) next = this.next(at);
      node = next;
    }
    return order.subarray(0, size);
  }

  #grow(): void {
    const grown = (links: Int32Array): Int32Array => {
      const larger = new Int32Array(this.#size * 2);
      larger.set(links);
      return larger;
    };
    this.#type = grown(this.#type);
    this.#field = grown(this.#field);
    this.#start = grown(this.#start);
    this.#end = grown(this.#end);
    this.#parent = grown(this.#parent);
    this.#first = grown(this.#first);
    this.#last = grown(this.#last);
    this.#next = grown(this.#next);
    this.#previous = grown(this.#previous);
  }
}
