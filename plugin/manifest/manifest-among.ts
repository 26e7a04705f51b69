import { basename } from 'node:path';
import { MANIFEST_FILE } from './naming';

export interface ManifestFiles {
  /** The one nearest to the workspace root; undefined when there is none. */
  readonly manifestFile: string | undefined;
  /** The others: a workspace has one graph. */
  readonly surplus: readonly string[];
}

/** The manifests among paths relative to the workspace root, with `/`; those of installed packages do not count. */
export function manifestAmong(files: readonly string[]): ManifestFiles {
  const depth = (file: string) => file.split('/').length;
  const [manifestFile, ...surplus] = files
    .filter((file) => basename(file) === MANIFEST_FILE && !/(^|\/)(node_modules|\.[^/]+)\//.test(file))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return { manifestFile, surplus };
}
