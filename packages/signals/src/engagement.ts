import { DEFAULT_HEALTH } from '@handrail/core';
import type { EngagementFigures } from './health-inputs.ts';

/** What of a meeting counts for engagement. */
export interface MeetingAttendance {
  readonly heldAt: Date;
  /** A key for each of the account's people who took part: address, else name; case does not matter. */
  readonly externalParticipants: readonly string[];
  /** Words spoken by each side; null when sides are not known. */
  readonly words: { readonly ours: number; readonly theirs: number } | null;
}

const DAY_MS = 86_400_000;
const BASELINE_WINDOWS = 3;

/** The engagement of an account in the `windowDays` before `until`; later meetings do not count. */
export function measureEngagement(
  meetings: readonly MeetingAttendance[],
  until: Date,
  windowDays = DEFAULT_HEALTH.windowDays,
): EngagementFigures {
  const untilMs = until.getTime();
  const held = meetings.filter(({ heldAt }) => heldAt.getTime() <= untilMs);
  const inWindow = held.filter(({ heldAt }) => heldAt.getTime() > untilMs - windowDays * DAY_MS);
  const people = new Set(
    inWindow.flatMap(({ externalParticipants }) =>
      externalParticipants.map((key) => key.trim().toLowerCase()),
    ),
  );
  const spoken = inWindow.map(({ words }) => words).filter((words) => words !== null);
  const theirs = spoken.reduce((sum, words) => sum + words.theirs, 0);
  const all = spoken.reduce((sum, words) => sum + words.theirs + words.ours, 0);
  const lastMs = held.reduce<number | null>(
    (last, { heldAt }) => Math.max(last ?? 0, heldAt.getTime()),
    null,
  );
  return {
    meetings: inWindow.length,
    externalParticipants: people.size,
    daysSinceLastMeeting: lastMs === null ? null : Math.floor((untilMs - lastMs) / DAY_MS),
    externalSpeakingShare: all === 0 ? null : theirs / all,
  };
}

/**
 * The account's own past: the mean of up to three windows before the present one, as far back as there were meetings;
 * null when the first meeting is younger than one window.
 */
export function measureBaseline(
  meetings: readonly MeetingAttendance[],
  until: Date,
  windowDays = DEFAULT_HEALTH.windowDays,
): EngagementFigures | null {
  const windows: EngagementFigures[] = [];
  for (let back = 1; back <= BASELINE_WINDOWS; back += 1) {
    const end = new Date(until.getTime() - back * windowDays * DAY_MS);
    const figures = measureEngagement(meetings, end, windowDays);
    if (figures.daysSinceLastMeeting === null) break;
    windows.push(figures);
  }
  if (windows.length === 0) return null;
  const meanOf = (pick: (figures: EngagementFigures) => number | null): number | null => {
    const known = windows.map(pick).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return {
    meetings: meanOf(({ meetings: count }) => count) ?? 0,
    externalParticipants: meanOf(({ externalParticipants }) => externalParticipants) ?? 0,
    daysSinceLastMeeting: meanOf(({ daysSinceLastMeeting }) => daysSinceLastMeeting),
    externalSpeakingShare: meanOf(({ externalSpeakingShare }) => externalSpeakingShare),
  };
}
