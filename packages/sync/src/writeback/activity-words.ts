import { hashText } from '@handrail/core';
import type { RenderedActivity } from './render-activity.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What an activity shows beside its words, of which reads tell a part only. */
export interface ActivityFacts {
  readonly heldAt: Date;
  readonly internalEmails: readonly string[];
  readonly externalEmails: readonly string[];
}

/** Hash of all that an activity shall show: its words as `hashWords` has them, then day and attendees. */
export function hashActivity(text: RenderedActivity, facts: ActivityFacts): string {
  const { heldAt, internalEmails, externalEmails } = facts;
  const people = [internalEmails, externalEmails].map((emails) => [...new Set(emails)].toSorted());
  return `${hashWords(text)}.${hashText(JSON.stringify([heldAt.toISOString(), ...people]))}`;
}

/**
 * Hash of what an activity says: its words, the addresses of its links and pictures, in order. A tenant that stores notes
 * with other tags, blanks or escapes than they were sent with says the same; a person who changed a word does not.
 */
export function hashWords({ subject, notes }: RenderedActivity): string {
  return hashText(JSON.stringify([words(subject), words(notes)]));
}

/** The part of a hash of an activity that is of its words; the whole of one made when no more was kept. */
export function wordsIn(hash: string): string {
  return hash.split('.')[0] ?? hash;
}

/** Whether a hash is that of an activity as far as it tells: one that was made of words alone says nothing of the rest. */
export function isHashOf(kept: string, wanted: string): boolean {
  return kept === wanted || kept === wordsIn(wanted);
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
