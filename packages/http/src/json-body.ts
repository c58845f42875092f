import { isAscii, isUtf8 } from 'node:buffer';

/** What a body turned out to be. */
export type Body =
  | { readonly form: 'json'; readonly json: unknown }
  | { readonly form: 'empty' | 'html' | 'text' | 'broken-json'; readonly json: undefined };

/** The form of a body, as replies and errors name it. */
export type BodyForm = Body['form'];

/**
 * Reads a whole body. Text that opens like JSON, or says so in its content type, but does not parse is
 * `broken-json`. Own keys named `__proto__` are dropped, so that no later assignment can reach a prototype.
 */
export function readBody(bytes: Buffer, contentType: string): Body {
  const body = withoutByteOrderMark(bytes);
  const first = firstVisibleByte(body);
  if (first === undefined) return { form: 'empty', json: undefined };
  const opensAsJson = first === '{' || first === '[';
  if (!opensAsJson && !/json/i.test(contentType))
    return { form: first === '<' ? 'html' : 'text', json: undefined };
  if (first === '<') return { form: 'html', json: undefined };
  if (!isUtf8(body)) return { form: 'broken-json', json: undefined };
  // The same text for ASCII, copied a dozen times faster.
  const text = body.toString(isAscii(body) ? 'latin1' : 'utf8');
  try {
    const json: unknown = JSON.parse(text);
    // An escaped spelling of the key is possible, but only with an escape of a plain letter.
    if (text.includes('proto__') || text.includes('\\u00')) dropPrototypeKeys(json);
    return { form: 'json', json };
  } catch {
    // The parser's own error quotes the body, which is content, so it is not kept as a cause.
    return { form: 'broken-json', json: undefined };
  }
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
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
