/** What the query packs capture in a file: a row for every capture. */
import type { Node, Tree } from 'web-tree-sitter';
import { InvariantViolation } from '../../../plugin/core/invariant';
import { integers, optionalIntegers, values, words } from '../evidence/column-source';
import type { FileColumns } from '../extractor-runtime';
import { MAX_EXPRESSION_BYTES, MAX_QUERY_MATCHES } from '../limits';
import { grown, type ParseTree } from '../syntax-tree/parse-tree';
import { textUpTo } from '../syntax-tree/text-up-to';
import type { Datasets } from './datasets';
import type { NodeRows, NodeSource } from './node-rows';
import { PACKS, type QueryPacks } from './query-packs';

const FIRST_CAPACITY = 1 << 12;

/** Captures around what the others capture; their text would be that of the file once more. */
const ENCLOSING = /\.(node|owner)$/;
/** Captures that serve a predicate only. */
const HELPER = /^_/;
/** Documentation is no part of other documentation: it is kept whole. */
const WHOLE = 'doc.string';

/** How many matches and captures a file has, and whether the engine had to give up on some. */
export interface QueryCounts {
  readonly matches: number;
  readonly captures: number;
  readonly limitExceeded: boolean;
}

/** A file whose captures are read, with the rows of its nodes. */
export interface QueriedFile extends NodeSource {
  readonly parsed: Tree;
  readonly nodes: NodeRows;
}

/** Reads files one after the other into the same memory. */
export class CaptureRows {
  readonly #names: readonly string[];
  /** By name of a capture: its place in `names`, or -1 for one that has no rows. */
  readonly #places: ReadonlyMap<string, number>;
  #capacity = 0;
  #rows = 0;
  #pack = new Int32Array(0);
  #pattern = new Int32Array(0);
  #match = new Int32Array(0);
  #name = new Int32Array(0);
  #node = new Int32Array(0);
  #parent = new Int32Array(0);
  #kind = new Int32Array(0);
  #bstart = new Int32Array(0);
  #bend = new Int32Array(0);
  #texts: (string | null)[] = [];

  constructor(
    private readonly packs: QueryPacks,
    private readonly kinds: readonly string[],
  ) {
    this.#names = packs.query.captureNames;
    this.#places = new Map(this.#names.map((name, place) => [name, HELPER.test(name) ? -1 : place]));
  }

  /** Runs the queries and keeps what they capture. */
  read(file: QueriedFile): QueryCounts {
    const { query, patterns } = this.packs;
    this.#rows = 0;
    this.#texts = [];
    const matches = query.matches(file.parsed.rootNode, { matchLimit: MAX_QUERY_MATCHES });
    const seen = PACKS.map(() => 0);
    for (const { patternIndex, captures } of matches) {
      const pattern = patterns[patternIndex];
      if (pattern === undefined) throw new InvariantViolation('a match of no pattern');
      const pack = PACKS.indexOf(pattern.pack);
      const match = seen[pack] ?? 0;
      seen[pack] = match + 1;
      for (const capture of captures) {
        const name = this.#places.get(capture.name) ?? -1;
        if (name >= 0) this.#add(file, capture.node, { pack, pattern: pattern.index, match, name });
      }
    }
    return { matches: matches.length, captures: this.#rows, limitExceeded: query.didExceedMatchLimit() };
  }

  /** The rows that were read, as long as no other file is. */
  columns(): FileColumns<Datasets['ts_captures']['columns']> {
    const rows = this.#rows;
    return {
      query_name: words(this.#pack.subarray(0, rows), PACKS),
      pattern_index: integers(this.#pattern.subarray(0, rows)),
      match_index: integers(this.#match.subarray(0, rows)),
      capture_name: words(this.#name.subarray(0, rows), this.#names),
      cst_id: integers(this.#node.subarray(0, rows)),
      parent_cst_id: optionalIntegers(this.#parent.subarray(0, rows)),
      node_kind: words(this.#kind.subarray(0, rows), this.kinds),
      node_text: values(this.#texts),
      bstart: integers(this.#bstart.subarray(0, rows)),
      bend: integers(this.#bend.subarray(0, rows)),
    };
  }

  #add(
    { tree, source, byteAt, nodes }: QueriedFile,
    captured: Node,
    of: { readonly pack: number; readonly pattern: number; readonly match: number; readonly name: number },
  ): void {
    if (this.#rows === this.#capacity) this.#grow();
    const row = this.#rows++;
    const at = indexOf(tree, captured.id, captured.startIndex);
    const parent = tree.parent[at] ?? -1;
    const start = tree.start[at] ?? 0;
    const end = tree.end[at] ?? 0;
    this.#pack[row] = of.pack;
    this.#pattern[row] = of.pattern;
    this.#match[row] = of.match;
    this.#name[row] = of.name;
    this.#node[row] = nodes.idOf(at);
    this.#parent[row] = parent < 0 ? -1 : nodes.idOf(parent);
    // What could not be parsed has the highest number there is, and the last name.
    this.#kind[row] = Math.min(tree.type[at] ?? 0, this.kinds.length - 1);
    this.#bstart[row] = byteAt(start);
    this.#bend[row] = byteAt(end);
    const name = this.#names[of.name] ?? '';
    const limit = name === WHOLE ? Number.POSITIVE_INFINITY : MAX_EXPRESSION_BYTES;
    this.#texts[row] = ENCLOSING.test(name) ? null : textUpTo({ source, byteAt }, start, end, limit);
  }

  #grow(): void {
    this.#capacity = Math.max(FIRST_CAPACITY, this.#capacity * 2);
    this.#pack = grown(this.#pack, new Int32Array(this.#capacity));
    this.#pattern = grown(this.#pattern, new Int32Array(this.#capacity));
    this.#match = grown(this.#match, new Int32Array(this.#capacity));
    this.#name = grown(this.#name, new Int32Array(this.#capacity));
    this.#node = grown(this.#node, new Int32Array(this.#capacity));
    this.#parent = grown(this.#parent, new Int32Array(this.#capacity));
    this.#kind = grown(this.#kind, new Int32Array(this.#capacity));
    this.#bstart = grown(this.#bstart, new Int32Array(this.#capacity));
    this.#bend = grown(this.#bend, new Int32Array(this.#capacity));
  }
}

/** The node that the parser calls `id`, at UTF-16 position `start`: nodes are in the order in which they begin. */
function indexOf(tree: ParseTree, id: number, start: number): number {
  let low = 0;
  let high = tree.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.start[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  while (low < tree.size && tree.id[low] !== id && tree.start[low] === start) low++;
  if (tree.id[low] !== id) throw new InvariantViolation('a capture is no node of its tree');
  return low;
}
