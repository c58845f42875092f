import { judgeExclusion } from '@handrail/core';
import type { Configuration, ExclusionVerdict, MeetingMetadata } from '@handrail/core';
import { EXCLUDED_TITLE } from '@handrail/database';
import type { ConnectionRow, NewMeeting, NewParticipant } from '@handrail/database';
import type { GongCallFacts, GongExtensiveCall } from '@handrail/gong';
import { crmAccountOf, shownTitle, storable, toParticipants, UNTITLED } from './meeting-facts.ts';
import type { OwnSide } from './meeting-facts.ts';

/** Longest meeting that is believed, in seconds. */
const MAX_DURATION_SECONDS = 7 * 86_400;

/** What is read of a workspace once a slice. */
export interface MeetingContext extends OwnSide {
  readonly configuration: Configuration;
}

/** What is known of a meeting before its content. */
export interface KnownBefore {
  readonly title: string | null;
  readonly isPrivate: boolean;
  readonly participants: readonly Pick<NewParticipant, 'email' | 'side'>[];
}

/** A meeting as rules of exclusion look at it. */
export function metadataOf({ title, isPrivate, participants }: KnownBefore): MeetingMetadata {
  return {
    title,
    isPrivate,
    // A colleague without an address counts as one; a stranger without one is somebody from outside.
    participantEmails: participants
      .filter(({ email, side }) => email !== null || side !== 'ours')
      .map(({ email }) => email),
  };
}

/** Whether a meeting is kept out, judged by what was known before its content. */
export function judgeMeeting(
  meeting: KnownBefore,
  { configuration, ownDomains }: MeetingContext,
): ExclusionVerdict {
  return judgeExclusion(metadataOf(meeting), { ...configuration.meetings, ownDomains });
}

/**
 * A call as a meeting; an excluded one keeps its id, time and rule, and neither title nor people. Only of a private
 * call are no details needed, and none are read.
 */
export function toMeeting(
  connection: Pick<ConnectionRow, 'id'>,
  context: MeetingContext,
  call: GongCallFacts,
  details: GongExtensiveCall | null,
  now: Date,
): NewMeeting {
  const participants = toParticipants(details?.parties ?? [], context);
  const verdict = judgeMeeting(
    {
      title: call.title,
      isPrivate: call.isPrivate === true,
      participants,
    },
    context,
  );
  const base = {
    connectionId: connection.id,
    source: 'gong' as const,
    sourceMeetingId: call.id,
    startedAt: call.started ?? call.scheduled,
    durationSeconds: durationOf(call.duration),
  };
  if (verdict.isExcluded) {
    return {
      ...base,
      sourceReference: null,
      title: EXCLUDED_TITLE,
      url: null,
      language: null,
      crmAccountId: null,
      hostEmail: null,
      state: 'excluded',
      exclusionRule: verdict.rule,
      nextTranscriptAt: null,
      participants: [],
    };
  }
  const hostId = call.primaryUserId;
  const host = details?.parties.find((party) => party.userId !== null && party.userId === hostId);
  const known = hostId === null ? undefined : context.people.byRecorderId.get(hostId);
  return {
    ...base,
    sourceReference: storable(call.clientUniqueId),
    title: shownTitle(call.title) ?? UNTITLED,
    url: httpsUrl(call.url),
    language: storable(call.language),
    crmAccountId: details === null ? null : storable(crmAccountOf(details)),
    hostEmail: known ?? storable(host?.emailAddress ?? null),
    state: 'awaiting-transcript',
    exclusionRule: null,
    nextTranscriptAt: now,
    participants,
  };
}

function durationOf(seconds: number | null): number | null {
  return seconds === null || seconds < 0 || seconds > MAX_DURATION_SECONDS ? null : Math.round(seconds);
}

function httpsUrl(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url?.protocol === 'https:' ? url.href : null;
}
