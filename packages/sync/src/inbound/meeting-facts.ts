import { emailDomain, foldEmail, isWithinDomain } from '@handrail/core';
import type { GongExtensiveCall, GongParty, GongTranscript } from '@handrail/gong';
import type { NewParticipant, NewTurn, OwnPeople } from '@handrail/database';

/** The last moment of a recording that is believed, in ms. */
export const MAX_TIME_MS = 7 * 86_400_000;

/** How our own people are told from others. */
export interface OwnSide {
  readonly ownDomains: readonly string[];
  readonly people: OwnPeople;
}

/** Under which address somebody stands, and on whose side: by the recorder's users, its word, then by our own domains. */
export function placePerson(
  told: {
    readonly affiliation: string | null;
    readonly email: string | null;
    /** Their id among the recorder's users. */
    readonly userId: string | null;
  },
  { ownDomains, people }: OwnSide,
): Pick<NewParticipant, 'email' | 'side'> {
  const email = told.email === null ? null : foldEmail(storable(told.email) ?? '');
  const own =
    (told.userId === null ? undefined : people.byRecorderId.get(told.userId)) ??
    (email === null ? undefined : people.byAddress.get(email));
  if (own !== undefined) return { email: own, side: 'ours' };
  return { email, side: sideOf(told.affiliation, email, ownDomains) };
}

function sideOf(
  affiliation: string | null,
  email: string | null,
  ownDomains: readonly string[],
): NewParticipant['side'] {
  const domain = email === null ? null : emailDomain(email);
  if (domain !== null && ownDomains.some((own) => isWithinDomain(domain, own))) return 'ours';
  if (affiliation === 'Internal') return 'ours';
  if (affiliation === 'External') return 'theirs';
  return domain !== null && ownDomains.length > 0 ? 'theirs' : 'unknown';
}

/** Parties of a call as participants of a meeting. */
export function toParticipants(parties: readonly GongParty[], own: OwnSide): NewParticipant[] {
  return parties.map((party) => ({
    name: storable(party.name),
    title: storable(party.title),
    ...placePerson({ ...party, email: party.emailAddress }, own),
    speaker_key: party.speakerId,
  }));
}

/** The one CRM account that the recorder linked to the call; null when it linked none, or several. */
export function crmAccountOf(call: GongExtensiveCall): string | null {
  const ids = call.context.flatMap(({ objects }) =>
    objects.filter((object) => object.objectType === 'Account').map((object) => object.objectId),
  );
  const distinct = new Set(ids.filter((id) => id !== null));
  const [only] = distinct;
  return distinct.size === 1 && only !== undefined ? only : null;
}

/** The monologues of a transcript as turns in order of time; a speaker nobody knows gets a number. */
export function toTurns(
  transcript: GongTranscript,
  participants: readonly Pick<NewParticipant, 'name' | 'email' | 'side' | 'speaker_key'>[],
): NewTurn[] {
  const bySpeaker = new Map(participants.map((participant) => [participant.speaker_key, participant]));
  const unknown = new Map<string | null, string>();
  const turns = transcript.transcript.flatMap(({ speakerId, sentences }) => {
    const text = sentences
      .map((sentence) => storable(sentence.text)?.trim() ?? '')
      .join(' ')
      .trim();
    if (text === '') return [];
    const participant = speakerId === null ? undefined : bySpeaker.get(speakerId);
    if (participant === undefined && !unknown.has(speakerId)) {
      unknown.set(speakerId, `Unknown speaker ${unknown.size + 1}`);
    }
    return [
      {
        speaker: participant?.name ?? participant?.email ?? unknown.get(speakerId) ?? 'Unknown speaker',
        side: participant?.side ?? ('unknown' as const),
        text,
        start_ms: milliseconds(sentences[0]?.start),
        end_ms: milliseconds(sentences.at(-1)?.end),
      },
    ];
  });
  return turns.toSorted((left, right) => (left.start_ms ?? 0) - (right.start_ms ?? 0));
}

function milliseconds(value: number | undefined): number | null {
  const isTime = value !== undefined && value >= 0 && value <= MAX_TIME_MS;
  return isTime ? Math.round(value) : null;
}

/** Text that PostgreSQL can keep: NUL left out, halves of surrogate pairs replaced by U+FFFD. */
export function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').toWellFormed();
}

/** A title that can be read and opened; null of one that is missing or shows nothing. */
export function shownTitle(title: string | null | undefined): string | null {
  const stored = storable(title ?? null);
  return stored === null || !/[^\s\p{C}]/u.test(stored) ? null : stored;
}

/** The name of a meeting that has none. */
export const UNTITLED = 'Untitled meeting';
