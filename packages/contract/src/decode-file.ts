/**
 * The text of a file that was made anywhere: UTF-16 where its byte order mark or its zero bytes say so, else UTF-8, and
 * Windows-1252 where its bytes are no UTF-8.
 */
export function decodeFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = decodeUtf8(bytes);
  return decodeUnmarked(bytes, text) ?? text ?? new TextDecoder('windows-1252').decode(bytes);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** From this share of zero bytes on, what reads as UTF-8 is UTF-16: in plain English text every second byte is zero. */
const ZERO_SHARE = 0.25;

/**
 * The text of bytes in UTF-16 without a mark; null where they are none. Blanks and ends of lines have a zero byte in every
 * script, and its place tells the order; no text has a character zero.
 */
function decodeUnmarked(bytes: Uint8Array, asUtf8: string | null): string | null {
  let [even, odd] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even === odd || (asUtf8 !== null && even + odd < bytes.length * ZERO_SHARE)) return null;
  try {
    const text = new TextDecoder(even > odd ? 'utf-16be' : 'utf-16le', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
