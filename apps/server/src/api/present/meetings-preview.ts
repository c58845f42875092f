import type { MeetingsPreview, TriedExclusion } from '@handrail/contract';
import { exclusionInWords } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import type { Simulation } from '@handrail/signals';
import type * as sync from '@handrail/sync';
import { instant } from './failure.ts';

/** What a draft's rules would keep out of the last 30 days. */
export function presentTried(tried: sync.TriedExclusion, { meetings }: Configuration): TriedExclusion {
  return {
    since: tried.since.toISOString(),
    meetings: tried.meetings,
    excluded: tried.excluded,
    matches: Object.fromEntries(tried.matches),
    list: tried.list.map(({ title, source, startedAt, rule }) => ({
      title,
      source,
      startedAt: instant(startedAt),
      rule,
      ruleInWords: exclusionInWords(rule, meetings.exclude),
    })),
    calls: tried.calls,
    isCut: tried.isCut,
  };
}

/** What a draft would do to stored meetings. */
export function presentMeetingsPreview(
  exclusion: sync.ExclusionPreview,
  simulation: Simulation,
  { meetings }: Configuration,
  limit: number,
): MeetingsPreview {
  return {
    exclusion: {
      excluded: exclusion.excludedIds.size,
      withdrawals: exclusion.withdrawals,
      keptOut: exclusion.keptOut,
      list: exclusion.excluded.map(({ meetingId, title, startedAt, rule }) => ({
        meetingId,
        title,
        startedAt: instant(startedAt),
        rule,
        ruleInWords: exclusionInWords(rule, meetings.exclude),
      })),
    },
    attribution: {
      judged: simulation.judged,
      totals: simulation.totals,
      withdrawals: simulation.withdrawals,
      list: simulation.meetings.map((meeting) => ({
        ...meeting,
        startedAt: instant(meeting.startedAt),
        before: [...meeting.before],
        after: [...meeting.after],
        withdrawnFrom: [...meeting.withdrawnFrom],
      })),
    },
    limit,
  };
}
