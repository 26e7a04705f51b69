/** From the bytes of a file to its program: decoded, checked against the limits, parsed once. */
import { parseSync } from 'oxc-parser';
import { type ByteMap, byteMap } from '../byte-map';
import { decodeUtf8 } from '../decode';
import { MAX_DEPTH, MAX_ERROR_ROWS, MAX_NODES, MAX_SOURCE_BYTES } from '../limits';
import type { FileContent } from '../read-source';
import { type FlatProgram, flatten, type Refusal } from './flat-program';
import { MAX_NESTING_COST, nestingCost } from './nesting';
import type { SyntaxNode } from './node';

/** A row of any of the error tables; the span, in bytes, is null when the file as a whole is meant. */
export interface ErrorRow {
  readonly error_type: string;
  readonly message: string;
  readonly bstart: number | null;
  readonly bend: number | null;
}

/** A decoded file. */
export interface SourceText {
  readonly suffix: string;
  readonly text: string;
  readonly byteAt: ByteMap;
  /** What its nesting costs; see `nestingCost`. */
  readonly nesting: number;
}

export type SourceType = 'script' | 'module' | 'commonjs';

/** A program in the terms of ESTree. */
export interface Program {
  readonly source: SourceText;
  readonly sourceType: SourceType;
  readonly flat: FlatProgram;
}

/** What came of a file: a program, or the reasons why there is none. Errors may stand beside a program. */
export interface Parsed {
  readonly source: SourceText | null;
  readonly program: Program | null;
  readonly errors: readonly ErrorRow[];
}

export const fileError = (error_type: string, message: string): ErrorRow => ({
  error_type,
  message,
  bstart: null,
  bend: null,
});

const REFUSALS: Readonly<Record<Refusal, string>> = {
  too_deep: `nested more than ${MAX_DEPTH} levels deep`,
  too_many_nodes: `more than ${MAX_NODES} syntax nodes`,
};

export const refused = (refusal: Refusal): ErrorRow => fileError(refusal, REFUSALS[refusal]);

const nothing = (error: ErrorRow): Parsed => ({ source: null, program: null, errors: [error] });

/**
 * Parses a TypeScript or JavaScript file. Files named `.mts` and `.mjs` are modules, `.cts` and `.cjs` CommonJS; any
 * other is a module when it has the syntax of one. JavaScript may hold JSX, whatever its name.
 */
export function parseFile(file: FileContent): Parsed {
  if (file.bytes.length > MAX_SOURCE_BYTES)
    return nothing(fileError('too_large', `more than ${MAX_SOURCE_BYTES} bytes`));
  const text = decodeUtf8(file.bytes);
  if (text === null) return nothing(fileError('not_utf8', 'the file is not UTF-8'));
  const extension = file.suffix.slice(file.suffix.lastIndexOf('.') + 1);
  const jsx = extension === 'tsx' || extension.includes('js');
  const nesting = nestingCost(text, jsx);
  if (nesting > MAX_NESTING_COST) return nothing(fileError('too_deep', 'nested too deep for the parser'));
  const source: SourceText = { suffix: file.suffix, text, byteAt: byteMap(text, file.bytes.length), nesting };
  // The name decides about declaration files and what `.mts` allows.
  const name = /(^|\.)d\.[^.]*$/.test(file.suffix) ? `file.d.${extension}` : `file.${extension}`;
  const result = parseSync(name, text, {
    ...(extension.includes('js') ? { lang: 'jsx' } : {}),
    sourceType: sourceTypeOf(extension),
    astType: 'ts',
    preserveParens: false,
  });
  const errors = result.errors
    .filter(({ severity }) => severity === 'Error')
    .map(({ message, labels: [label] }): ErrorRow => {
      const at = label === undefined ? { bstart: null, bend: null } : spanOf(source, label);
      return { error_type: 'syntax_error', message: `oxc: ${message}`, ...at };
    })
    .sort((a, b) => (a.bstart ?? -1) - (b.bstart ?? -1) || (a.bend ?? -1) - (b.bend ?? -1))
    .slice(0, MAX_ERROR_ROWS);
  const program = result.program as unknown as SyntaxNode & { readonly sourceType: SourceType };
  // After an error that it cannot get over, the parser has an empty program to offer.
  if (errors.length > 0 && Array.isArray(program.body) && program.body.length === 0)
    return { source, program: null, errors };
  const flat = flatten(program);
  if (typeof flat === 'string') return { source: null, program: null, errors: [...errors, refused(flat)] };
  return { source, program: { source, sourceType: program.sourceType, flat }, errors };
}

function sourceTypeOf(extension: string): 'module' | 'commonjs' | 'unambiguous' {
  if (extension.startsWith('m')) return 'module';
  return extension.startsWith('c') ? 'commonjs' : 'unambiguous';
}

/** The span of a node in bytes. */
export const spanOf = (source: SourceText, node: { readonly start: number; readonly end: number }) => ({
  bstart: source.byteAt(node.start),
  bend: source.byteAt(node.end),
});
