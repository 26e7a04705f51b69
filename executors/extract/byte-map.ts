/** From positions in a decoded string (UTF-16 units, as parsers count) to bytes of the file it was decoded from. */

/** Byte offset of a UTF-16 position; positions between 0 and the length of the text, both included. */
export type ByteMap = (position: number) => number;

const identity: ByteMap = (position) => position;

/**
 * The map for `text`, decoded from `byteLength` bytes of valid UTF-8 with its byte order mark kept. One pass over the
 * text and four bytes per unit; nothing at all when the file is ASCII.
 */
export function byteMap(text: string, byteLength: number): ByteMap {
  if (text.length === byteLength) return identity;
  const offsets = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = bytes;
    bytes += bytesOfUnit(text.charCodeAt(i));
  }
  offsets[text.length] = bytes;
  return (position) => offsets[position] ?? bytes;
}

/** UTF-8 bytes that one UTF-16 unit stands for; the two halves of a surrogate pair share four. */
function bytesOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
}
