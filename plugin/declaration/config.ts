/** What a workspace decides about its graph as a whole. */
import { z } from 'zod';

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
