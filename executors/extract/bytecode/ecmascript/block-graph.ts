/** Basic blocks under construction: where control is, and where it may go. */

export type BlockKind = 'entry' | 'normal' | 'handler' | 'exit';
export type EdgeKind = 'entry' | 'next' | 'jump' | 'branch' | 'exception';

/** UTF-16 positions of what a block runs; empty for a block where ways only meet. */
export interface Block {
  readonly id: number;
  readonly kind: BlockKind;
  start: number;
  end: number;
}

export interface Edge {
  readonly from: Block;
  readonly to: Block;
  readonly kind: EdgeKind;
}

/** The blocks of one unit. `current` is where the next statement goes. */
export class BlockGraph {
  readonly blocks: Block[] = [];
  readonly edges: Edge[] = [];
  readonly exit: Block;
  current: Block;
  readonly #seen = new Set<string>();
  /** Called with each block that begins, so that a `try` around it can connect it with its handler. */
  onBegin: (block: Block) => void = () => undefined;

  constructor() {
    const entry = this.create('entry');
    this.exit = this.create('exit');
    this.current = this.create('normal');
    this.connect(entry, this.current, 'entry');
  }

  create(kind: BlockKind): Block {
    const block = { id: this.blocks.length, kind, start: -1, end: -1 };
    this.blocks.push(block);
    return block;
  }

  /** A way from one block to another; once, whatever the kind is called a second time. */
  connect(from: Block, to: Block, kind: EdgeKind): void {
    const key = `${from.id} ${to.id} ${kind}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.edges.push({ from, to, kind });
  }

  /** Goes on in `block`. */
  begin(block: Block): void {
    this.current = block;
    this.onBegin(block);
  }

  /** Ends the current block with a way to `to`, and what follows is out of reach unless something leads to it. */
  leave(to: Block, kind: EdgeKind): void {
    this.connect(this.current, to, kind);
    this.begin(this.create('normal'));
  }

  /** Makes what lies between two positions part of the current block. */
  cover({ start, end }: { readonly start: number; readonly end: number }): void {
    const block = this.current;
    if (block.start < 0 || start < block.start) block.start = start;
    if (end > block.end) block.end = end;
  }

  /** The blocks that stay: all but those that hold nothing and cannot be reached; their edges go with them. */
  finish(): { readonly blocks: readonly Block[]; readonly edges: readonly Edge[] } {
    const outgoing = new Map<Block, Edge[]>();
    for (const edge of this.edges) {
      const others = outgoing.get(edge.from);
      if (others === undefined) outgoing.set(edge.from, [edge]);
      else others.push(edge);
    }
    const todo = this.blocks.filter(({ kind, start }) => kind === 'entry' || start >= 0);
    // Dead code has blocks too, and what it leads to stays with it.
    const kept = new Set<Block>([this.exit, ...todo]);
    for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
      for (const { to } of outgoing.get(block) ?? []) {
        if (kept.has(to)) continue;
        kept.add(to);
        todo.push(to);
      }
    }
    return {
      blocks: this.blocks.filter((block) => kept.has(block)),
      edges: this.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    };
  }
}
