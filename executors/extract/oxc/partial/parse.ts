/** A second chance for files with syntax errors: what the TypeScript parser can make of them. */
import type * as TypeScript from 'typescript';
import { MAX_ERROR_ROWS } from '../../limits';
import { flatten } from '../flat-program';
import { type ErrorRow, fileError, type Parsed, refused, type SourceText, spanOf } from '../parse';
import { convert } from './convert';

/** The parser recurses within JavaScript's own stack, which is a quarter of a worker's; see `nestingCost`. */
export const MAX_PARTIAL_NESTING = 8_000;

let compiler: typeof TypeScript | undefined;

/** The compiler, loaded when a file first needs it: most workspaces have no file with errors. */
const typescript = (): typeof TypeScript => {
  compiler ??= require('typescript') as typeof TypeScript;
  return compiler;
};

/**
 * `parsed`, with the program that the TypeScript parser gives when there is none for syntax errors. Its nodes have the
 * types and fields of ESTree where ESTree has them. A `partial_tree` row says that they are not those of oxc.
 */
export function withPartialProgram(parsed: Parsed): Parsed {
  const { source, errors } = parsed;
  if (source === null || parsed.program !== null || source.nesting > MAX_PARTIAL_NESTING) return parsed;
  const ts = typescript();
  const file = parse(ts, source);
  if (file === null) {
    return { source, program: null, errors: [...errors, fileError('parser_failed', 'typescript: gave up')] };
  }
  const flat = flatten(convert(ts, file), Object.keys);
  if (typeof flat === 'string') return { source: null, program: null, errors: [...errors, refused(flat)] };
  const isModule = ts.isExternalModule(file);
  return {
    source,
    program: { source, sourceType: isModule ? 'module' : 'script', flat },
    errors: [
      ...errors,
      fileError('partial_tree', 'typescript: the nodes are those of the TypeScript parser'),
      ...diagnostics(ts, file, source),
    ],
  };
}

/** The compiler's tree. Some errors trip its own assertions: that is for the bytes to decide, as any syntax error is. */
function parse(ts: typeof TypeScript, { suffix, text }: SourceText): TypeScript.SourceFile | null {
  try {
    return ts.createSourceFile(`file.${suffix}`, text, ts.ScriptTarget.Latest, true, scriptKind(ts, suffix));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return null;
  }
}

/** JavaScript may hold JSX, whatever its name. */
function scriptKind(ts: typeof TypeScript, suffix: string): TypeScript.ScriptKind {
  if (suffix === 'tsx') return ts.ScriptKind.TSX;
  return /js\w?$/.test(suffix) ? ts.ScriptKind.JSX : ts.ScriptKind.TS;
}

function diagnostics(ts: typeof TypeScript, file: TypeScript.SourceFile, source: SourceText): readonly ErrorRow[] {
  // Not part of the published types, and the only way to them without a program.
  const { parseDiagnostics } = file as unknown as {
    readonly parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[];
  };
  return parseDiagnostics.slice(0, MAX_ERROR_ROWS).map(({ start, length, messageText }) => ({
    error_type: 'syntax_error',
    message: `typescript: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    ...spanOf(source, { start, end: start + length }),
  }));
}
