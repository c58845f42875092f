import { dayOf, METRIC_WINDOW_DAYS } from '@handrail/core';
import type { AccountId, CalendarDay, Configuration, HealthSettings } from '@handrail/core';
import {
  addToOutbox,
  listHealthSources,
  measureMetrics,
  readLatestScores,
  refreshLastMeetings,
  saveScores,
} from '@handrail/database';
import type { HealthMeeting, HealthSource, ScoreRow, WorkspaceTransaction } from '@handrail/database';
import { measureBaseline, measureEngagement } from './engagement.ts';
import type { MeetingAttendance } from './engagement.ts';
import type { Compared, EngagementFigures, HealthInputs } from './health-inputs.ts';
import { scoreHealth } from './health-score.ts';
import type { HealthScore } from './health-score.ts';

/** Windows of meetings that a score looks at: the present one and three for the baseline. */
const WINDOWS = 4;
const DAY_MS = 86_400_000;
const PAGE_ACCOUNTS = 1_000;
/** A tier with fewer others is compared with all accounts. */
const MIN_TIER = 3;
/** Most values of a tier that a score is held against and stores, spread evenly over the tier. */
const MAX_COMPARED = 100;

/** How many accounts were scored, and how many scores changed. */
export interface Scored {
  readonly scored: number;
  readonly changed: number;
}

/**
 * Scores every account that has meetings, for the workspace's day, and measures the catalogue of metrics. A score is
 * stored when it or an input changed; a changed metric is ordered for writeback in the same transaction.
 */
export async function scoreAccounts(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  zone: string,
  now: Date,
): Promise<Scored> {
  await refreshLastMeetings(tx);
  const { health: settings } = configuration;
  const sources = await readSources(tx, settings, now);
  const measured = sources.map((source) => measure(source, settings, now));
  const day = dayOf(now, zone);
  const ids = sources.map((source) => source.accountId);
  const before = await readLatestScores(tx, 'health', ids);
  const peersOf = findPeers(measured);
  let changed = 0;
  for (let from = 0; from < measured.length; from += PAGE_ACCOUNTS) {
    const scores = measured.slice(from, from + PAGE_ACCOUNTS).flatMap((account) => {
      const health = scoreHealth(inputsOf(account, peersOf(account), settings, day));
      return isSame(before.get(account.accountId), health) ? [] : [toScore(account.accountId, health)];
    });
    changed += scores.length;
    await saveScores(tx, scores, now);
  }
  const touched = await measureMetrics(tx, { now, day, windowDays: METRIC_WINDOW_DAYS });
  if (configuration.writeback.enabled) await orderValues(tx, [...touched], now);
  return { scored: measured.length, changed };
}

async function readSources(
  tx: WorkspaceTransaction,
  { windowDays, fields }: HealthSettings,
  now: Date,
): Promise<readonly HealthSource[]> {
  const from = new Date(now.getTime() - WINDOWS * windowDays * DAY_MS);
  const sources: HealthSource[] = [];
  for (let after = ''; ;) {
    const page = await listHealthSources(tx, { from, fields, after, limit: PAGE_ACCOUNTS });
    sources.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ACCOUNTS) return sources;
    after = last.accountId;
  }
}

interface Measured {
  readonly accountId: AccountId;
  readonly tier: string | null;
  readonly current: EngagementFigures;
  readonly baseline: EngagementFigures | null;
  readonly sentiment: number | null;
  readonly sentimentBefore: number | null;
  readonly openItems: number | null;
  readonly responseTime: number | null;
}

function measure(source: HealthSource, { windowDays }: HealthSettings, now: Date): Measured {
  const windowStart = now.getTime() - windowDays * DAY_MS;
  const attendance = source.meetings.map(toAttendance);
  const recent = source.meetings.filter((meeting) => meeting.startedAt.getTime() > windowStart);
  const earlier = source.meetings.filter((meeting) => meeting.startedAt.getTime() <= windowStart);
  return {
    accountId: source.accountId,
    tier: source.tier,
    current: measureEngagement(attendance, now, windowDays),
    baseline: measureBaseline(attendance, now, windowDays),
    sentiment: meanTone(recent),
    sentimentBefore: meanTone(earlier),
    openItems: openItemsOf(source),
    responseTime: source.responseTime,
  };
}

