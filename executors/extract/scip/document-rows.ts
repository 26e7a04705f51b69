/** One document of an index -> rows about one file. */
import type { Document, Occurrence, SymbolInformation } from '@c4312/scip';
import type declaration from '../../../plugin/model/extractors/scip';
import type { EmitInProject, FileRow } from '../extractor-runtime';
import { definesItsName } from './definition-name';
import * as names from './enumerations';
import type { HidePaths } from './hidden-paths';
import type { DocumentText, Identify } from './indexer';
import { parseSymbol } from './symbol';

type Datasets = (typeof declaration)['datasets'];
export type ScipEmit = EmitInProject<Datasets>;
export type Information = FileRow<Datasets['scip_document_symbols']['columns']>;
type OccurrenceRow = FileRow<Datasets['scip_occurrences']['columns']>;

export interface DocumentRows {
  readonly path: string;
  readonly document: Document;
  readonly text: DocumentText;
  readonly tool: string;
  readonly identify: Identify;
  readonly hide: HidePaths;
}

/** Emits what the document says; gives what it says about symbols, one row each. */
export function emitDocument(rows: DocumentRows, emit: ScipEmit): readonly Information[] {
  const { path, document, tool } = rows;
  emit('scip_documents', path, {
    tool_name: tool,
    position_encoding: names.positionEncodingName(document.positionEncoding),
    col_unit: names.columnUnit(document.positionEncoding),
  });
  const seen = new Map<string, OccurrenceRow>();
  for (const occurrence of document.occurrences) {
    const row = occurrenceRow(rows, occurrence);
    const key = `${row.start_line} ${row.start_char} ${row.end_line} ${row.end_char} ${row.symbol}`;
    const before = seen.get(key);
    seen.set(key, before === undefined ? row : merged(before, row));
    emitDiagnostics(rows, occurrence, row, emit);
  }
  for (const row of seen.values()) emit('scip_occurrences', path, row);
  emitRelationships(rows, emit);
  const information = mergedInformation(document.symbols.map((s) => informationRow(s, rows.identify, rows.hide)));
  for (const row of information) emit('scip_document_symbols', path, row);
  return information;
}

interface Range {
  readonly start_line: number;
  readonly start_char: number;
  readonly end_line: number;
  readonly end_char: number;
}

/** Three numbers are a range on one line. */
function rangeIn({ positions }: DocumentText, range: readonly number[]): Range | null {
  const [a, b, c, d] = range;
  if (a === undefined || b === undefined || c === undefined) return null;
  const start = positions.stored({ line: a, char: b });
  const end = positions.stored(d === undefined ? { line: a, char: c } : { line: c, char: d });
  return { start_line: start.line, start_char: start.char, end_line: end.line, end_char: end.char };
}

const NOWHERE: Range = { start_line: 0, start_char: 0, end_line: 0, end_char: 0 };

function occurrenceRow(rows: DocumentRows, occurrence: Occurrence): OccurrenceRow {
  const { document, text, identify, hide } = rows;
  const range = rangeIn(text, occurrence.range) ?? NOWHERE;
  const enclosing = rangeIn(text, occurrence.enclosingRange);
  const start = { line: range.start_line, char: range.start_char };
  const identity = identify(occurrence.symbol, text.positions.offset(start));
  const roles = names.rolesOf(occurrence.symbolRoles);
  const source = text.positions.textBetween(start, { line: range.end_line, char: range.end_char });
  return {
    symbol: hide(identity.symbol),
    symbol_roles: occurrence.symbolRoles,
    ...roles,
    is_local: identity.isLocal,
    is_external: identity.isExternal,
    is_unresolved: identity.isUnresolved,
    is_malformed: identity.isMalformed || (roles.is_definition && !namesIt(occurrence.symbol, source)),
    syntax_kind: occurrence.syntaxKind,
    syntax_kind_name: names.syntaxKindName(occurrence.syntaxKind),
    override_documentation: occurrence.overrideDocumentation.map(hide),
    ...range,
    col_unit: names.columnUnit(document.positionEncoding),
    enc_start_line: enclosing?.start_line ?? null,
    enc_start_char: enclosing?.start_char ?? null,
    enc_end_line: enclosing?.end_line ?? null,
    enc_end_char: enclosing?.end_char ?? null,
  };
}

function namesIt(symbol: string, source: string): boolean {
  const parsed = parseSymbol(symbol);
  return parsed?.kind !== 'global' || definesItsName(parsed, source);
}

/** One place and symbol, said twice: with all roles, and the first enclosing range that there is. */
function merged(a: OccurrenceRow, b: OccurrenceRow): OccurrenceRow {
  const symbol_roles = a.symbol_roles | b.symbol_roles;
  const first = a.enc_start_line === null ? b : a;
  return {
    ...a,
    symbol_roles,
    ...names.rolesOf(symbol_roles),
    is_malformed: a.is_malformed || b.is_malformed,
    override_documentation: [...new Set([...a.override_documentation, ...b.override_documentation])],
    enc_start_line: first.enc_start_line,
    enc_start_char: first.enc_start_char,
    enc_end_line: first.enc_end_line,
    enc_end_char: first.enc_end_char,
  };
}

function emitDiagnostics({ path, hide }: DocumentRows, { diagnostics }: Occurrence, at: OccurrenceRow, emit: ScipEmit) {
  const { symbol, start_line, start_char, end_line, end_char, col_unit } = at;
  for (const { severity, code, message, source, tags } of diagnostics) {
    emit('scip_diagnostics', path, {
      symbol,
      severity,
      severity_name: names.severityName(severity),
      code,
      message: hide(message),
      source,
      tags: tags.map(names.tagName),
      start_line,
      start_char,
      end_line,
      end_char,
      col_unit,
    });
  }
}

function emitRelationships({ path, document, identify, hide }: DocumentRows, emit: ScipEmit) {
  const seen = new Set<string>();
  for (const { symbol, relationships } of document.symbols) {
    for (const { symbol: related, ...is } of relationships) {
      const row = {
        symbol: hide(identify(symbol, null).symbol),
        related_symbol: hide(identify(related, null).symbol),
        is_reference: is.isReference,
        is_implementation: is.isImplementation,
        is_type_definition: is.isTypeDefinition,
        is_definition: is.isDefinition,
      };
      const key = JSON.stringify(row);
      if (!seen.has(key)) emit('scip_symbol_relationships', path, row);
      seen.add(key);
    }
  }
}

export function informationRow(information: SymbolInformation, identify: Identify, hide: HidePaths): Information {
  const { symbol, displayName, kind, enclosingSymbol, documentation, signatureDocumentation } = information;
  const text = (value: string | undefined) => (value === undefined || value === '' ? null : hide(value));
  return {
    symbol: hide(identify(symbol, null).symbol),
    display_name: text(displayName),
    kind,
    kind_name: names.kindName(kind),
    enclosing_symbol: enclosingSymbol === '' ? null : hide(identify(enclosingSymbol, null).symbol),
    documentation: documentation.map(hide),
    signature_text: text(signatureDocumentation?.text),
    signature_language: text(signatureDocumentation?.language),
  };
}

/** One row per symbol, in the order of the first; overloads add their documentation. */
export function mergedInformation(rows: readonly Information[]): readonly Information[] {
  const bySymbol = new Map<string, Information>();
  for (const row of rows) {
    const before = bySymbol.get(row.symbol);
    const documentation = [...new Set([...(before?.documentation ?? []), ...row.documentation])];
    bySymbol.set(row.symbol, { ...(before ?? row), documentation });
  }
  return [...bySymbol.values()];
}
