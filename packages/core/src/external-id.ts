import { hashText } from './hash128.ts';

/** What tells one meeting from all others, in the words of its source; no id of ours is among it. */
export interface MeetingIdentity {
  /** Host of the Gainsight tenant, as connected. */
  readonly gainsightHost: string;
  /** The source system: `gong`, `file`. */
  readonly system: string;
  /** The source's id of the meeting; for a file the hash of its content. */
  readonly meetingId: string;
}

/** The parts of an ExternalId. */
export interface ExternalId {
  /** M: the meeting, 24 hexadecimal digits. */
  readonly meeting: string;
  /** T: the target at first delivery, 16 hexadecimal digits. */
  readonly target: string;
  /** g: 0 unless a withdrawn activity had to be made again. */
  readonly generation: number;
}

const SCHEME = 'hr1';

/**
 * M of a meeting. Follows from the tenant and the source alone, so that a restored backup or a second
 * installation comes to the same one. 96 bits: among 10^9 meetings two share one with a chance of 10^-11.
 */
export function meetingKey({ gainsightHost, system, meetingId }: MeetingIdentity): string {
  return hashText(JSON.stringify([gainsightHost.toLowerCase(), system, meetingId])).slice(0, 24);
}

/** T of a target: only tells the targets of one meeting apart, so 64 bits are plenty. */
export function targetKey(targetGsid: string): string {
  return hashText(targetGsid).slice(0, 16);
}

/** Writes `hr1-<M>-<T>-<g>`, 47 characters and more. */
export function formatExternalId({ meeting, target, generation }: ExternalId): string {
  return `${SCHEME}-${meeting}-${target}-${generation}`;
}

/** The parts of an ExternalId of this scheme; null for anybody else's. */
export function parseExternalId(text: string): ExternalId | null {
  const match = /^hr1-([0-9a-f]{24})-([0-9a-f]{16})-(\d{1,6})$/.exec(text);
  const [, meeting, target, generation] = match ?? [];
  if (meeting === undefined || target === undefined || generation === undefined) return null;
  return { meeting, target, generation: Number(generation) };
}

/** What every activity of ours starts with, whichever installation made it. */
export const EXTERNAL_ID_PREFIX = `${SCHEME}-`;

/** What every activity of one meeting starts with: the text to look them up by. */
export function externalIdPrefix(meeting: string): string {
  return `${SCHEME}-${meeting}-`;
}

/** The same id one generation on; a text that is none of ours is given back as it is. */
export function nextGeneration(externalId: string): string {
  const parts = parseExternalId(externalId);
  return parts === null ? externalId : formatExternalId({ ...parts, generation: parts.generation + 1 });
}
