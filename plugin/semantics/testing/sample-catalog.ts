/** Datasets for specs of this folder, and SQL over them as a `Relation` by way of the engine. */
import { unwrap } from '../../core/result';
import { parsePlan } from '../../plan/parse-plan';
import { createPlanningCatalog, type PlanningCatalog } from '../../plan/planning-catalog';
import type { Relation } from '../../plan/relation';
import type { Column } from '../../schema/column';
import type { SemanticType } from '../../schema/semantic-type';
import { MACROS } from '../macros';
import { evidenceHomes, type ScopedDataset } from '../scope/home';

const column = (name: string, type: string, semantic?: SemanticType, nullable = false): Column => ({
  name,
  type,
  nullable,
  ...(semantic ? { semantic } : {}),
});

const file = [column('file_id', 'UUID', 'file_id'), column('path', 'VARCHAR', 'path')];
const span = [column('bstart', 'BIGINT', 'span_start'), column('bend', 'BIGINT', 'span_end')];
const owner = column('project', 'VARCHAR', 'project');
const named = [column('k', 'BIGINT', undefined, true), column('name', 'VARCHAR')];

/** Evidence of every project, and two datasets of the whole workspace. */
export const SAMPLE_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  refs: [...file, ...span, ...named, column('tags', 'VARCHAR[]', 'qname'), column('weight', 'DOUBLE'), owner],
  defs: [...file, ...span, ...named, column('symbol', 'VARCHAR', 'symbol', true), owner],
  symbols: [column('path', 'VARCHAR', 'path'), ...named, column('symbol', 'VARCHAR', 'symbol')],
  packages: [column('path', 'VARCHAR', 'path', true), ...named],
};

const WORKSPACE: ReadonlySet<string> = new Set(['symbols', 'packages']);

/** A dataset of the sample; file identity of `symbols` and `packages` is foreign wherever they are read. */
export function sampleDataset(name: string): ScopedDataset {
  const columns = SAMPLE_COLUMNS[name] ?? [];
  return { columns, scope: WORKSPACE.has(name) ? 'workspace' : 'project', homes: evidenceHomes(columns) };
}

export interface SampleCatalog {
  readonly catalog: PlanningCatalog;
  /** The unoptimized plan of a SELECT. */
  readonly plan: (sql: string) => Promise<Relation>;
}

/** A planning catalog with the datasets of the sample and the macros for ids. Close it when done. */
export async function createSampleCatalog(): Promise<SampleCatalog> {
  const catalog = await createPlanningCatalog();
  for (const [name, columns] of Object.entries(SAMPLE_COLUMNS)) unwrap(await catalog.addDataset(name, columns));
  for (const macro of MACROS) unwrap(await catalog.addMacro(macro.sql));
  return { catalog, plan: async (sql) => unwrap(parsePlan(unwrap(await catalog.planUnoptimized(sql)))) };
}
