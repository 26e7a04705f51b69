/** A tree-sitter grammar with its parser, and its node types and fields as numbers that a loop can compare. */
import { createRequire } from 'node:module';
import { Parser, Language as ParserLanguage } from 'web-tree-sitter';
import type { Language } from '../../../plugin/schema/language';
import { startEngine } from './engine';

/** Node type of what could not be parsed. */
export const ERROR_TYPE = 0xffff;

export interface Grammar {
  readonly parser: Parser;
  readonly language: ParserLanguage;
  /** The npm package that it is from. */
  readonly packageName: string;
  /** Name of a node type by number. */
  readonly typeNames: readonly string[];
  /** The same, and after the last one the name of what could not be parsed. */
  readonly kinds: readonly string[];
  /** 1 for node types with a name. */
  readonly named: Uint8Array;
  /** 1 for node types that may stand anywhere. */
  readonly extras: Uint8Array;
  /** 1 for node types of literals, in which what is between the children is part of the literal. */
  readonly content: Uint8Array;
  /** Name of a field by number; empty for number 0, no field. */
  readonly fieldNames: readonly string[];
}

/** What the grammars allow between any two tokens, besides space. */
const EXTRAS: ReadonlySet<string> = new Set(['comment', 'html_comment', 'line_continuation']);

const CONTENT: ReadonlySet<string> = new Set(['string_content', 'format_specifier']);

const FILES: Readonly<Record<Language, readonly [packageName: string, file: string]>> = {
  python: ['tree-sitter-python', 'tree-sitter-python.wasm'],
  typescript: ['tree-sitter-typescript', 'tree-sitter-typescript.wasm'],
  tsx: ['tree-sitter-typescript', 'tree-sitter-tsx.wasm'],
  javascript: ['tree-sitter-javascript', 'tree-sitter-javascript.wasm'],
};

const requireFrom = createRequire(__filename);

/** Loads the grammar of a language once the engine of this thread is up. */
export async function loadGrammar(of: Language): Promise<Grammar> {
  await startEngine();
  const [packageName, file] = FILES[of];
  const language = await ParserLanguage.load(requireFrom.resolve(`${packageName}/${file}`));
  const parser = new Parser();
  parser.setLanguage(language);
  const typeNames = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? '');
  const among = (names: ReadonlySet<string>) => Uint8Array.from(typeNames, (name) => (names.has(name) ? 1 : 0));
  return {
    parser,
    language,
    packageName,
    typeNames,
    kinds: [...typeNames, 'ERROR'],
    named: Uint8Array.from(typeNames, (_, id) => (language.nodeTypeIsNamed(id) ? 1 : 0)),
    extras: among(EXTRAS),
    content: among(CONTENT),
    fieldNames: Array.from({ length: language.fieldCount + 1 }, (_, id) => language.fieldNameForId(id) ?? ''),
  };
}
