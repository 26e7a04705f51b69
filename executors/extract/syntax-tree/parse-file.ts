/** A file -> its syntax tree, or why it has none. */
import type { Tree } from 'web-tree-sitter';
import { decodeUtf8 } from '../decode';
import { MAX_DEPTH, MAX_NODES, MAX_SOURCE_BYTES } from '../limits';
import type { Grammar } from './grammar';
import { type ParseTree, type TooLarge, TreeReader } from './parse-tree';

/** Good until the next file is parsed. */
export interface ParsedFile {
  readonly source: string;
  /** The parser's own tree. */
  readonly parsed: Tree;
  readonly tree: ParseTree;
}

/** Why a file has no tree: the type and message of an error. */
export interface Refusal {
  readonly type: string;
  readonly message: string;
}

const LIMITS: Readonly<Record<TooLarge, string>> = {
  too_deep: `nested more than ${MAX_DEPTH} levels deep`,
  too_many_nodes: `more than ${MAX_NODES} syntax nodes`,
};

/** Parses files in the language of `grammar`, one after the other. */
export class FileParser {
  readonly #reader: TreeReader;

  constructor(readonly grammar: Grammar) {
    this.#reader = new TreeReader(grammar.extras);
  }

  /** What `use` makes of the tree of a file, or why there is none. */
  parse<T>(bytes: Uint8Array, use: (file: ParsedFile) => T): T | Refusal {
    if (bytes.length === 0) return { type: 'empty_file', message: 'the file is empty' };
    if (bytes.length > MAX_SOURCE_BYTES) return { type: 'too_large', message: `more than ${MAX_SOURCE_BYTES} bytes` };
    const source = decodeUtf8(bytes);
    if (source === null) return { type: 'not_utf8', message: 'the file is not UTF-8' };
    return this.parseSource(source, use);
  }

  /** The same of the text of a file. */
  parseSource<T>(source: string, use: (file: ParsedFile) => T): T | Refusal {
    const parsed = this.grammar.parser.parse(source);
    if (parsed === null) throw new Error('the parser gave up');
    try {
      const tree = this.#reader.read(parsed);
      return typeof tree === 'string' ? { type: tree, message: LIMITS[tree] } : use({ source, parsed, tree });
    } finally {
      parsed.delete();
    }
  }
}
