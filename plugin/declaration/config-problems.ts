/** What is wrong with a configuration, given everything else that is declared. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import type { ConfigDeclaration } from './config';
import type { Located, LocatedExtractor } from './declarations';

/** Errors: `CPG_UNKNOWN_EXTRACTOR`, and `CPG_EXTRACTOR_NEEDED` for one that lists the files which all else refers to. */
export function configProblems(
  configs: readonly Located<ConfigDeclaration>[],
  extractors: readonly LocatedExtractor[],
): Diagnostic[] {
  const byName = new Map(extractors.map(({ value }) => [value.name, value]));
  return configs.flatMap(({ value, at }) =>
    (value.without ?? []).flatMap((name, index) => {
      const place = { ...at, path: `without.${index}` };
      const extractor = byName.get(name);
      if (extractor === undefined) {
        return [diagnostic('CPG_UNKNOWN_EXTRACTOR', { name, near: nearest(name, byName.keys()) }, place)];
      }
      return extractor.languages === 'all' ? [diagnostic('CPG_EXTRACTOR_NEEDED', { name }, place)] : [];
    }),
  );
}
