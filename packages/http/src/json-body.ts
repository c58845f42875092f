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
 * list is parsed a piece a turn of the event loop, which no reply then holds up for long (IH4); that changes `bytes`.
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
  const json = await (longList === null ? parseWhole(body) : parseInPieces(bytes, start, longList));
  return json === BROKEN ? { form: 'broken-json', json: undefined } : { form: 'json', json };
}

const BROKEN = Symbol('broken');
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** What a body holds, or `BROKEN`; a large one is turned into text and parsed in turns of their own. */
async function parseWhole(body: Buffer): Promise<unknown> {
  const text = decode(body);
  if (body.length >= WHOLE_BYTES) await nextTurn();
  return text === null ? BROKEN : parseText(text);
}

function parse(body: Buffer): unknown {
  const text = decode(body);
  return text === null ? BROKEN : parseText(text);
}

function decode(body: Buffer): string | null {
  if (!isUtf8(body)) return null;
  // The same text for ASCII, copied a dozen times faster.
  return body.toString(isAscii(body) ? 'latin1' : 'utf8');
}

function parseText(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    // An escaped spelling of the key is possible, but only with an escape of a plain letter.
    if (text.includes('proto__') || text.includes('\\u00')) dropPrototypeKeys(json);
    return json;
  } catch {
    // The parser's own error quotes the body, which is content, so it is not kept as a cause.
    return BROKEN;
  }
}

/** What is around the list first, with a mark in its place, then the items, in the order they stand; changes `body`. */
async function parseInPieces(body: Buffer, start: number, list: LongList): Promise<unknown> {
  const mark = randomUUID();
  const around = [body.subarray(start, list.from), Buffer.from(`"${mark}"`), body.subarray(list.to)];
  const json = parse(Buffer.concat(around));
  if (json === BROKEN) return BROKEN;
  const items = findMarked(json, mark);
  items?.pop();
  let open = list.from - 1;
  for (const close of [...list.cuts, list.to]) {
    await nextTurn();
    // Each comma ends one piece and begins the next; in place, since joining text would copy it once more.
    body[open] = OPEN_LIST;
    body[close] = CLOSE_LIST;
    const piece = parse(body.subarray(open, close + 1));
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
