/** Value flow of Python files, over tree-sitter's syntax. */
import type declaration from '../../../../plugin/model/extractors/flow';
import { byteMap } from '../../byte-map';
import type { ExtractFile } from '../../extractor-runtime';
import { FileParser, type ParsedFile } from '../../syntax-tree/parse-file';
import { NodeSelection } from '../../tree-sitter/flat-tree';
import { loadGrammar } from '../../tree-sitter/grammar';
import { PYTHON_TOKENS } from '../../tree-sitter/python/rules';
import { Syntax } from '../../tree-sitter/syntax';
import { FlowBuilder } from '../builder';
import { readModule } from './read-module';

type Datasets = typeof declaration.datasets;

/** Loads the grammar. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const grammar = await loadGrammar('python', PYTHON_TOKENS);
  const parser = new FileParser(grammar);
  const selection = new NodeSelection(grammar.modes);
  return ({ bytes }, emit) => {
    const read = ({ source, tree }: ParsedFile): FlowBuilder =>
      readModule(new Syntax(grammar, selection.select(tree), source, byteMap(source, bytes.length)));
    // A file without a byte is a module that others import all the same.
    const found = bytes.length === 0 ? parser.parseSource('', read) : parser.parse(bytes, read);
    const flow = found instanceof FlowBuilder ? found : new FlowBuilder();
    if (!(found instanceof FlowBuilder)) flow.fail(found.type, found.message);
    flow.emit(emit);
  };
}
