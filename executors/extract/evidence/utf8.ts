/** Text into UTF-8, quick for the short ASCII words that evidence consists of. */
import type { GrowableBytes } from './growable';

const encoder = new TextEncoder();

/** Above this length the native encoder wins over a loop. In UTF-16 units. */
const SHORT = 48;

/** Appends the UTF-8 bytes of `text` to `out`; NUL is a character like any other. */
export function appendUtf8(out: GrowableBytes, text: string): void {
  const length = text.length;
  out.reserve(length * 3);
  const { bytes } = out;
  const start = out.length;
  if (length <= SHORT) {
    let i = 0;
    for (; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) break;
      bytes[start + i] = unit;
    }
    if (i === length) {
      out.length = start + length;
      return;
    }
  }
  out.length = start + encoder.encodeInto(text, bytes.subarray(start)).written;
}
