/** Concrete syntax: parses a file once, and runs the rules of its language over the tree. */
import declaration from '../../../plugin/model/extractors/tree-sitter';
import { byteMap } from '../byte-map';
import { defineRuntime } from '../extractor-runtime';
import { FileParser, type ParsedFile } from '../syntax-tree/parse-file';
import { ecmascriptRepairs } from './ecmascript/repairs';
import { ECMASCRIPT, ECMASCRIPT_TOKENS } from './ecmascript/rules';
import { emitInOrder, type Facts, noFacts } from './facts';
import { NodeSelection } from './flat-tree';
import { type Grammar, loadGrammar } from './grammar';
import { fileError, syntaxErrors } from './parse-errors';
import { parseManifest, parserVersions } from './parse-manifest';
import { pythonRepairs } from './python/repairs';
import { PYTHON, PYTHON_TOKENS } from './python/rules';
import type { Repair } from './repair';
import { Syntax } from './syntax';
import { type Rules, resolveRules, Walk } from './walk';

interface Reading {
  readonly tokens: readonly string[];
  readonly rules: Rules;
  readonly repairs: (grammar: Grammar) => Repair;
}

const PYTHON_READING: Reading = { tokens: PYTHON_TOKENS, rules: PYTHON, repairs: pythonRepairs };
const ECMASCRIPT_READING: Reading = { tokens: ECMASCRIPT_TOKENS, rules: ECMASCRIPT, repairs: ecmascriptRepairs };

export default defineRuntime({
  declaration,
  async open(language) {
    if (language === null) return () => {};
    const { tokens, rules, repairs } = language === 'python' ? PYTHON_READING : ECMASCRIPT_READING;
    const grammar = await loadGrammar(language, tokens);
    const parser = new FileParser(grammar);
    const selection = new NodeSelection(grammar.modes);
    const resolved = resolveRules(grammar, rules);
    const repair = repairs(grammar);
    const versions = parserVersions(grammar.packageName);
    const factsOf = (file: ParsedFile, bytes: Uint8Array): Facts => {
      const { source, tree } = file;
      const flat = repair(selection.select(tree), source);
      const syntax = new Syntax(grammar, flat, source, byteMap(source, bytes.length));
      const facts = new Walk(syntax).run(resolved);
      facts.cst_parse_errors.push(...syntaxErrors(syntax));
      facts.cst_parse_manifest.push(parseManifest(file, grammar, facts.cst_imports, versions));
      return facts;
    };
    return ({ bytes, linkTarget }, emit) => {
      // A link's target is a file of its own: its facts are there.
      if (linkTarget !== null) return;
      const found = parser.parse(bytes, (file) => factsOf(file, bytes));
      emitInOrder('type' in found ? { ...noFacts(), cst_parse_errors: [fileError(found)] } : found, emit);
    };
  },
});
