/** Columns of evidence, and which of them every row of a file shares. */
import type { Column } from '../../../plugin/schema/column';

/** What travels of a column's declaration. */
export type EvidenceColumn = Pick<Column, 'name' | 'type' | 'nullable'>;

/** Dataset to its columns, in order. */
export type EvidenceDatasets = Readonly<Record<string, readonly EvidenceColumn[]>>;

/** Columns that are the same for every row of a file; they are filled in, not emitted. */
export const FILE_COLUMNS = ['file_id', 'path', 'language', 'nx_project', 'nx_project_root'] as const;
export type FileColumn = (typeof FILE_COLUMNS)[number];

/** The column of a file that a name stands for, or undefined for a column of the rows themselves. */
export const fileColumn = (name: string): FileColumn | undefined => FILE_COLUMNS.find((column) => column === name);

/** The columns that an extractor fills, in order. */
export const ownColumns = (columns: readonly EvidenceColumn[]): readonly EvidenceColumn[] =>
  columns.filter(({ name }) => fileColumn(name) === undefined);
