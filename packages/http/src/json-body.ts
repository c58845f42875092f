import { isAscii, isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WHOLE_BYTES, type LongList } from './json-bounds.ts';

/** What a body turned out to be. */
export type Body =
  | { readonly form: 'json'; readonly json: unknown }
  | { readonly form: 'empty' | 'html' | 'text' | 'broken-json'; readonly json: undefined };

/** The form of a body, as replies and errors name it. */
export type BodyForm = Body['form'];

/**
 * Reads a whole body. Text that opens like JSON, or says so in its content type, but does not parse is
 * `broken-json`. Own keys named `__proto__` are dropped, so that no later assignment can reach a prototype. A long
 * list is parsed a piece a turn of the event loop, and another long body a step a turn, so that no reply holds the loop
 * up for long (IH4); a list in pieces changes `bytes`.
 */
export async function readBody(bytes: Buffer, contentType: string, longList: LongList | null): Promise<Body> {
  const start = byteOrderMarkOf(bytes);
  const first = firstVisibleByte(bytes.subarray(start));
  if (first === undefined) return { form: 'empty', json: undefined };
  const opensAsJson = first === '{' || first === '[';
  if (!opensAsJson && !/json/i.test(contentType))
    return { form: first === '<' ? 'html' : 'text', json: undefined };
  if (first === '<') return { form: 'html', json: undefined };
  // Putting its chunks together took its time from this turn already.
  if (bytes.length >= WHOLE_BYTES) await nextTurn();
  const body = bytes.subarray(start);
  const json = await (longList === null ? parse(body) : parseInPieces(bytes, start, longList));
  return json === BROKEN ? { form: 'broken-json', json: undefined } : { form: 'json', json };
}

const BROKEN = Symbol('broken');
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** Of a long body, decoding, parsing and a search for keys to drop have a turn each: one text cannot be cut in pieces. */
async function parse(body: Buffer): Promise<unknown> {
  const isLong = body.length >= WHOLE_BYTES;
  if (!isUtf8(body)) return BROKEN;
  // The same text for ASCII, copied a dozen times faster.
  const text = body.toString(isAscii(body) ? 'latin1' : 'utf8');
  // An escaped spelling of the key is possible, but only with an escape of a plain letter.
  const mayReachPrototype = text.includes('proto__') || text.includes('\\u00');
  if (isLong) await nextTurn();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own error quotes the body, which is content, so it is not kept as a cause.
    return BROKEN;
  }
  if (!mayReachPrototype) return json;
  if (isLong) await nextTurn();
  dropPrototypeKeys(json);
  return json;
}

/** What is around the list first, with a mark in its place, then the items, in the order they stand; changes `body`. */
async function parseInPieces(body: Buffer, start: number, list: LongList): Promise<unknown> {
  const mark = randomUUID();
  const around = [body.subarray(start, list.from), Buffer.from(`"${mark}"`), body.subarray(list.to)];
  const json = await parse(Buffer.concat(around));
  if (json === BROKEN) return BROKEN;
  const items = findMarked(json, mark);
  items?.pop();
  let open = list.from - 1;
  for (const close of [...list.cuts, list.to]) {
    await nextTurn();
    // Each comma ends one piece and begins the next; in place, since joining text would copy it once more.
    body[open] = OPEN_LIST;
    body[close] = CLOSE_LIST;
    const piece = await parse(body.subarray(open, close + 1));
    // A comma with nothing behind it is no item, though the piece alone would parse.
    if (!Array.isArray(piece) || piece.length === 0) return BROKEN;
    for (const item of piece) items?.push(item);
    open = close;
  }
  return json;
}

/** The list that holds the mark; null when a later key of the same name has taken its place. */
function findMarked(root: unknown, mark: string): unknown[] | null {
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length === 1 && value[0] === mark) return value;
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) open.push(part);
  }
  return null;
}

function byteOrderMarkOf(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function firstVisibleByte(bytes: Buffer): string | undefined {
  for (const byte of bytes) {
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return String.fromCharCode(byte);
  }
  return undefined;
}

function dropPrototypeKeys(root: unknown): void {
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) open.push(part);
  }
}
