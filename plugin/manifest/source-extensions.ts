/** Which files an extractor looks at, by their names. */
import { extensionsOf } from '../schema/language';
import type { ManifestExtractor } from './manifest-schema';

/** Extensions without the dot; null for an extractor that looks at every file. */
export const sourceExtensions = (extractor: ManifestExtractor): readonly string[] | null =>
  extractor.languages === 'all' ? null : extensionsOf(extractor.languages);
