/** SCIP's numbers by name, in lower case with `_`. */
import {
  DiagnosticTag,
  PositionEncoding,
  Severity,
  SymbolInformation_Kind,
  SyntaxKind,
  TextEncoding,
} from '@c4312/scip';

/** `AbstractMethod` -> `abstract_method`; numbers that this version of SCIP does not know keep their digits. */
const nameIn = (names: Readonly<Record<number, string>>, value: number): string =>
  (names[value] ?? String(value))
    .replace(/^Unspecified.*$/, 'unspecified')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase();

export const kindName = (value: number): string => nameIn(SymbolInformation_Kind, value);
export const syntaxKindName = (value: number): string => nameIn(SyntaxKind, value);
export const severityName = (value: number): string => nameIn(Severity, value);
export const tagName = (value: number): string => nameIn(DiagnosticTag, value);
export const textEncodingName = (value: number): string => nameIn(TextEncoding, value);

const UNITS: Readonly<Record<number, string>> = {
  [PositionEncoding.UTF8CodeUnitOffsetFromLineStart]: 'utf8',
  [PositionEncoding.UTF16CodeUnitOffsetFromLineStart]: 'utf16',
  [PositionEncoding.UTF32CodeUnitOffsetFromLineStart]: 'utf32',
};

export const positionEncodingName = (value: number): string => UNITS[value] ?? 'unspecified';

/** What columns count. Both indexers leave it unset and count what JavaScript's strings are made of. */
export const columnUnit = (value: number): string => UNITS[value] ?? 'utf16';

/** The bits of `symbol_roles`. */
export const rolesOf = (bits: number) => ({
  is_definition: (bits & 1) !== 0,
  is_import: (bits & 2) !== 0,
  is_write: (bits & 4) !== 0,
  is_read: (bits & 8) !== 0,
  is_generated: (bits & 16) !== 0,
  is_test: (bits & 32) !== 0,
  is_forward_definition: (bits & 64) !== 0,
});
