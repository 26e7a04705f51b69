/** Which files an extractor looks at, by their names. */
import { extensionsOf } from '../schema/language';
import type { ManifestExtractor } from './manifest-schema';

/** Extensions without the dot; null for an extractor that looks at every file. */
export const sourceExtensions = (extractor: ManifestExtractor): readonly string[] | null =>
  extractor.languages === 'all' ? null : extensionsOf(extractor.languages);

/** Tests paths for files in the extractor's languages. */
export function sourceMatcher(extractor: ManifestExtractor): (path: string) => boolean {
  const extensions = sourceExtensions(extractor);
  return (path) => extensions === null || extensions.includes(path.slice(path.lastIndexOf('.') + 1));
}

/** Tests paths for files that are called like one of `patterns`, in which `*` stands for any characters. */
export function nameMatcher(patterns: readonly string[]): (path: string) => boolean {
  const escaped = patterns.map((p) => p.replace(/[.+?^$()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'));
  const named = new RegExp(`(^|/)(${escaped.join('|')})$`);
  return (path) => patterns.length > 0 && named.test(path);
}
