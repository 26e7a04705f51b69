/** Concrete syntax: parses a file once, and runs the rules of its language over the tree. */
import declaration from '../../../plugin/model/extractors/tree-sitter';
import { byteMap } from '../byte-map';
import { defineRuntime } from '../extractor-runtime';
import { FileParser, type ParsedFile } from '../syntax-tree/parse-file';
import { ecmascriptRepairs } from './ecmascript/repairs';
import { ecmascriptRespell } from './ecmascript/respell';
import { ECMASCRIPT, ECMASCRIPT_TOKENS } from './ecmascript/rules';
import { emitInOrder, type Facts, noFacts } from './facts';
import { type FlatTree, NodeSelection } from './flat-tree';
import { type Grammar, loadGrammar } from './grammar';
import { fileError, syntaxErrors } from './parse-errors';
import { parseManifest, parserVersions } from './parse-manifest';
import { pythonRepairs } from './python/repairs';
import { PYTHON, PYTHON_TOKENS } from './python/rules';
import type { Repair } from './repair';
import { asItIs, type Respell } from './respell';
import { Syntax } from './syntax';
import { type Rules, resolveRules, Walk } from './walk';

interface Reading {
  readonly tokens: readonly string[];
  readonly rules: Rules;
  readonly repairs: (grammar: Grammar) => Repair;
  readonly respellings: (grammar: Grammar) => Respell;
}

const PYTHON_READING: Reading = {
  tokens: PYTHON_TOKENS,
  rules: PYTHON,
  repairs: pythonRepairs,
  respellings: () => asItIs,
};
const ECMASCRIPT_READING: Reading = {
  tokens: ECMASCRIPT_TOKENS,
  rules: ECMASCRIPT,
  repairs: ecmascriptRepairs,
  respellings: ecmascriptRespell,
};

export default defineRuntime({
  declaration,
  async open(language) {
    if (language === null) return () => {};
    const { tokens, rules, repairs, respellings } = language === 'python' ? PYTHON_READING : ECMASCRIPT_READING;
    const grammar = await loadGrammar(language, tokens);
    const parser = new FileParser(grammar);
    const selection = new NodeSelection(grammar.modes);
    const resolved = resolveRules(grammar, rules);
    const repair = repairs(grammar);
    const respell = respellings(grammar);
    const versions = parserVersions(grammar.packageName);
    const factsOf = (file: ParsedFile, flat: FlatTree, size: number): Facts => {
      const { source } = file;
      const syntax = new Syntax(grammar, repair(flat, source), source, byteMap(source, size));
      const facts = new Walk(syntax).run(resolved);
      facts.cst_parse_errors.push(...syntaxErrors(syntax));
      facts.cst_parse_manifest.push(parseManifest(file, grammar, facts.cst_imports, versions));
      return facts;
    };
    return ({ bytes, linkTarget }, emit) => {
      // A link's target is a file of its own: its facts are there.
      if (linkTarget !== null) return;
      const found = parser.parse(bytes, (file) => {
        const flat = selection.select(file.tree);
        const other = flat.hasError ? respell(flat, file.source) : null;
        if (other === null) return factsOf(file, flat, bytes.length);
        // Texts are those of the file, in whatever spelling the grammar knows it.
        return parser.parseSource(other, (again) =>
          factsOf({ ...again, source: file.source }, selection.select(again.tree), bytes.length),
        );
      });
      emitInOrder('type' in found ? { ...noFacts(), cst_parse_errors: [fileError(found)] } : found, emit);
    };
  },
});
