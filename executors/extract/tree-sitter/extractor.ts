/** Concrete syntax: decodes a file, parses it once, and runs the rules of its language over the tree. */

import declaration from '../../../plugin/model/extractors/tree-sitter';
import type { Language } from '../../../plugin/schema/language';
import { byteMap } from '../byte-map';
import { decodeUtf8 } from '../decode';
import { defineRuntime } from '../extractor-runtime';
import { MAX_DEPTH, MAX_NODES, MAX_SOURCE_BYTES } from '../limits';
import type { FileContent } from '../read-source';
import { ecmascriptRepairs } from './ecmascript/repairs';
import { ecmascriptRespell } from './ecmascript/respell';
import { ECMASCRIPT, ECMASCRIPT_TOKENS } from './ecmascript/rules';
import { emitInOrder, type Facts, noFacts } from './facts';
import { type FlatTree, type Refusal, TreeReader } from './flat-tree';
import { type Grammar, loadGrammar } from './grammar';
import { fileError, syntaxErrors } from './parse-errors';
import { pythonRepairs } from './python/repairs';
import { PYTHON, PYTHON_TOKENS } from './python/rules';
import type { Repair } from './repair';
import { asItIs, type Respell } from './respell';
import { Syntax } from './syntax';
import { type ResolvedRules, type Rules, resolveRules, Walk } from './walk';

interface Reading {
  readonly tokens: readonly string[];
  readonly rules: Rules;
  readonly repairs: (grammar: Grammar) => Repair;
  readonly respellings: (grammar: Grammar) => Respell;
}

const ECMASCRIPT_READING: Reading = {
  tokens: ECMASCRIPT_TOKENS,
  rules: ECMASCRIPT,
  repairs: ecmascriptRepairs,
  respellings: ecmascriptRespell,
};

const GRAMMARS: Readonly<Record<Language, Reading & { readonly wasm: string }>> = {
  python: {
    wasm: 'tree-sitter-python/tree-sitter-python.wasm',
    tokens: PYTHON_TOKENS,
    rules: PYTHON,
    repairs: pythonRepairs,
    respellings: () => asItIs,
  },
  typescript: { wasm: 'tree-sitter-typescript/tree-sitter-typescript.wasm', ...ECMASCRIPT_READING },
  tsx: { wasm: 'tree-sitter-typescript/tree-sitter-tsx.wasm', ...ECMASCRIPT_READING },
  javascript: { wasm: 'tree-sitter-javascript/tree-sitter-javascript.wasm', ...ECMASCRIPT_READING },
};

interface LoadedLanguage {
  readonly reader: TreeReader;
  readonly rules: ResolvedRules;
  readonly repair: Repair;
  readonly respell: Respell;
}

async function load(language: Language): Promise<LoadedLanguage> {
  const { wasm, tokens, rules, repairs, respellings } = GRAMMARS[language];
  const grammar = await loadGrammar(wasm, tokens);
  return {
    reader: new TreeReader(grammar),
    rules: resolveRules(grammar, rules),
    repair: repairs(grammar),
    respell: respellings(grammar),
  };
}

const onlyError = (type: string, message: string): Facts => ({
  ...noFacts(),
  cst_parse_errors: [fileError(type, message)],
});

const REFUSALS: Readonly<Record<Refusal, string>> = {
  too_deep: `nested more than ${MAX_DEPTH} levels deep`,
  too_many_nodes: `more than ${MAX_NODES} syntax nodes`,
};

function parse(source: string, reader: TreeReader): FlatTree | Refusal {
  const tree = reader.grammar.parser.parse(source);
  if (tree === null) throw new Error('the parser gave up');
  try {
    return reader.read(tree);
  } finally {
    tree.delete();
  }
}

/** The tree of `source`; by another spelling if the grammar does not know its own. */
function treeOf(source: string, { reader, respell }: LoadedLanguage): FlatTree | Refusal {
  const tree = parse(source, reader);
  if (typeof tree === 'string' || !tree.hasError) return tree;
  const other = respell(tree, source);
  return other === null ? tree : parse(other, reader);
}

/** Everything that the syntax of one file says, or the one row that says why it says nothing. */
function factsOf(file: FileContent, language: LoadedLanguage): Facts {
  if (file.bytes.length === 0) return onlyError('empty_file', 'the file is empty');
  if (file.bytes.length > MAX_SOURCE_BYTES) {
    return onlyError('too_large', `more than ${MAX_SOURCE_BYTES} bytes`);
  }
  const source = decodeUtf8(file.bytes);
  if (source === null) return onlyError('not_utf8', 'the file is not UTF-8');
  const tree = treeOf(source, language);
  if (typeof tree === 'string') return onlyError(tree, REFUSALS[tree]);
  const { grammar } = language.reader;
  const syntax = new Syntax(grammar, language.repair(tree, source), source, byteMap(source, file.bytes.length));
  const facts = new Walk(syntax).run(language.rules);
  facts.cst_parse_errors.push(...syntaxErrors(syntax));
  return facts;
}

export default defineRuntime({
  declaration,
  async open(language) {
    if (language === null) return () => {};
    const loaded = await load(language);
    return (file, emit) => {
      // A link's target is a file of its own: its facts are there.
      if (file.linkTarget === null) emitInOrder(factsOf(file, loaded), emit);
    };
  },
});
