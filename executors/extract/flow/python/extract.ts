/** Value flow of Python files, over tree-sitter's syntax. */
import type declaration from '../../../../plugin/model/extractors/flow';
import { byteMap } from '../../byte-map';
import { decodeUtf8 } from '../../decode';
import type { ExtractFile } from '../../extractor-runtime';
import { MAX_SOURCE_BYTES } from '../../limits';
import type { FileContent } from '../../read-source';
import { TreeReader } from '../../tree-sitter/flat-tree';
import { loadGrammar } from '../../tree-sitter/grammar';
import { PYTHON_TOKENS } from '../../tree-sitter/python/rules';
import { Syntax } from '../../tree-sitter/syntax';
import { FlowBuilder } from '../builder';
import { readModule } from './read-module';

type Datasets = typeof declaration.datasets;

/** Loads the grammar. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const reader = new TreeReader(await loadGrammar('tree-sitter-python/tree-sitter-python.wasm', PYTHON_TOKENS));
  return (file, emit) => flowOf(file, reader).emit(emit);
}

function failed(error_type: string, message: string): FlowBuilder {
  const flow = new FlowBuilder();
  flow.rows.flow_errors.push({ error_type, message, bstart: null, bend: null });
  return flow;
}

function flowOf(file: FileContent, reader: TreeReader): FlowBuilder {
  if (file.bytes.length > MAX_SOURCE_BYTES) return failed('too_large', `more than ${MAX_SOURCE_BYTES} bytes`);
  const source = decodeUtf8(file.bytes);
  if (source === null) return failed('not_utf8', 'the file is not UTF-8');
  const tree = reader.grammar.parser.parse(source);
  if (tree === null) throw new Error('the parser gave up');
  try {
    const flat = reader.read(tree);
    if (typeof flat === 'string') return failed(flat, 'beyond the limits of the parser');
    return readModule(new Syntax(reader.grammar, flat, source, byteMap(source, file.bytes.length)));
  } finally {
    tree.delete();
  }
}
