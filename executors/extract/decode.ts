/** Bytes of a file as text, or the news that they are not UTF-8. */

/** Keeps a byte order mark, so that positions in the text and bytes of the file start at the same place. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of valid UTF-8, its byte order mark included; null for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Where to cut `bytes[start, end)` so that at most `limit` bytes remain and no UTF-8 character is split. */
export function cutAtCharacter(bytes: Uint8Array, start: number, end: number, limit: number): number {
  if (end - start <= limit) return end;
  let cut = start + limit;
  while (cut > start && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut--;
  return cut;
}
