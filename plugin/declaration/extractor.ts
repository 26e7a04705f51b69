/** What an extractor is and which evidence it makes: name, languages, tools and the columns of its datasets. */
import { z } from 'zod';
import type { Columns } from '../schema/column';
import { LANGUAGES, type Language } from '../schema/language';

/** A table of evidence that an extractor fills. */
export interface EvidenceDataset<C extends Columns = Columns> {
  readonly description: string;
  readonly columns: C;
}

/** What an extractor is: its datasets are the one schema of its evidence. */
export interface ExtractorDeclaration<
  D extends Readonly<Record<string, EvidenceDataset>> = Readonly<Record<string, EvidenceDataset>>,
> {
  readonly kind: 'extractor';
  readonly name: string;
  readonly description: string;
  /** The languages it reads; `all` for an extractor that looks at every file. */
  readonly languages: readonly Language[] | 'all';
  /** 1 is the strongest evidence. */
  readonly evidenceRank: number;
  /** Datasets with the same parser are not independent witnesses. By language where it differs. */
  readonly parser: string | Readonly<Partial<Record<Language, string>>> | null;
  /** npm packages whose versions decide what is extracted. */
  readonly tools: readonly string[];
  readonly datasets: D;
}

/**
 * Declares an extractor. Adds `kind` and keeps the literal column types, so that `RowOf` knows the rows its code makes.
 *
 * @example
 * export default defineExtractor({
 *   name: 'todo', description: 'TODO comments', languages: ['python'], evidenceRank: 9, parser: null, tools: [],
 *   datasets: { todos: { description: 'One row per TODO', columns: { file_id: fileId(), path: path(), bstart: spanStart() } } },
 * });
 */
export const defineExtractor = <const D extends Readonly<Record<string, EvidenceDataset>>>(
  extractor: Omit<ExtractorDeclaration<D>, 'kind'>,
): ExtractorDeclaration<D> => ({ kind: 'extractor', ...extractor });

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'use lower case letters, digits and _, starting with a letter');

const columnSchema = z.strictObject({
  type: z.enum(['VARCHAR', 'BIGINT', 'INTEGER', 'BOOLEAN', 'UUID', 'VARCHAR[]']),
  nullable: z.boolean(),
  semantic: z.string().optional(),
  span: z.string().min(1).optional(),
  bound: z.enum(['start', 'end']).optional(),
  refers: z.strictObject({ as: identifier, entity: identifier }).optional(),
});

export const extractorSchema = z.strictObject({
  kind: z.literal('extractor'),
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower case letters, digits and -, starting with a letter'),
  description: z.string().min(1),
  languages: z.union([z.literal('all'), z.array(z.enum(LANGUAGES)).min(1)]),
  evidenceRank: z.int().min(1),
  parser: z.union([z.string(), z.partialRecord(z.enum(LANGUAGES), z.string())]).nullable(),
  tools: z.array(z.string()),
  datasets: z.record(
    identifier,
    z.strictObject({ description: z.string().min(1), columns: z.record(identifier, columnSchema) }),
  ),
});
