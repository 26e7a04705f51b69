/** What an extractor is and which evidence it makes: name, languages, tools and the columns of its datasets. */
import { z } from 'zod';
import type { Columns } from '../schema/column';
import { LANGUAGES, type Language } from '../schema/language';
import { EXTRACTOR_NAME, IDENTIFIER } from '../schema/name-rules';

/** A table of evidence that an extractor fills. */
export interface EvidenceDataset<C extends Columns = Columns> {
  readonly description: string;
  readonly columns: C;
}

/** A package that an extractor runs when it is installed. Without it there is no evidence, and that is no error. */
export interface OptionalTool {
  readonly package: string;
  /** What it reads: a workspace without these languages does not miss it. */
  readonly languages: readonly Language[];
  /** Packages of its own whose versions decide what it gives as well. */
  readonly dependencies: readonly string[];
}

/**
 * Files that an extractor of unit `project` reads besides those of its languages in the project and in the projects that
 * it depends on. Names of files, in which `*` stands for any characters; never paths.
 */
export interface ContextFiles {
  /** In the project and in those it depends on. */
  readonly beside: readonly string[];
  /** In any folder of the workspace. */
  readonly anywhere: readonly string[];
  /** At the workspace root only. */
  readonly root: readonly string[];
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
  /** What it is given at a time: one file, or all files of a project. One file if left out. */
  readonly unit?: 'file' | 'project' | undefined;
  /** What an extractor of unit `project` reads besides its sources; required for one, and for no other. */
  readonly context?: ContextFiles | undefined;
  readonly optionalTools?: readonly OptionalTool[] | undefined;
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

export const identifier = z.string().regex(IDENTIFIER.pattern, IDENTIFIER.says);

const columnSchema = z.strictObject({
  type: z.enum(['VARCHAR', 'BIGINT', 'INTEGER', 'BOOLEAN', 'UUID', 'VARCHAR[]']),
  nullable: z.boolean(),
  semantic: z.string().optional(),
  span: z.string().min(1).optional(),
  bound: z.enum(['start', 'end']).optional(),
  refers: z.strictObject({ as: identifier, entity: identifier }).optional(),
  storedAs: identifier.optional(),
});

const fileNames = z.array(z.string().regex(/^[^/{}!]+$/, 'name files, not paths; * is the only wildcard'));

const extractorObject = z.strictObject({
  kind: z.literal('extractor'),
  name: z.string().regex(EXTRACTOR_NAME.pattern, EXTRACTOR_NAME.says),
  description: z.string().min(1),
  languages: z.union([z.literal('all'), z.array(z.enum(LANGUAGES)).min(1)]),
  evidenceRank: z.int().min(1),
  parser: z.union([z.string(), z.partialRecord(z.enum(LANGUAGES), z.string())]).nullable(),
  tools: z.array(z.string()),
  unit: z.enum(['file', 'project']).optional(),
  context: z.strictObject({ beside: fileNames, anywhere: fileNames, root: fileNames }).optional(),
  optionalTools: z
    .array(
      z.strictObject({
        package: z.string(),
        languages: z.array(z.enum(LANGUAGES)).min(1),
        dependencies: z.array(z.string()),
      }),
    )
    .optional(),
  datasets: z.record(
    identifier,
    z.strictObject({ description: z.string().min(1), columns: z.record(identifier, columnSchema) }),
  ),
});

export const extractorSchema = extractorObject.refine(
  ({ unit, context }) => (unit === 'project') === (context !== undefined),
  { path: ['context'], message: "an extractor of unit 'project' has a context, and no other has one" },
);
