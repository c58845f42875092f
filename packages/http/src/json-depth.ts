const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Reads JSON bytes piece by piece; false as soon as they nest deeper than allowed. */
export type DepthScan = (chunk: Uint8Array) => boolean;

/**
 * Makes a scan that follows nesting across chunks; a body that does not open as JSON passes. It runs before
 * parsing, since a body of brackets alone costs a hundred times its size once parsed.
 */
export function createDepthScan(maxDepth: number): DepthScan {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isJson: boolean | null = null;
  return (chunk) => {
    isJson ??= opensAsJson(chunk);
    if (isJson !== true) return true;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth += 1;
        if (depth > maxDepth) return false;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
    }
    return true;
  };
}

function opensAsJson(chunk: Uint8Array): boolean | null {
  for (const byte of chunk)
    if (byte > 0x20) return byte === OPEN_OBJECT || byte === OPEN_LIST || byte === 0xef;
  return null;
}
