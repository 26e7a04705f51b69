/** Files that tell whether they are whole: a SHA-256 of their name and content, then the content. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const DIGEST_BYTES = 32;

/** The content of `file`; null when there is no such file, it is damaged, or it was written under another name. */
export function readDigested(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = readWhole(file);
    const content = bytes.subarray(DIGEST_BYTES);
    return digestOf(file, content).equals(bytes.subarray(0, DIGEST_BYTES)) ? content : null;
  } catch {
    return null;
  }
}

/**
 * Replaces `file` in one step: whoever reads it at the same time, and whatever interrupts this, finds the old content
 * or the new one. Its directory must exist. Throws what the operating system says; nothing is left behind then.
 */
export function writeDigested(file: string, content: Uint8Array, mode = 0o666): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    try {
      writeFileSync(descriptor, digestOf(file, content));
      writeFileSync(descriptor, content);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** In memory of its own, so that the content begins at a multiple of eight bytes. */
function readWhole(file: string): Uint8Array<ArrayBuffer> {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(descriptor, bytes, at, bytes.length - at, at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  } finally {
    closeSync(descriptor);
  }
}

const digestOf = (file: string, content: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${basename(file)}\0`)
    .update(content)
    .digest();
