/** Where declarations are: which files of a declaration root are loaded, without loading any. */
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of a declaration root; `views` holds SQL, the others modules. */
export const DECLARATION_FOLDERS = ['extractors', 'entities', 'relationships', 'views'] as const;

const MODULE = /^(?!.*\.(spec|d)\.[cm]?[jt]s$).*\.[cm]?[jt]s$/;
const MODULE_OF_FOLDER = /^declaration\.[cm]?[jt]s$/;
const SQL = /\.sql$/;

/**
 * Absolute paths of the files below `root` that declare something, sorted: modules directly in a folder, a `declaration`
 * module in a folder of its own, and the SQL of views. What those import is known only after loading them.
 */
export function declarationFiles(root: string): readonly string[] {
  return DECLARATION_FOLDERS.flatMap((folder) => {
    const directory = join(root, folder);
    const entries = entriesOf(directory);
    if (folder === 'views') return filesAmong(entries, directory, SQL);
    const nested = entries.filter((entry) => entry.isDirectory()).map((entry) => join(directory, entry.name));
    return [
      ...filesAmong(entries, directory, MODULE),
      ...nested.flatMap((path) => filesAmong(entriesOf(path), path, MODULE_OF_FOLDER)),
    ];
  }).sort();
}

const filesAmong = (entries: readonly Dirent[], directory: string, pattern: RegExp): string[] =>
  entries.filter((entry) => entry.isFile() && pattern.test(entry.name)).map((entry) => join(directory, entry.name));

/** Entries of a directory; none when there is no such directory. */
function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
