/** Columns of evidence, and which of them every row of a file shares. */
import { type Column, fileColumn } from '../../../plugin/schema/column';

/** What travels of a column's declaration. */
export interface EvidenceColumn extends Pick<Column, 'name' | 'type' | 'nullable'> {
  readonly field?: string | undefined;
  readonly semantic?: string | null | undefined;
}

/** Dataset to its columns, in order. */
export type EvidenceDatasets = Readonly<Record<string, readonly EvidenceColumn[]>>;

/** The columns that an extractor fills, in order. */
export const ownColumns = (columns: readonly EvidenceColumn[]): readonly EvidenceColumn[] =>
  columns.filter((column) => fileColumn(column) === undefined);
