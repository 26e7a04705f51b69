/** The names under which people import cpg, and the modules behind them. */
import { extname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** `.ts` when run from source, `.js` when packed: whatever this file is. */
const moduleAt = (path: string): string => join(ROOT, `${path}${extname(__filename)}`);

/** Absolute paths by import specifier, so that a workspace can declare things before it can resolve the package. */
export const PUBLIC_MODULES: Readonly<Record<string, string>> = {
  'cpg/declare': moduleAt('plugin/declare'),
  'cpg/extract': moduleAt('executors/extract/authoring'),
};
