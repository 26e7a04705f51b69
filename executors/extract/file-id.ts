/** Identity of a file: a UUID over its path, the same one that SQL makes with `md5('4:file' || strlen(path) || ':' || path)::uuid`. */
import { createHash } from 'node:crypto';

/** 16 bytes, big-endian, of the MD5 of the length-prefixed parts `file` and `path`; lengths count UTF-8 bytes. */
export function fileIdOf(path: string): Uint8Array {
  return createHash('md5')
    .update(`4:file${Buffer.byteLength(path)}:${path}`)
    .digest();
}
