const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What a piece of JSON did to its bounds. */
type BoundsVerdict = 'fits' | 'too-deep' | 'too-many';

/** The longest list of a body, and where it may be cut: offsets of bytes from the body's first. */
export interface LongList {
  /** Of the first byte after its bracket. */
  readonly from: number;
  /** Of its closing bracket. */
  readonly to: number;
  /** Of commas between its items, about a `PIECE_BYTES` apart; at least one. */
  readonly cuts: readonly number[];
}

/** Reads JSON bytes piece by piece, until they nest too deep or hold too many values. */
export interface BoundsScan {
  read(chunk: Uint8Array): BoundsVerdict;
  /** Of what was read so far; null when that is quickly parsed at once, or no list is longer than a piece. */
  longList(): LongList | null;
}

/** A body below this is parsed at once, in some thirty milliseconds; a full page of 40 fields has 7 MB. */
export const WHOLE_BYTES = 2 ** 23;
/** About what parses in ten milliseconds. */
const PIECE_BYTES = 2 ** 21;
/** Keys of one object: of many more a parser makes a table, a hundred times slower than their number lets expect. */
const MAX_KEYS = 5_000;

/**
 * Makes a scan that follows nesting and counts values across chunks; a body that does not open as JSON fits. It
 * runs before parsing, since a body of brackets alone costs a hundred times its size once parsed.
 */
export function createBoundsScan(maxDepth: number, maxValues: number): BoundsScan {
  let isJson: boolean | null = null;
  let base = 0;
  let depth = 0;
  let values = 0;
  let inString = false;
  let isEscaped = false;
  /** Keys so far of the open object of each level; of a list always 0. */
  const keys = new Uint32Array(maxDepth + 1);
  const isObject = new Uint8Array(maxDepth + 1);
  const lists = createListWatch();

  function read(chunk: Uint8Array): BoundsVerdict {
    isJson ??= opensAsJson(chunk);
    if (isJson !== true) return 'fits';
    // Locals, since a captured variable costs four times as much per byte.
    const end = chunk.length;
    let at = 0;
    let level = depth;
    let counted = values;
    let isInside = inString;
    let mostKeys = 0;
    if (isEscaped && end > 0) at = 1;
    while (at < end) {
      if (isInside) {
        while (at < end && chunk[at] !== QUOTE) at += chunk[at] === BACKSLASH ? 2 : 1;
        if (at >= end) break;
        isInside = false;
      } else {
        const byte = chunk[at];
        if (byte === QUOTE) isInside = true;
        else if (byte === COMMA) {
          counted += 1;
          if (isObject[level] === 1) {
            const count = (keys[level] ?? 0) + 1;
            keys[level] = count;
            if (count > mostKeys) mostKeys = count;
          } else if (level === lists.level) lists.comma(base + at);
        } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          level += 1;
          counted += 1;
          if (level > maxDepth) return 'too-deep';
          isObject[level] = byte === OPEN_OBJECT ? 1 : 0;
          keys[level] = 0;
          if (byte === OPEN_LIST && lists.level === 0) lists.open(level, base + at + 1);
        } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          if (level === lists.level) lists.close(base + at);
          level -= 1;
        }
      }
      at += 1;
    }
    // A backslash as the last byte escapes the first of the next chunk.
    if (end > 0) isEscaped = at > end;
    inString = isInside;
    depth = level;
    values = counted;
    base += end;
    return counted > maxValues || mostKeys >= MAX_KEYS ? 'too-many' : 'fits';
  }
  return { read, longList: () => (base < WHOLE_BYTES ? null : lists.longest()) };
}

/** Follows the outermost lists of a body: the records of a page are one of them. */
function createListWatch() {
  let from = 0;
  let lastCut = 0;
  let cuts: number[] = [];
  let longest: LongList | null = null;
  const watch = {
    /** Level of the outermost open list; 0 while there is none. */
    level: 0,
    open(level: number, at: number): void {
      watch.level = level;
      from = at;
      lastCut = at;
      cuts = [];
    },
    comma(at: number): void {
      if (at - lastCut < PIECE_BYTES) return;
      cuts.push(at);
      lastCut = at;
    },
    close(at: number): void {
      watch.level = 0;
      const isLonger = longest === null || at - from > longest.to - longest.from;
      if (cuts.length > 0 && isLonger) longest = { from, to: at, cuts };
    },
    longest: (): LongList | null => longest,
  };
  return watch;
}

function opensAsJson(chunk: Uint8Array): boolean | null {
  for (const byte of chunk)
    if (byte > 0x20) return byte === OPEN_OBJECT || byte === OPEN_LIST || byte === 0xef;
  return null;
}
