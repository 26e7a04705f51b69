import { isAbsolute, relative, sep } from 'node:path';
import type { Tree } from '@nx/devkit';
import { ON_DISK, type SourceFiles } from '../../plugin/core/source-files';

/** Files as they will be when `tree` is written; outside of it as on disk. */
export function treeFiles(tree: Tree): SourceFiles {
  const within = (path: string): string | undefined => {
    const below = relative(tree.root, path);
    return below.startsWith('..') || isAbsolute(below) ? undefined : below.split(sep).join('/');
  };
  return {
    read(path) {
      const below = within(path);
      const content = below === undefined ? ON_DISK.read(path) : tree.read(below);
      if (content === null) throw new Error(`${below} does not exist`);
      return content;
    },
    isFile(path) {
      const below = within(path);
      return below === undefined ? ON_DISK.isFile(path) : tree.exists(below) && tree.isFile(below);
    },
    list(directory) {
      const below = within(directory);
      if (below === undefined) return ON_DISK.list(directory);
      return tree.children(below).map((name) => {
        const path = below === '' ? name : `${below}/${name}`;
        return { name, kind: tree.isFile(path) ? 'file' : 'directory' };
      });
    },
  };
}
