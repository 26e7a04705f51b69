/** Nx's hash of a file, computed over bytes that are already in memory. */
import { createXXHash3 } from 'hash-wasm';

/** Hashes bytes as Nx does: XXH3, 64 bits, in decimal digits. */
export type ContentHash = (bytes: Uint8Array) => string;

let hasher: Promise<ContentHash> | undefined;

/** The hash function; its WebAssembly is compiled once per thread. */
export function contentHash(): Promise<ContentHash> {
  hasher ??= createXXHash3().then((xxh3) => (bytes) => {
    xxh3.init();
    xxh3.update(bytes);
    return BigInt(`0x${xxh3.digest('hex')}`).toString();
  });
  return hasher;
}
