import { hashText } from '@handrail/core';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * Hash of what an activity says: its words, the addresses of its links and pictures, in order. A tenant that stores notes
 * with other tags, blanks or escapes than they were sent with says the same; a person who changed a word does not.
 */
export function hashActivity({
  subject,
  notes,
}: {
  readonly subject: string;
  readonly notes: string;
}): string {
  return hashText(JSON.stringify([words(subject), words(notes)]));
}

function words(html: string): string {
  return html
    .replace(/<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*["']?([^"'\s>]*)[^>]*>/giu, ' [$1] ')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu, unescape)
    .replace(/\s+/gu, ' ')
    .trim();
}

function unescape(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}
