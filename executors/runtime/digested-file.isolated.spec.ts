import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { readDigested, writeDigested } from './digested-file';

/** Fails like a full disk after this many bytes; null for a disk with room. */
const disk = vi.hoisted(() => ({ room: null as number | null }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const write: typeof fs.writeFileSync = (file, data, options) => {
    if (disk.room === null) return fs.writeFileSync(file, data, options);
    const bytes = Buffer.from(data as Uint8Array);
    fs.writeFileSync(file, bytes.subarray(0, disk.room));
    disk.room -= Math.min(disk.room, bytes.length);
    if (disk.room === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  return { ...fs, writeFileSync: write };
});

const directory = mkdtempSync(join(tmpdir(), 'cpg-digested-'));
const file = join(directory, 'entry');
afterEach(() => {
  disk.room = null;
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

const seed = Number(process.env.CPG_TEST_SEED ?? Date.now() % 1_000_000_007);
const bytes = fc.uint8Array({ maxLength: 300 });

describe(`a digested file (seed ${seed})`, () => {
  test('holds what was written, whatever that was, and replaces what was there', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        writeDigested(file, content);
        expect(readDigested(file)).toEqual(content);
        expect(readdirSync(directory)).toEqual(['entry']);
      }),
      { seed },
    );
  });

  test('is nothing when any bit of it is another, it ends early, or goes on', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(7), (content, at, bit) => {
        writeDigested(file, content);
        const whole = readFileSync(file);
        const position = at % whole.length;
        const flipped = Uint8Array.from(whole, (byte, i) => (i === position ? byte ^ (1 << bit) : byte));
        for (const damaged of [flipped, whole.subarray(0, position), Buffer.concat([whole, Buffer.of(bit)])]) {
          writeFileSync(file, damaged);
          expect(readDigested(file)).toBeNull();
        }
      }),
      { seed },
    );
  });

  test('is nothing under the name of another', () => {
    writeDigested(file, Buffer.from('content'));
    renameSync(file, join(directory, 'other'));
    expect(readDigested(join(directory, 'other'))).toBeNull();
  });

  test.each([1, 32, 40])('is what it was when the disk is full after %i bytes', (room) => {
    writeDigested(file, Buffer.from('before'));
    disk.room = room;
    expect(() => writeDigested(file, Buffer.from('something longer'))).toThrow('ENOSPC');
    expect(readDigested(file)).toEqual(new Uint8Array(Buffer.from('before')));
    expect(readdirSync(directory)).toEqual(['entry']);
  });
});
