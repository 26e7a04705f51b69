/** A folder of real code -> its files as one project. */
import { readdirSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { languageOf } from '../../plugin/schema/language';
import type { ProjectFiles } from './call-graph-of';
import { CONFIGURATION } from './suite';

/**
 * The sources below the `folders` of a root, or below the root itself, and the files beside and among them that say where
 * modules are; paths are relative to the root, with `/`, and sorted.
 */
export function readCorpus(root: string, folders: readonly string[] = ['.']): ProjectFiles {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const beside = readdirSync(root).filter((name) => CONFIGURATION.test(name));
  const wanted = below.filter((path) => languageOf(path) !== null || CONFIGURATION.test(path));
  return { name: basename(resolve(root)), folder: '', files: [...new Set([...beside, ...wanted])].sort() };
}
