/** A small schema of the kind that extractors make, for specs of this folder. */
import { unwrap } from '../../core/result';
import type { Column } from '../../schema/column';
import { createPlanningCatalog, type PlanningCatalog } from '../planning-catalog';

const columns = (text: string): readonly Column[] =>
  text.split(/, (?=\w+ )/).map((part) => {
    const [name = '', ...type] = part.split(' ');
    return { name, type: type.join(' '), nullable: true };
  });

export const EXAMPLE_DATASETS: Readonly<Record<string, readonly Column[]>> = {
  files: columns('file_id BIGINT, path VARCHAR, lang VARCHAR, sha VARCHAR'),
  refs: [
    ...columns('ref_id BIGINT, file_id BIGINT, bstart BIGINT, bend BIGINT, name VARCHAR'),
    { name: 'ctx', type: 'STRUCT(kind VARCHAR, depth INTEGER)', nullable: true },
  ],
  defs: [
    ...columns('def_id BIGINT, file_id BIGINT, bstart BIGINT, bend BIGINT, name VARCHAR'),
    { name: 'decorators', type: 'STRUCT(n VARCHAR, args VARCHAR[])[]', nullable: true },
  ],
  occurrences: columns('occ_id BIGINT, file_id BIGINT, bstart BIGINT, bend BIGINT, symbol VARCHAR, roles BIGINT'),
  symbols: columns('symbol VARCHAR, kind VARCHAR, display VARCHAR, doc VARCHAR'),
  edges: columns('src BIGINT, dst BIGINT, kind VARCHAR'),
};

export const EXAMPLE_MACROS: readonly string[] = [
  'create macro norm_name(x) as lower(trim(x))',
  'create macro stable_id(a, b, c) as md5_number(concat_ws(chr(31), a, b, c))',
  'create macro span_overlaps(s1, e1, s2, e2) as s1 < e2 and s2 < e1',
  'create macro refs_in(f) as table select * from refs where file_id = f',
];

/** A planning catalog with the example datasets and macros. Close it when done. */
export async function exampleCatalog(): Promise<PlanningCatalog> {
  const catalog = await createPlanningCatalog();
  for (const [name, dataset] of Object.entries(EXAMPLE_DATASETS)) unwrap(await catalog.addDataset(name, dataset));
  for (const macro of EXAMPLE_MACROS) unwrap(await catalog.addMacro(macro));
  return catalog;
}
