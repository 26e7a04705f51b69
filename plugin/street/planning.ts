/** The state that planning carries from generation to generation: the catalog, and what is known of every dataset. */
import { InvariantViolation } from '../core/invariant';
import { unwrap } from '../core/result';
import type { ExtractorDeclaration } from '../declaration/extractor';
import { createPlanningCatalog, type PlanningCatalog } from '../plan/planning-catalog';
import { AnnotatedSchema } from '../schema/annotated-schema';
import { type Column, columnList } from '../schema/column';
import { MACROS } from '../semantics/macros';
import { evidenceHomes, type ScopedDataset } from '../semantics/scope/home';

export interface Planning {
  readonly catalog: PlanningCatalog;
  /** Adds a dataset as an empty table, and what is known of it. */
  add(name: string, dataset: ScopedDataset): Promise<void>;
  has(name: string): boolean;
  /** Throws `InvariantViolation` for a dataset that is not planned yet; so do the next two. */
  dataset(name: string): ScopedDataset;
  columnsOf(name: string): readonly Column[];
  schemaOf(name: string): AnnotatedSchema;
}

/** A catalog with all macros and the evidence of all extractors. */
export async function startPlanning(extractors: readonly ExtractorDeclaration[]): Promise<Planning> {
  const catalog = await createPlanningCatalog();
  const datasets = new Map<string, ScopedDataset>();
  for (const macro of MACROS) unwrap(await catalog.addMacro(macro.sql));
  const dataset = (name: string): ScopedDataset => {
    const found = datasets.get(name);
    if (found === undefined) throw new InvariantViolation(`dataset '${name}' is not planned yet`);
    return found;
  };
  const columnsOf = (name: string): readonly Column[] => dataset(name).columns;
  const planning: Planning = {
    catalog,
    async add(name, dataset) {
      unwrap(await catalog.addDataset(name, dataset.columns));
      datasets.set(name, dataset);
    },
    has: (name) => datasets.has(name),
    dataset,
    columnsOf,
    schemaOf: (name) => new AnnotatedSchema(name, columnsOf(name)),
  };
  for (const extractor of extractors) {
    for (const [name, dataset] of Object.entries(extractor.datasets)) {
      const columns = columnList(dataset.columns);
      await planning.add(name, { columns, scope: 'project', homes: evidenceHomes(columns) });
    }
  }
  return planning;
}
