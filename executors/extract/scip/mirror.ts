/** A copy of what an indexer may read, outside of the user's tree: exactly the files whose hashes are in the task's key. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenFile } from '../read-source';

/** Writes files below `directory` under their paths relative to the workspace root. */
export function writeMirror(directory: string, files: readonly OpenFile[]): void {
  for (const { path, bytes } of files) {
    const destination = join(directory, path);
    mkdirSync(dirname(destination), { recursive: true });
    writeFileSync(destination, bytes);
  }
}
