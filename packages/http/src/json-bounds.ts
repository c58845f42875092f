const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What a piece of JSON did to its bounds. */
type BoundsVerdict = 'fits' | 'too-deep' | 'too-many';

/** Reads JSON bytes piece by piece, until they nest too deep or hold too many values. */
export type BoundsScan = (chunk: Uint8Array) => BoundsVerdict;

/**
 * Makes a scan that follows nesting and counts values across chunks; a body that does not open as JSON fits. It
 * runs before parsing, since a body of brackets alone costs a hundred times its size once parsed.
 */
export function createBoundsScan(maxDepth: number, maxValues: number): BoundsScan {
  let isJson: boolean | null = null;
  let depth = 0;
  let values = 0;
  let inString = false;
  let isEscaped = false;
  return (chunk) => {
    isJson ??= opensAsJson(chunk);
    if (isJson !== true) return 'fits';
    // Locals, since a captured variable costs four times as much per byte.
    const end = chunk.length;
    let at = 0;
    let level = depth;
    let counted = values;
    let isInside = inString;
    if (isEscaped && end > 0) at = 1;
    while (at < end) {
      if (isInside) {
        while (at < end && chunk[at] !== QUOTE) at += chunk[at] === BACKSLASH ? 2 : 1;
        if (at >= end) break;
        isInside = false;
      } else {
        const byte = chunk[at];
        if (byte === QUOTE) isInside = true;
        else if (byte === COMMA) counted += 1;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          level += 1;
          counted += 1;
          if (level > maxDepth) return 'too-deep';
        } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) level -= 1;
      }
      at += 1;
    }
    // A backslash as the last byte escapes the first of the next chunk.
    if (end > 0) isEscaped = at > end;
    inString = isInside;
    depth = level;
    values = counted;
    return counted > maxValues ? 'too-many' : 'fits';
  };
}

function opensAsJson(chunk: Uint8Array): boolean | null {
  for (const byte of chunk)
    if (byte > 0x20) return byte === OPEN_OBJECT || byte === OPEN_LIST || byte === 0xef;
  return null;
}
