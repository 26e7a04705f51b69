/** Stage 1, modules and .sql files -> declarations: loads, validates and reports all mistakes together. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { type Diagnostic, diagnostic, type Place } from '../core/diagnostic';
import { check, type Result } from '../core/result';
import { declarationFiles } from '../schema/declaration-files';
import type { Declaration, Declarations, Located } from './declarations';
import { entitySchema } from './entity';
import { extractorSchema } from './extractor';
import { createModuleLoader, type ModuleLoader } from './module-loader';
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
  /** Absolute path of the module behind `cpg/declare`. */
  readonly declareModule: string;
}

const FOLDERS = [
  { folder: 'extractors', schema: extractorSchema, made: 'defineExtractor' },
  { folder: 'entities', schema: entitySchema, made: 'defineEntity' },
  { folder: 'relationships', schema: relationshipSchema, made: 'defineRelationship' },
] as const;

/**
 * Loads every declaration below the roots.
 *
 * Errors, all reported together: `CPG_DECLARATION_UNLOADABLE`, `CPG_DECLARATION_MISSING`, `CPG_DECLARATION_INVALID`,
 * `CPG_NAME_TAKEN`.
 */
export async function loadDeclarations(request: LoadRequest): Promise<Result<Declarations>> {
  const loader = createModuleLoader(request.declareModule);
  const problems: Diagnostic[] = [];
  const found: Located<Declaration>[] = [];
  const sqlFiles: string[] = [];
  for (const root of request.roots) {
    const place = (file: string): Place => ({ file: relative(request.workspaceRoot, file).split(sep).join('/') });
    const declared = declarationFiles(root.directory);
    const within = (folder: string) => declared.filter((file) => file.startsWith(join(root.directory, folder) + sep));
    for (const { folder, schema, made } of FOLDERS) {
      for (const file of within(folder)) {
        const value = await defaultExport(loader, file, place(file), made, problems);
        accept(value, schema, { at: place(file), builtIn: root.builtIn }, found, problems);
      }
    }
    for (const file of within('views')) {
      sqlFiles.push(file);
      const options = await viewOptions(loader, file, place, problems);
      const sql = readFileSync(file, 'utf8');
      const value = {
        description: leadingComment(sql),
        view: 'derive',
        ...options,
        kind: 'view',
        name: stem(file),
        sql,
      };
      accept(value, viewSchema, { at: place(file), builtIn: root.builtIn }, found, problems);
    }
  }
  problems.push(...takenNames(found));
  const of = <K extends Declaration['kind']>(kind: K) =>
    found.filter((d): d is Located<Extract<Declaration, { kind: K }>> => d.value.kind === kind);
  return check(
    {
      extractors: of('extractor'),
      entities: of('entity'),
      relationships: of('relationship'),
      views: of('view'),
      files: [...new Set([...loader.files(), ...sqlFiles])].sort(),
    },
    problems,
  );
}

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
  place: (file: string) => Place,
  problems: Diagnostic[],
): Promise<object> {
  const module = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs']
    .map((extension) => sqlFile.replace(/\.sql$/, extension))
    .find((file) => existsSync(file));
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
    const key = `${value.kind} ${value.name}`;
    const other = first.get(key);
    if (other !== undefined) {
      return [diagnostic('CPG_NAME_TAKEN', { kind: value.kind, name: value.name, other: other.file }, at)];
    }
    first.set(key, at);
    return [];
  });
}
