/** TypeScript and JavaScript: the JSDoc comment before a definition or at the start of a file. */
import { addDocumentation, type Documentation } from '../definitions';
import type { Syntax } from '../syntax';
import type { Walk } from '../walk';

/** A comment before these is about what they hold. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'export_statement',
  'lexical_declaration',
  'variable_declaration',
  'expression_statement',
  'ambient_declaration',
]);
/** Stand between a comment and what it is about. */
const PASSED: ReadonlySet<string> = new Set(['comment', 'decorator', 'accessibility_modifier', 'async', 'default']);

const JSDOC = /^\/\*\*(?![*/])[\s\S]*\*\/$/;
const ABOUT_FILE = /@(file|fileoverview|overview|module|packageDocumentation|license)\b/;

const isJsdoc = (syntax: Syntax, node: number): boolean =>
  syntax.typeName(node) === 'comment' && JSDOC.test(syntax.text(node));

/** The nearest JSDoc comment before `node`, other comments and decorators passed over; -1 if there is none. */
export function commentBefore(syntax: Syntax, node: number): number {
  for (let at = node; at >= 0; at = syntax.parent(at)) {
    let before = syntax.previous(at);
    while (before >= 0 && PASSED.has(syntax.typeName(before))) {
      if (isJsdoc(syntax, before)) return ABOUT_FILE.test(syntax.text(before)) ? -1 : before;
      before = syntax.previous(before);
    }
    const parent = syntax.parent(at);
    if (before >= 0 || parent < 0 || !WRAPPERS.has(syntax.typeName(parent))) return -1;
  }
  return -1;
}

/** The comment without its marks, lines joined by LF. */
export const documentationIn = (syntax: Syntax, comment: number): Documentation => ({
  text: syntax
    .text(comment)
    .slice(3, -2)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim(),
  start: syntax.start(comment),
  end: syntax.end(comment),
});

/**
 * The first JSDoc comment of a file, before any statement, is about the file, unless it is about the definition that
 * follows it. Called when all definitions have claimed their comments.
 */
export function addFileDocumentation(walk: Walk): void {
  const { syntax } = walk;
  for (const node of syntax.children(0)) {
    const type = syntax.typeName(node);
    if (type !== 'comment' && type !== 'hash_bang_line') return;
    if (!isJsdoc(syntax, node)) continue;
    if (walk.definitionAt(node) === undefined) addDocumentation(walk, documentationIn(syntax, node), null);
    return;
  }
}
