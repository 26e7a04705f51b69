/**
 * A row for every node, and one for every gap between leaves. Leaves and gaps in their order are the file: what a row
 * covers begins where that of the row before it ended.
 */
import { InvariantViolation } from '../../../plugin/core/invariant';
import type { ByteMap } from '../byte-map';
import { flags, integers, optionalIntegers, optionalWords, words } from '../evidence/column-source';
import type { FileColumns } from '../extractor-runtime';
import { ERROR_TYPE, type Grammar } from '../syntax-tree/grammar';
import { EXTRA, grown, MISSING, type ParseTree } from '../syntax-tree/parse-tree';
import type { Datasets } from './datasets';
import { isSpace } from './gaps';
import { LeafWords } from './leaf-words';

/** A file whose nodes are read. */
export interface NodeSource {
  readonly tree: ParseTree;
  readonly source: string;
  readonly byteAt: ByteMap;
}

const FIRST_CAPACITY = 1 << 14;

/** Reads trees one after the other into the same memory. */
export class NodeRows {
  readonly #kinds: readonly string[];
  readonly #leaves = new LeafWords();
  readonly #error: number;
  readonly #trivia: number;
  readonly #text: number;
  #capacity = 0;
  #rows = 0;
  #ids = new Int32Array(0);
  #parent = new Int32Array(0);
  #kind = new Int32Array(0);
  #isNamed = new Int32Array(0);
  #field = new Int32Array(0);
  #idx = new Int32Array(0);
  #leaf = new Int32Array(0);
  #isError = new Int32Array(0);
  #isMissing = new Int32Array(0);
  #isExtra = new Int32Array(0);
  #bstart = new Int32Array(0);
  #bend = new Int32Array(0);
  /** By node of the tree: its row, and how many children it has had. */
  #rowOf = new Int32Array(0);
  #children = new Int32Array(0);

  constructor(private readonly grammar: Grammar) {
    this.#kinds = [...grammar.kinds, 'trivia', 'text'];
    this.#error = grammar.kinds.length - 1;
    this.#trivia = this.#error + 1;
    this.#text = this.#trivia + 1;
  }

  /** The cst_id of a node of the tree that was read last. */
  idOf(node: number): number {
    return this.#rowOf[node] ?? -1;
  }

  /** Reads the tree of a file. Returns the number of rows. */
  read(file: NodeSource): number {
    const { tree, source, byteAt } = file;
    this.#rows = 0;
    this.#leaves.begin(source);
    if (tree.size > this.#rowOf.length) {
      this.#rowOf = new Int32Array(tree.size * 2);
      this.#children = new Int32Array(tree.size * 2);
    }
    /** UTF-16 position up to which rows cover the file. */
    let covered = 0;
    let open = -1;
    const fill = (until: number, parent: number): void => {
      if (until <= covered) return;
      this.#addGap(file, covered, until, parent);
      covered = until;
    };
    for (let node = 0; node < tree.size; node++) {
      const parent = tree.parent[node] ?? -1;
      for (; open !== parent; open = tree.parent[open] ?? -1) fill(tree.end[open] ?? 0, open);
      // The root begins at the first token, its rows at the beginning of the file.
      if (node > 0) fill(tree.start[node] ?? 0, parent);
      const isLeaf = node > 0 && tree.after[node] === node + 1;
      if (isLeaf && tree.start[node] !== covered) throw new InvariantViolation('leaves of a syntax tree overlap');
      if (isLeaf) covered = tree.end[node] ?? covered;
      else open = node;
      this.#addNode(tree, node, parent, byteAt);
      if (isLeaf) this.#leaf[this.#rows - 1] = this.#leaves.place(tree.start[node] ?? 0, covered);
    }
    for (; open >= 0; open = tree.parent[open] ?? -1) fill(tree.end[open] ?? 0, open);
    fill(source.length, 0);
    return this.#rows;
  }

