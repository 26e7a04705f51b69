/** Memory of a started interpreter, kept in a file: starting from it takes a tenth of the time. Only an accelerator. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDigested, writeDigested } from '../../runtime/digested-file';

/** `CPG_PYODIDE_SNAPSHOT_DIR`, else a folder of this user below the system's temporary one. */
export function snapshotDirectory(): string {
  const given = process.env.CPG_PYODIDE_SNAPSHOT_DIR;
  return given === undefined || given === '' ? join(tmpdir(), `cpg-${process.getuid?.() ?? 'cache'}`) : given;
}

/** Where the memory of an interpreter with this identity is; `key` names everything that decides it. */
export function snapshotFile(key: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
  return join(snapshotDirectory(), `cpython-${digest}.snapshot`);
}

/** The memory in `file`; null when there is none, it is damaged, or another user could have written it. */
export function readSnapshot(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    return isOurs(file) ? readDigested(file) : null;
  } catch {
    return null;
  }
}

/** Keeps `memory` for the next start; whether that works makes no difference to results, so failures are silent. */
export function writeSnapshot(file: string, memory: Uint8Array): void {
  try {
    mkdirSync(snapshotDirectory(), { recursive: true, mode: 0o700 });
    writeDigested(file, memory, 0o600);
  } catch {
    // The next start is a plain one as well.
  }
}

/** The folder is shared by name; code must not come from a file that somebody else left there. */
function isOurs(file: string): boolean {
  const user = process.getuid?.();
  return user === undefined || [snapshotDirectory(), file].every((path) => lstatSync(path).uid === user);
}
