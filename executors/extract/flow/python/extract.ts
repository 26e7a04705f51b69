/** Value flow of Python files, over tree-sitter's syntax. */
import type declaration from '../../../../plugin/model/extractors/flow';
import { byteMap } from '../../byte-map';
import { decodeUtf8 } from '../../decode';
import type { ExtractFile } from '../../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../../limits';
import type { FileContent } from '../../read-source';
import { FileParser } from '../../syntax-tree/parse-file';
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
  const flowOf = ({ bytes }: FileContent): FlowBuilder => {
    if (bytes.length > MAX_SOURCE_BYTES) return failed('too_large', `more than ${MAX_SOURCE_BYTES} bytes`);
    const source = decodeUtf8(bytes);
    if (source === null) return failed('not_utf8', 'the file is not UTF-8');
    // A module without a byte is one that others import all the same.
    const flow = parser.parseSource(source, ({ tree }) =>
      readModule(new Syntax(grammar, selection.select(tree), source, byteMap(source, bytes.length))),
    );
    return 'type' in flow ? failed(flow.type, flow.message) : flow;
  };
  return (file, emit) => flowOf(file).emit(emit);
}

function failed(error_type: string, message: string): FlowBuilder {
  const flow = new FlowBuilder();
  flow.rows.flow_errors.push({ error_type, message, bstart: null, bend: null });
  return flow;
}
