/** Stage 1, modules and .sql files -> declarations: loads, validates and reports all mistakes together. */
import { basename, dirname, join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { type Diagnostic, diagnostic, type Place } from '../core/diagnostic';
import { createModuleLoader, type ModuleLoader } from '../core/module-loader';
import { check, type Result } from '../core/result';
import { isOnDisk, ON_DISK, type SourceFiles } from '../core/source-files';
import { declarationFiles } from '../schema/declaration-files';
import { PUBLIC_MODULES } from '../schema/public-modules';
import { configSchema } from './config';
import { configProblems } from './config-problems';
import type { Declaration, Declarations, Located } from './declarations';
import { entitySchema } from './entity';
import { extractorSchema } from './extractor';
import { extractorCode } from './extractor-code';
import { moduleClosure } from './module-closure';
import { relationshipSchema } from './relationship';
import { viewSchema } from './view';

/** A folder that holds `extractors`, `entities`, `relationships` and `views`. */
export interface DeclarationRoot {
  readonly directory: string;
  readonly builtIn: boolean;
}

export interface LoadRequest {
  readonly roots: readonly DeclarationRoot[];
  readonly workspaceRoot: string;
  /** As on disk if left out. */
  readonly files?: SourceFiles;
}

/** Our own declarations are as fixed as the code that reads them; evaluating them is most of what loading costs. */
const ownModules = createModuleLoader({ aliases: PUBLIC_MODULES, fixed: true });

/** What has no name of its own is called like its file, but for extractors, whose file is called `declaration`. */
const FOLDERS = [
  { folder: 'extractors', schema: extractorSchema, made: 'defineExtractor', isNamedByFile: false },
  { folder: 'entities', schema: entitySchema, made: 'defineEntity', isNamedByFile: true },
  { folder: 'relationships', schema: relationshipSchema, made: 'defineRelationship', isNamedByFile: true },
] as const;

/**
 * Loads every declaration below the roots.
 *
 * Errors, all reported together: `CPG_DECLARATION_UNLOADABLE`, `CPG_DECLARATION_MISSING`, `CPG_DECLARATION_INVALID`,
 * `CPG_NAME_TAKEN`, `CPG_EXTRACTOR_WITHOUT_CODE`, `CPG_UNKNOWN_EXTRACTOR`, `CPG_EXTRACTOR_NEEDED`.
 */
export async function loadDeclarations(request: LoadRequest): Promise<Result<Declarations>> {
  const { roots, workspaceRoot, files = ON_DISK } = request;
  const theirModules = createModuleLoader({ aliases: PUBLIC_MODULES, files });
  const problems: Diagnostic[] = [];
  const found: Located<Declaration>[] = [];
  const loaded: string[] = [];
  const place = (file: string): Place => ({ file: relative(workspaceRoot, file).split(sep).join('/') });
  for (const { directory, builtIn } of roots) {
    const declared = declarationFiles(directory, files);
    const loader = builtIn && declared.every((file) => isOnDisk(file, files)) ? ownModules : theirModules;
    const within = (folder: string) => declared.filter((file) => file.startsWith(join(directory, folder) + sep));
    for (const { folder, schema, made, isNamedByFile } of FOLDERS) {
      for (const file of within(folder)) {
        const value = await defaultExport(loader, file, place(file), made, problems);
        accept(isNamedByFile ? named(value, file) : value, schema, { at: place(file), builtIn }, found, problems);
      }
    }
    for (const file of declared.filter((file) => dirname(file) === directory)) {
      const value = await defaultExport(loader, file, place(file), 'defineConfig', problems);
      accept(value, configSchema, { at: place(file), builtIn }, found, problems);
    }
    for (const file of within('views')) {
      const options = await viewOptions(loader, file, files, place, problems);
      const sql = files.read(file).toString('utf8');
      const value = {
        description: leadingComment(sql),
        view: 'derive',
        ...options,
        kind: 'view',
        name: stem(file),
        sql,
      };
      accept(value, viewSchema, { at: place(file), builtIn }, found, problems);
    }
    loaded.push(...declared);
    // What ours import is covered by the engine's identity.
    const modules = builtIn ? [] : loader.files().filter((file) => file.startsWith(directory + sep));
    loaded.push(...(await moduleClosure(modules, files, OWN_SPECIFIERS)).files);
  }
  problems.push(...takenNames(found));
  const of = <K extends Declaration['kind']>(kind: K) =>
    found.filter((d): d is Located<Extract<Declaration, { kind: K }>> => d.value.kind === kind);
  const extractors = await Promise.all(
    of('extractor').map(async (extractor) => {
      if (extractor.builtIn) return { ...extractor, code: null };
      const code = await extractorCode(join(workspaceRoot, extractor.at.file), files, OWN_SPECIFIERS);
      if (code === null) {
        const { name } = extractor.value;
        problems.push(diagnostic('CPG_EXTRACTOR_WITHOUT_CODE', { name }, extractor.at));
      }
      return { ...extractor, code };
    }),
  );
  problems.push(...configProblems(of('config'), extractors));
  return check(
    {
      extractors,
      entities: of('entity'),
      relationships: of('relationship'),
      views: of('view'),
      without: new Set(of('config').flatMap(({ value }) => value.without ?? [])),
      files: [
        ...new Set([...theirModules.files(), ...loaded, ...extractors.flatMap(({ code }) => code?.files ?? [])]),
      ].sort(),
    },
    problems,
  );
}

const OWN_SPECIFIERS: ReadonlySet<string> = new Set(Object.keys(PUBLIC_MODULES));

const named = (value: unknown, file: string): unknown =>
  value === undefined ? undefined : { name: stem(file).replaceAll('-', '_'), ...Object(value) };

const stem = (file: string): string => basename(file).replace(/\.[^.]+$/, '');

/** The `--` lines that a SQL file starts with, as one sentence. */
function leadingComment(sql: string): string {
  const lines = [];
  for (const line of sql.split(/\r?\n/)) {
    const comment = /^\s*--\s?(.*)$/.exec(line);
    if (comment === null) break;
    lines.push(comment[1] ?? '');
  }
  return lines.join(' ').trim();
}

async function defaultExport(
  loader: ModuleLoader,
  file: string,
  at: Place,
  made: string,
  problems: Diagnostic[],
): Promise<unknown> {
  try {
    const value = await loader.load(file);
    if (value !== null && typeof value === 'object' && 'kind' in value) return value;
    problems.push(diagnostic('CPG_DECLARATION_MISSING', { expected: made }, at));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    problems.push(diagnostic('CPG_DECLARATION_UNLOADABLE', { cause }, at));
  }
  return undefined;
}

async function viewOptions(
  loader: ModuleLoader,
  sqlFile: string,
  files: SourceFiles,
  place: (file: string) => Place,
  problems: Diagnostic[],
): Promise<object> {
  const module = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs']
    .map((extension) => sqlFile.replace(/\.sql$/, extension))
    .find((file) => files.isFile(file));
  if (module === undefined) return {};
  const value = await defaultExport(loader, module, place(module), 'defineView', problems);
  return value !== null && typeof value === 'object' ? value : {};
}

function accept(
  value: unknown,
  schema: z.ZodType,
  located: { at: Place; builtIn: boolean },
  found: Located<Declaration>[],
  problems: Diagnostic[],
): void {
  if (value === undefined) return;
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    found.push({ value: parsed.data as Declaration, ...located });
    return;
  }
  for (const issue of parsed.error.issues) {
    const at = { ...located.at, path: issue.path.join('.') };
    problems.push(diagnostic('CPG_DECLARATION_INVALID', { problem: issue.message }, at));
  }
}

/** Two declarations of one kind with one name. Clashes between datasets and views are found when they are compiled. */
function takenNames(found: readonly Located<Declaration>[]): Diagnostic[] {
  const first = new Map<string, Place>();
  return found.flatMap(({ value, at }) => {
    if (value.kind === 'config') return [];
    const key = `${value.kind} ${value.name}`;
    const other = first.get(key);
    if (other !== undefined) {
      return [diagnostic('CPG_NAME_TAKEN', { kind: value.kind, name: value.name, other: other.file }, at)];
    }
    first.set(key, at);
    return [];
  });
}
