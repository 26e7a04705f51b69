import type { SemanticType } from './semantic-type';

/** DuckDB types that evidence columns may have; each has an Arrow and a TypeScript counterpart. */
export type ColumnType = 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'UUID' | 'VARCHAR[]';

/** What a column means; nothing of it is ever read off a name. */
export interface Meaning {
  readonly semantic?: SemanticType;
  /** Of a position or a number: which of the row's spans it bounds. `own` is the place of the row itself. */
  readonly span?: string;
  readonly bound?: 'start' | 'end';
  /** A part of what identifies a row of `entity`; the id made of all parts is called `as`. */
  readonly refers?: { readonly as: string; readonly entity: string };
  /** What the column is called in the dataset, if not by the name under which the extractor's code fills it. */
  readonly storedAs?: string;
}

/** A column of a dataset. `type` is a DuckDB type name as `DESCRIBE` prints it. */
export interface Column extends Meaning {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** The name under which the extractor's code fills it, if it is another. */
  readonly field?: string;
}

/** A column whose type is known to the compiler, so that row types can be derived from it. */
export interface TypedColumn<T extends ColumnType = ColumnType, N extends boolean = boolean> extends Meaning {
  readonly type: T;
  readonly nullable: N;
}

/** What columns that say which project a file belongs to mean. */
const OWNER_COLUMNS = ['project', 'project_root'] as const satisfies readonly SemanticType[];
/** What columns that say which file a row is from mean. They are filled in, not emitted. */
const FILE_COLUMNS = ['file_id', 'path', 'language', ...OWNER_COLUMNS] as const satisfies readonly SemanticType[];
export type FileColumn = (typeof FILE_COLUMNS)[number];

interface Meant {
  readonly semantic?: string | null | undefined;
}

/** What of the file a column holds, or undefined for a column of the rows themselves. */
export const fileColumn = ({ semantic }: Meant): FileColumn | undefined =>
  FILE_COLUMNS.find((column) => column === semantic);

/** Whether a column says which project a file belongs to. */
export const isOwnerColumn = ({ semantic }: Meant): boolean => OWNER_COLUMNS.some((column) => column === semantic);

/** The columns of an evidence dataset, in order. */
export type Columns = Readonly<Record<string, TypedColumn>>;

interface TypeScriptOf {
  VARCHAR: string;
  BIGINT: number;
  INTEGER: number;
  BOOLEAN: boolean;
  UUID: string;
  'VARCHAR[]': readonly string[];
}

/** The row that extractor code produces for `C`: nullable columns may be null, none may be missing. */
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: C[K]['nullable'] extends true
    ? TypeScriptOf[C[K]['type']] | null
    : TypeScriptOf[C[K]['type']];
};

/** `columns` as a list, with the names that they have in the dataset. */
export function columnList(columns: Columns): readonly Column[] {
  return Object.entries(columns).map(([field, { storedAs, ...column }]) =>
    storedAs === undefined || storedAs === field ? { name: field, ...column } : { name: storedAs, ...column, field },
  );
}
