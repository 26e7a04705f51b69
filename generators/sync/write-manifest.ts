/** The compiled manifest and its keys, as they are committed. */
import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { keysText } from '../../plugin/manifest/keys';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { KEYS_FILE, MANIFEST_FILE } from '../../plugin/manifest/naming';

/** Writes both into `directory`, relative to the workspace root. Gives whether that changes anything. */
export function writeManifest(tree: Tree, directory: string, manifest: Manifest): boolean {
  const texts = { [MANIFEST_FILE]: manifestText(manifest), [KEYS_FILE]: keysText(manifest) };
  const changed = Object.entries(texts)
    .map(([name, text]) => [posix.join(directory, name), text] as const)
    .filter(([file, text]) => tree.read(file, 'utf8') !== text);
  for (const [file, text] of changed) tree.write(file, text);
  return changed.length > 0;
}

/** Keys in a stable order, one value per line so that changes can be reviewed. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(sorted(manifest), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, member]) => [key, sorted(member)]),
  );
}
