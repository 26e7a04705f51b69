/** Rows of consecutive files, with the columns that say which file they are from, as the tables of a chunk. */
import { assertNever } from '../../../plugin/core/invariant';
import { evidenceType } from '../../../plugin/schema/arrow';
import { type FileColumn, fileColumn } from '../../../plugin/schema/column';
import { languageOf } from '../../../plugin/schema/language';
import { fileIdOf } from '../file-id';
import type { TableData } from './column-data';
import { type ColumnSlice, joinSlices, repeatedSlice } from './column-slice';
import type { EvidenceDatasets } from './columns';
import type { FileTable } from './packed-rows';

/** A file and its rows, a table per dataset in their order. */
export interface FileTables {
  readonly path: string;
  readonly tables: readonly FileTable<ColumnSlice>[];
}

/** The project that files belong to; `root` is relative to the workspace root, empty for that itself. */
export interface FileOwner {
  readonly name: string;
  readonly root: string;
}

/** The project in the folder `root`, `.` for the workspace root. */
export const ownerOf = (name: string, root: string): FileOwner => ({ name, root: root === '.' ? '' : root });

/** The tables of `datasets` that have rows, rows in the order of the files. */
export function tablesOf(
  datasets: EvidenceDatasets,
  files: readonly FileTables[],
  owner: FileOwner,
): readonly TableData[] {
  return Object.entries(datasets).flatMap(([dataset, columns], i) => {
    const parts = files.flatMap(({ path, tables }) => {
      const { rows = 0, data = [] } = tables[i] ?? {};
      return rows === 0 ? [] : [{ path, rows, data }];
    });
    if (parts.length === 0) return [];
    let own = 0;
    const data = columns.map((column) => {
      const shared = fileColumn(column);
      const position = shared === undefined ? own++ : -1;
      const slices = parts.flatMap(({ path, rows, data }) =>
        shared === undefined ? (data[position] ?? []) : repeatedSlice(...sharedValue(shared, path, owner), rows),
      );
      return joinSlices(evidenceType(column), slices);
    });
    return [{ dataset, columns, rows: parts.reduce((sum, part) => sum + part.rows, 0), data }];
  });
}

/** The value that all rows of a file have in a column: type and bytes. */
function sharedValue(column: FileColumn, path: string, owner: FileOwner): ['UUID' | 'VARCHAR', Uint8Array | null] {
  switch (column) {
    case 'file_id':
      return ['UUID', fileIdOf(path)];
    case 'path':
      return ['VARCHAR', Buffer.from(path)];
    case 'language': {
      const language = languageOf(path);
      return ['VARCHAR', language === null ? null : Buffer.from(language)];
    }
    case 'project':
      return ['VARCHAR', Buffer.from(owner.name)];
    case 'project_root':
      return ['VARCHAR', Buffer.from(owner.root)];
    default:
      return assertNever(column);
  }
}