/** What waits for us: our open action items where there were meetings, and open tickets where a field tells them. */
function openItemsOf({ meetings, openItems, openTickets }: HealthSource): number | null {
  if (meetings.length === 0 && openTickets === null) return null;
  return (meetings.length === 0 ? 0 : openItems) + (openTickets ?? 0);
}

function toAttendance(meeting: HealthMeeting): MeetingAttendance {
  const isKnown = meeting.ourWords + meeting.theirWords > 0;
  return {
    heldAt: meeting.startedAt,
    externalParticipants: meeting.externalEmails,
    words: isKnown ? { ours: meeting.ourWords, theirs: meeting.theirWords } : null,
  };
}

function meanTone(meetings: readonly HealthMeeting[]): number | null {
  const tones = meetings.map((meeting) => meeting.sentiment).filter((tone) => tone !== null);
  if (tones.length === 0) return null;
  return Math.round((tones.reduce((sum, tone) => sum + tone, 0) / tones.length) * 1000) / 1000;
}

function inputsOf(
  account: Measured,
  peers: readonly Measured[],
  settings: HealthSettings,
  day: CalendarDay,
): HealthInputs {
  const { weights, thresholds, relativePercent, windowDays } = settings;
  const against = (pick: (one: Measured) => number | null): Compared => ({
    current: pick(account),
    // What waited at an earlier time is not known any more: these are held against the tier alone.
    baseline: null,
    tier: peers.map(pick).filter((value) => value !== null),
  });
  return {
    scoredOn: day,
    rules: { weights, thresholds, relativePercent },
    windowDays,
    engagement: {
      current: account.current,
      baseline: account.baseline,
      tier: peers.map((other) => other.current),
    },
    sentiment: {
      current: account.sentiment,
      baseline: account.sentimentBefore,
      tier: peers.map((other) => other.sentiment).filter((tone) => tone !== null),
    },
    ...(account.openItems === null ? {} : { openItems: against((one) => one.openItems) }),
    ...(account.responseTime === null ? {} : { responseTime: against((one) => one.responseTime) }),
  };
}

/** Whom an account is held against: others of its tier, or of all where the tier is small. */
function findPeers(all: readonly Measured[]): (account: Measured) => readonly Measured[] {
  const tiers = Map.groupBy(all, (account) => account.tier);
  const places = new Map(
    [...tiers.values(), all].map((list) => [list, new Map(list.map((account, at) => [account, at]))]),
  );
  return (account) => {
    const tier = tiers.get(account.tier) ?? [];
    const list = tier.length > MIN_TIER ? tier : all;
    return spreadWithout(list, places.get(list)?.get(account) ?? list.length);
  };
}

/** At most {@link MAX_COMPARED} of a list, evenly spread, as if the item at `gap` were not in it. */
function spreadWithout<T>(list: readonly T[], gap: number): readonly T[] {
  const size = gap < list.length ? list.length - 1 : list.length;
  const count = Math.min(size, MAX_COMPARED);
  return Array.from({ length: count }, (_, at) => {
    const index = Math.floor((at * size) / count);
    return list[index < gap ? index : index + 1];
  }).filter((item) => item !== undefined);
}

function isSame(stored: ScoreRow | undefined, health: HealthScore): boolean {
  return (
    stored !== undefined &&
    stored.algorithm === health.algorithm &&
    stored.score === health.score &&
    canonical(stored.inputs) === canonical(withoutDay(health.inputs))
  );
}

/** The day stands beside the inputs, so that an unchanged account needs no new row on a new day. */
function withoutDay({ scoredOn: _, ...inputs }: HealthInputs): object {
  return inputs;
}

/** JSON with sorted keys: jsonb does not keep their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function toScore(accountId: AccountId, health: HealthScore) {
  return {
    accountId,
    kind: 'health',
    scoredOn: health.scoredOn,
    score: health.score,
    label: health.label,
    reason: health.score === null ? health.reason : null,
    topCause: health.topCause,
    parts: health.parts,
    inputs: withoutDay(health.inputs),
    algorithm: health.algorithm,
  };
}

async function orderValues(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
  now: Date,
): Promise<void> {
  await addToOutbox(
    tx,
    accountIds.map((accountId) => ({
      kind: 'field-values' as const,
      subjectId: accountId,
      accountId,
      cause: 'score or metric changed',
      externalId: null,
      contentVersion: null,
      notBefore: now,
    })),
    now,
  );
}
