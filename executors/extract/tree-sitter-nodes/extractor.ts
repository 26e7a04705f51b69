/** Syntax trees as they are: every node of a file and every gap between leaves, and what queries capture. */
import declaration from '../../../plugin/model/extractors/tree-sitter-nodes';
import { byteMap } from '../byte-map';
import { defineRuntime } from '../extractor-runtime';
import { loadGrammar } from '../syntax-tree/grammar';
import { FileParser } from '../syntax-tree/parse-file';
import { CaptureRows } from './capture-rows';
import { NodeRows } from './node-rows';
import { compilePacks, QUERY_FOLDERS } from './query-packs';
import { treeStats } from './tree-stats';

export default defineRuntime({
  declaration,
  async open(language) {
    if (language === null) return () => {};
    const grammar = await loadGrammar(language);
    const parser = new FileParser(grammar);
    const nodes = new NodeRows(grammar);
    const captures = new CaptureRows(compilePacks(grammar.language, QUERY_FOLDERS[language]), grammar.kinds);
    return ({ bytes, linkTarget }, emit) => {
      // A link's target is a file of its own: its nodes are there.
      if (linkTarget !== null) return;
      // Why a file has no tree is a row of cst_parse_errors: the limits are the same.
      parser.parse(bytes, ({ source, parsed, tree }) => {
        const file = { parsed, tree, source, byteAt: byteMap(source, bytes.length), nodes };
        emit.columns('cst_nodes', nodes.read(file), nodes.columns());
        const counts = captures.read(file);
        emit.columns('ts_captures', counts.captures, captures.columns());
        emit('ts_stats', treeStats(grammar, tree, counts));
        return null;
      });
    };
  },
});
