import type { JsonValue } from './json.ts';

/** Most characters of a value that are shown within a sentence. */
const MAX_CHARACTERS = 80;

/**
 * A value of the source as it may stand within a sentence: on one line, what cannot be seen written out as its code, and
 * cut.
 */
export function showValue(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const seen = text
    .slice(0, 4 * MAX_CHARACTERS)
    .toWellFormed()
    // Control, format and separator characters: they break lines and terminals, or turn what stands beside them around.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);
  const characters = [...seen];
  if (characters.length <= MAX_CHARACTERS) return seen;
  return `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}
