/** Which paths Nx does not list, so that nobody has to watch them. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { getHardcodedIgnorePatterns } from 'nx/src/native';
import { STORE_DIRECTORY } from '../../plugin/manifest/naming';

/** In each directory; the second has the last word. */
const IGNORE_FILES = ['.gitignore', '.nxignore'];

export const isIgnoreFile = (path: string): boolean => IGNORE_FILES.includes(posix.basename(path));

/**
 * Whether Nx ignores a path below `root`, as the ignore files are at the first question about each directory. Of a
 * directory `isDirectory` must be true. Ask about the directories around it first: nothing below an ignored one counts.
 */
export function ignoredPaths(root: string): (path: string, isDirectory: boolean) => boolean {
  const always = ignore()
    .add(getHardcodedIgnorePatterns())
    .add([`${STORE_DIRECTORY}/`, '.nx/']);
  const rules = new Map<string, Ignore | null>();
  const rulesOf = (directory: string): Ignore | null => {
    const known = rules.get(directory);
    if (known !== undefined) return known;
    const texts = IGNORE_FILES.map((name) => readIfThere(join(root, directory, name))).filter((text) => text !== '');
    const found = texts.length === 0 ? null : texts.reduce((all, text) => all.add(text), ignore());
    rules.set(directory, found);
    return found;
  };
  return (path, isDirectory) => {
    if (path === '' || path === '.') return false;
    const asked = isDirectory ? `${path}/` : path;
    if (always.ignores(asked)) return true;
    for (let directory = posix.dirname(path); ; directory = posix.dirname(directory)) {
      const found = rulesOf(directory)?.test(directory === '.' ? asked : asked.slice(directory.length + 1));
      if (found?.ignored) return true;
      if (found?.unignored || directory === '.') return false;
    }
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
