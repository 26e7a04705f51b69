/** Files as somebody sees them: as they are on disk, or with changes that are not written yet. Paths are absolute. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

export interface SourceFiles {
  /** The bytes of a file. Throws when there is none. */
  read(path: string): Buffer;
  isFile(path: string): boolean;
  /** Entries of a directory, in no particular order; none when there is no such directory. */
  list(directory: string): readonly Entry[];
}

export const ON_DISK: SourceFiles = {
  read: (path) => readFileSync(path),
  isFile(path) {
    try {
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
  list(directory) {
    try {
      return readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .map((entry) => ({ name: entry.name, kind: entry.isFile() ? 'file' : 'directory' }));
    } catch {
      return [];
    }
  },
};

/** Whether a file is on disk with the bytes that it has among `files`. */
export const isOnDisk = (file: string, files: SourceFiles): boolean =>
  files === ON_DISK || (ON_DISK.isFile(file) && ON_DISK.read(file).equals(files.read(file)));

/** `files` as they will be with `added` among them: path to text. */
export function withFiles(files: SourceFiles, added: ReadonlyMap<string, string>): SourceFiles {
  return {
    read(path) {
      const text = added.get(path);
      return text === undefined ? files.read(path) : Buffer.from(text);
    },
    isFile: (path) => added.has(path) || files.isFile(path),
    list(directory) {
      const entries = new Map(files.list(directory).map((entry) => [entry.name, entry]));
      for (const path of added.keys()) {
        const entry = entryOf(path, directory);
        if (entry !== undefined) entries.set(entry.name, entry);
      }
      return [...entries.values()];
    },
  };
}

/** The entry of `directory` that a path below it goes through. */
function entryOf(path: string, directory: string): Entry | undefined {
  let [at, kind]: [string, Entry['kind']] = [path, 'file'];
  while (dirname(at) !== at) {
    if (dirname(at) === directory) return { name: basename(at), kind };
    [at, kind] = [dirname(at), 'directory'];
  }
  return undefined;
}