  /** The rows that were read, as long as no other tree is. */
  columns(): FileColumns<Datasets['cst_nodes']['columns']> {
    const rows = this.#rows;
    return {
      cst_id: integers(this.#ids.subarray(0, rows)),
      parent_cst_id: optionalIntegers(this.#parent.subarray(0, rows)),
      kind: words(this.#kind.subarray(0, rows), this.#kinds),
      is_named: flags(this.#isNamed.subarray(0, rows)),
      field: optionalWords(this.#field.subarray(0, rows), this.grammar.fieldNames),
      idx: optionalIntegers(this.#idx.subarray(0, rows)),
      leaf_text: optionalWords(this.#leaf.subarray(0, rows), this.#leaves.words),
      is_error: flags(this.#isError.subarray(0, rows)),
      is_missing: flags(this.#isMissing.subarray(0, rows)),
      is_extra: flags(this.#isExtra.subarray(0, rows)),
      bstart: integers(this.#bstart.subarray(0, rows)),
      bend: integers(this.#bend.subarray(0, rows)),
    };
  }

  #addNode(tree: ParseTree, node: number, parent: number, byteAt: ByteMap): void {
    const row = this.#addRow();
    const type = tree.type[node] ?? ERROR_TYPE;
    const field = tree.field[node] ?? 0;
    const marks = tree.flags[node] ?? 0;
    this.#rowOf[node] = row;
    this.#children[node] = 0;
    this.#parent[row] = parent < 0 ? -1 : (this.#rowOf[parent] ?? -1);
    this.#idx[row] = parent < 0 ? 0 : (this.#children[parent] ?? 0);
    if (parent >= 0) this.#children[parent] = (this.#children[parent] ?? 0) + 1;
    this.#kind[row] = type === ERROR_TYPE ? this.#error : type;
    this.#isNamed[row] = type === ERROR_TYPE ? 1 : (this.grammar.named[type] ?? 0);
    this.#field[row] = field === 0 ? -1 : field;
    this.#leaf[row] = -1;
    this.#isError[row] = type === ERROR_TYPE ? 1 : 0;
    this.#isMissing[row] = marks & MISSING;
    this.#isExtra[row] = marks & EXTRA;
    this.#bstart[row] = byteAt(tree.start[node] ?? 0);
    this.#bend[row] = byteAt(tree.end[node] ?? 0);
  }

  #addGap({ tree, source, byteAt }: NodeSource, from: number, until: number, parent: number): void {
    const row = this.#addRow();
    const isContent = this.grammar.content[tree.type[parent] ?? ERROR_TYPE] === 1;
    this.#parent[row] = this.#rowOf[parent] ?? 0;
    this.#idx[row] = -1;
    this.#kind[row] = isContent || !isSpace(source, from, until) ? this.#text : this.#trivia;
    this.#isNamed[row] = 0;
    this.#field[row] = -1;
    this.#leaf[row] = this.#leaves.place(from, until);
    this.#isError[row] = 0;
    this.#isMissing[row] = 0;
    this.#isExtra[row] = 0;
    this.#bstart[row] = byteAt(from);
    this.#bend[row] = byteAt(until);
  }

  #addRow(): number {
    if (this.#rows === this.#capacity) this.#grow();
    return this.#rows++;
  }

  #grow(): void {
    this.#capacity = Math.max(FIRST_CAPACITY, this.#capacity * 2);
    this.#ids = Int32Array.from({ length: this.#capacity }, (_, row) => row);
    this.#parent = grown(this.#parent, new Int32Array(this.#capacity));
    this.#kind = grown(this.#kind, new Int32Array(this.#capacity));
    this.#isNamed = grown(this.#isNamed, new Int32Array(this.#capacity));
    this.#field = grown(this.#field, new Int32Array(this.#capacity));
    this.#idx = grown(this.#idx, new Int32Array(this.#capacity));
    this.#leaf = grown(this.#leaf, new Int32Array(this.#capacity));
    this.#isError = grown(this.#isError, new Int32Array(this.#capacity));
    this.#isMissing = grown(this.#isMissing, new Int32Array(this.#capacity));
    this.#isExtra = grown(this.#isExtra, new Int32Array(this.#capacity));
    this.#bstart = grown(this.#bstart, new Int32Array(this.#capacity));
    this.#bend = grown(this.#bend, new Int32Array(this.#capacity));
  }
}
