/** One parsed file: its tree, its text and the way from positions to bytes. */
import type { ByteMap } from '../byte-map';
import { textUpTo } from '../syntax-tree/text-up-to';
import type { FlatTree } from './flat-tree';
import type { Grammar } from './grammar';

/** Questions about nodes. Children are named nodes and kept tokens; comments are among them. */
export class Syntax {
  constructor(
    readonly grammar: Grammar,
    readonly tree: FlatTree,
    readonly source: string,
    readonly byteAt: ByteMap,
  ) {}

  typeName(node: number): string {
    return this.grammar.typeNames[this.type(node)] ?? 'ERROR';
  }

  type(node: number): number {
    return this.tree.type[node] ?? -1;
  }

  /** The role that the node has for its parent; empty if it has none. */
  field(node: number): string {
    return this.grammar.fieldNames[this.tree.field[node] ?? 0] ?? '';
  }

  /** UTF-16 position where the node begins. */
  start(node: number): number {
    return this.tree.start[node] ?? 0;
  }

  /** UTF-16 position after the node. */
  end(node: number): number {
    return this.tree.end[node] ?? 0;
  }

  bstart(node: number): number {
    return this.byteAt(this.start(node));
  }

  bend(node: number): number {
    return this.byteAt(this.end(node));
  }

  text(node: number): string {
    return this.source.slice(this.start(node), this.end(node));
  }

  /** The node's text, cut to `limit` bytes at a character boundary. */
  textUpTo(node: number, limit: number): string {
    return textUpTo(this, this.start(node), this.end(node), limit);
  }

  parent(node: number): number {
    return this.tree.parent[node] ?? -1;
  }

  previous(node: number): number {
    return this.tree.previous[node] ?? -1;
  }

  firstChild(node: number): number {
    return node + 1 < (this.tree.after[node] ?? 0) ? node + 1 : -1;
  }

  nextSibling(node: number): number {
    const next = this.tree.after[node] ?? 0;
    return next < (this.tree.after[this.parent(node)] ?? 0) ? next : -1;
  }

  /** The first child in `field`, or -1. */
  childIn(node: number, field: string): number {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      if (this.field(child) === field) return child;
    }
    return -1;
  }

  /** All children, in order. */
  children(node: number): readonly number[] {
    const children: number[] = [];
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) children.push(child);
    return children;
  }
}
