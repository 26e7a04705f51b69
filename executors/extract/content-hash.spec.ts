import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from 'nx/src/native';
import { afterAll, expect, test } from 'vitest';
import { contentHash } from './content-hash';

const directory = mkdtempSync(join(tmpdir(), 'cpg-hash-'));
afterAll(() => rmSync(directory, { recursive: true }));

// XXH3 takes another path at 16, 128 and 240 bytes and at each block of 1,024.
test.each([0, 1, 3, 8, 16, 17, 128, 129, 240, 241, 1024, 1025, 100_000])(
  'bytes in memory have the hash that Nx gives the file: %i bytes',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 3)) & 0xff);
    const path = join(directory, `${length}`);
    writeFileSync(path, bytes);
    expect((await contentHash())(bytes)).toBe(hashFile(path));
  },
);
