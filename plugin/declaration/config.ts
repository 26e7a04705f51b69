/** What a workspace decides about its graph as a whole. */
import { z } from 'zod';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import type { Located, LocatedExtractor } from './declarations';

export interface ConfigDeclaration {
  readonly kind: 'config';
  /**
   * Extractors that read nothing here: their datasets are empty, and what is made of them knows that much less. For
   * workspaces to which evidence is not worth its time.
   */
  readonly without?: readonly string[];
}

export const configSchema = z.strictObject({
  kind: z.literal('config'),
  without: z.array(z.string()).optional(),
});

/**
 * Decides something about the graph as a whole, in `cpg.config.ts` beside the folders of declarations.
 *
 * @example
 * export default defineConfig({ without: ['bytecode', 'symtable'] });
 */
export const defineConfig = (config: Omit<ConfigDeclaration, 'kind'>): ConfigDeclaration => ({
  kind: 'config',
  ...config,
});

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
