/** The datasets of an extractor as the manifest has them, for tests. */
import { columnList } from '../../../plugin/schema/column';
import type { EvidenceDatasets } from '../evidence/columns';
import type { ExtractorRuntime } from '../extractor-runtime';

export const datasetsOf = ({ declaration }: Pick<ExtractorRuntime, 'declaration'>): EvidenceDatasets =>
  Object.fromEntries(
    Object.entries(declaration.datasets).map(([dataset, { columns }]) => [
      dataset,
      columnList(columns).map(({ name, type, nullable, semantic, field }) => ({
        name,
        type,
        nullable,
        semantic,
        field,
      })),
    ]),
  );
