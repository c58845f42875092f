import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { dayOf, hashText } from '@handrail/core';
import type { AccountId, CalendarDay, Configuration, HealthRules, HealthSettings } from '@handrail/core';
import {
  listAccountsChangedSince,
  listScorePeers,
  noteChangedPeers,
  readHealthSources,
  readLatestScores,
  saveScorePeers,
  saveScores,
  showHealth,
  takeAccountsToScore,
} from '@handrail/database';
import type {
  HealthMeeting,
  HealthSource,
  NewScore,
  NewScorePeers,
  OwnScore,
  ScorePeers,
  WorkspaceTransaction,
} from '@handrail/database';
import { measureBaseline, measureEngagement } from './engagement.ts';
import type { MeetingAttendance } from './engagement.ts';
import type { Compared, EngagementFigures, HealthInputs } from './health-inputs.ts';
import { HEALTH_ALGORITHM, scoreHealth } from './health-score.ts';
import type { HealthScore } from './health-score.ts';

/** Windows of meetings that a score looks at: the present one and three for the baseline. */
const WINDOWS = 4;
const DAY_MS = 86_400_000;
/** Accounts that are scored and shown at once: a statement that shows scores may look through the whole list. */
const PAGE_ACCOUNTS = 5_000;
/** Accounts scored before other work, and what is being saved, has its turn: a ms or two. */
const ACCOUNTS_AT_A_STRETCH = 50;
/** A tier with fewer others is compared with all accounts. */
const MIN_TIER = 3;
/** Most values of a tier that a score is held against and stores, spread evenly over the tier. */
const MAX_COMPARED = 100;

/** A draw of the day stands until more than one account in so many changed. */
const REDRAWN_FROM = 20;
/** Accounts that changed so long before a draw are looked at again, in ms: what was committed late. */
const COMMIT_LAG_MS = 600_000;

/** How many accounts were scored, and how many scores changed. */
export interface Scored {
  readonly scored: number;
  readonly changed: number;
  /** The accounts that were looked at; null: all. */
  readonly accountIds: readonly AccountId[] | null;
}

/**
 * Scores accounts for the workspace's day: all that have meetings once a day, and whenever settings or more than one in
 * twenty accounts changed; else those alone that changed since, held against the sample that the day's last draw made.
 * A score is stored when it or a figure of the account changed.
 */
export async function scoreAccounts(
  tx: WorkspaceTransaction,
  { health: settings }: Configuration,
  zone: string,
  now: Date,
): Promise<Scored> {
  const day = dayOf(now, zone);
  const draw = {
    day,
    settings: hashText(JSON.stringify([HEALTH_ALGORITHM, settings])),
    rules: rulesOf(settings),
  };
  const noted = await takeAccountsToScore(tx);
  const drawn = await listScorePeers(tx, draw);
  const all = drawn.find(({ ofAll }) => ofAll);
  const changed =
    all === undefined ? null : new Set([...noted, ...(await listByFields(tx, settings, all.drawnAt))]);
  if (all === undefined || changed === null || isOutdated(all, noted.size)) {
    const measured = await measureAll(tx, settings, now, null);
    const samples = drawSamples(measured);
    const peers = await saveScorePeers(tx, draw, samples, now);
    return { ...(await storeScores(tx, measured, peers, { settings, day, now })), accountIds: null };
  }
  const accountIds = [...changed];
  await noteChangedPeers(tx, drawn, noted.size);
  const measured = await measureAll(tx, settings, now, accountIds);
  return { ...(await storeScores(tx, measured, drawn, { settings, day, now })), accountIds };
}

function isOutdated({ changed, population }: ScorePeers, more: number): boolean {
  return (changed + more) * REDRAWN_FROM > population;
}

/** Where custom fields bear on scores: accounts whose own row changed since the draw. */
async function listByFields(
  tx: WorkspaceTransaction,
  { fields }: HealthSettings,
  drawnAt: Date,
): Promise<readonly AccountId[]> {
  if (fields.responseTime === null && fields.openTickets === null) return [];
  return listAccountsChangedSince(tx, new Date(drawnAt.getTime() - COMMIT_LAG_MS));
}

/** The figures of these accounts, or of all, in order of their ids. */
async function measureAll(
  tx: WorkspaceTransaction,
  settings: HealthSettings,
  now: Date,
  accountIds: readonly AccountId[] | null,
): Promise<readonly Measured[]> {
  const { windowDays, fields } = settings;
  const from = new Date(now.getTime() - WINDOWS * windowDays * DAY_MS);
  const measured: Measured[] = [];
  if (accountIds?.length === 0) return measured;
  for await (const page of readHealthSources(tx, { from, fields, accountIds })) {
    for (const source of page) measured.push(measure(source, settings, now));
  }
  return measured;
}

/** One sample of all accounts, and one of each tier that is large enough to be held against. */
function drawSamples(measured: readonly Measured[]): readonly NewScorePeers[] {
  const tiers = [...Map.groupBy(measured, ({ tier }) => tier)].filter(([, list]) => list.length > MIN_TIER);
  return [
    toSample(measured, { ofAll: true, tier: null }),
    ...tiers.map(([tier, list]) => toSample(list, { ofAll: false, tier })),
  ];
}

function toSample(list: readonly Measured[], of: Pick<NewScorePeers, 'ofAll' | 'tier'>): NewScorePeers {
  const sample = spread(list, MAX_COMPARED + 1);
  return {
    ...of,
    population: list.length,
    members: sample.map(({ accountId }) => accountId),
    figures: sample.map(({ current, sentiment, openItems, responseTime }) => ({
      engagement: current,
      sentiment,
      openItems,
      responseTime,
    })),
  };
}

/** At most `count` of a list, evenly spread. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

interface Scoring {
  readonly settings: HealthSettings;
  readonly day: CalendarDay;
  readonly now: Date;
}

/**
 * Scores measured accounts, stores the scores that changed and shows them. PostgreSQL has the most to do here: while it
 * stores one page, the next is scored.
 */
async function storeScores(
  tx: WorkspaceTransaction,
  measured: readonly Measured[],
  peers: readonly ScorePeers[],
  { settings, day, now }: Scoring,
): Promise<{ readonly scored: number; readonly changed: number }> {
  const peersOf = findPeers(peers);
  let changed = 0;
  let saving: Promise<void> = Promise.resolve();
  for (let from = 0; from < measured.length; from += PAGE_ACCOUNTS) {
    const accounts = measured.slice(from, from + PAGE_ACCOUNTS);
    const page: NewScore[] = [];
    for (const [at, account] of accounts.entries()) {
      const held = peersOf(account);
      const health = scoreHealth(inputsOf(account, held.others, settings, day));
      page.push(toScore(account.accountId, health, held));
      // What is being saved goes out, statement by statement, only when this thread gives way.
      if (at % ACCOUNTS_AT_A_STRETCH === 0) await setImmediate();
    }
    await saving;
    const ids = page.map(({ accountId }) => accountId);
    const before = await readLatestScores(tx, 'health', ids);
    const scores = page.filter((score) => !isSame(before.get(score.accountId), score));
    changed += scores.length;
    saving = saveAndShow(tx, scores, now);
    // Told where it is waited for.
    saving.catch(() => undefined);
  }
  await saving;
  return { scored: measured.length, changed };
}

async function saveAndShow(tx: WorkspaceTransaction, scores: readonly NewScore[], now: Date): Promise<void> {
  await saveScores(tx, scores, now);
  await showHealth(tx, scores);
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

/** What waits for us: our open action items where a meeting was heard, and open tickets where a field tells them. */
function openItemsOf({ meetings, openItems, openTickets }: HealthSource): number | null {
  const isHeard = meetings.some(({ theirWords }) => theirWords !== null);
  if (!isHeard && openTickets === null) return null;
  return (isHeard ? openItems : 0) + (openTickets ?? 0);
}

function toAttendance(meeting: HealthMeeting): MeetingAttendance {
  const words = { ours: meeting.ourWords ?? 0, theirs: meeting.theirWords ?? 0 };
  return {
    heldAt: meeting.startedAt,
    externalParticipants: meeting.externalEmails,
    words: words.ours + words.theirs > 0 ? words : null,
  };
}

function meanTone(meetings: readonly HealthMeeting[]): number | null {
  const tones = meetings.map((meeting) => meeting.sentiment).filter((tone) => tone !== null);
  if (tones.length === 0) return null;
  return Math.round((tones.reduce((sum, tone) => sum + tone, 0) / tones.length) * 1000) / 1000;
}

/** Whom an account is held against: others of its tier, or of all where the tier is small. */
interface HeldAgainst {
  readonly peersId: string | null;
  /** The account's own place in the sample; null when it is not in it. */
  readonly peersAt: number | null;
  readonly others: Others;
}

/** The figures of the others, by part. */
interface Others {
  readonly engagement: readonly EngagementFigures[];
  readonly sentiment: readonly number[];
  readonly openItems: readonly number[];
  readonly responseTime: readonly number[];
}

function inputsOf(
  account: Measured,
  others: Others,
  settings: HealthSettings,
  day: CalendarDay,
): HealthInputs {
  // What waited at an earlier time is not known any more: these are held against the tier alone.
  const against = (current: number, tier: readonly number[]): Compared => ({ current, baseline: null, tier });
  return {
    scoredOn: day,
    rules: rulesOf(settings),
    windowDays: settings.windowDays,
    engagement: { current: account.current, baseline: account.baseline, tier: others.engagement },
    sentiment: { current: account.sentiment, baseline: account.sentimentBefore, tier: others.sentiment },
    ...(account.openItems === null ? {} : { openItems: against(account.openItems, others.openItems) }),
    ...(account.responseTime === null
      ? {}
      : { responseTime: against(account.responseTime, others.responseTime) }),
  };
}

function rulesOf({ weights, thresholds, relativePercent }: HealthSettings): HealthRules {
  return { weights, thresholds, relativePercent };
}

function findPeers(peers: readonly ScorePeers[]): (account: Measured) => HeldAgainst {
  const samples = peers.map((sample) => ({
    ...sample,
    others: othersOf(sample, null),
    places: new Map(sample.members.map((accountId, at) => [accountId, at])),
  }));
  const all = samples.find(({ ofAll }) => ofAll);
  const tiers = new Map(samples.filter(({ ofAll }) => !ofAll).map((sample) => [sample.tier, sample]));
  return ({ accountId, tier }) => {
    const sample = tiers.get(tier) ?? all;
    if (sample === undefined) return { peersId: null, peersAt: null, others: NOBODY };
    const peersAt = sample.places.get(accountId) ?? null;
    const others = peersAt === null ? sample.others : othersOf(sample, peersAt);
    return { peersId: sample.id, peersAt, others };
  };
}

const NOBODY: Others = { engagement: [], sentiment: [], openItems: [], responseTime: [] };

/** The figures of a sample but for those at one place. */
function othersOf({ figures }: ScorePeers, without: number | null): Others {
  const others = figures.filter((_, at) => at !== without);
  const known = (part: 'sentiment' | 'openItems' | 'responseTime') =>
    others.map((one) => one[part]).filter((figure) => figure !== null);
  return {
    engagement: others.map(({ engagement }) => engagement),
    sentiment: known('sentiment'),
    openItems: known('openItems'),
    responseTime: known('responseTime'),
  };
}

function isSame(stored: OwnScore | undefined, score: NewScore): boolean {
  return (
    stored !== undefined &&
    stored.algorithm === score.algorithm &&
    stored.score === score.score &&
    stored.label === score.label &&
    stored.reason === score.reason &&
    stored.top_cause === score.topCause &&
    isDeepStrictEqual(stored.parts, score.parts) &&
    isDeepStrictEqual(stored.inputs, score.inputs)
  );
}

function toScore(accountId: AccountId, health: HealthScore, { peersId, peersAt }: HeldAgainst): NewScore {
  return {
    accountId,
    kind: 'health',
    scoredOn: health.scoredOn,
    score: health.score,
    label: health.label,
    reason: health.score === null ? health.reason : null,
    topCause: health.topCause,
    parts: health.parts,
    inputs: ownInputs(health.inputs),
    algorithm: health.algorithm,
    peersId,
    peersAt,
  };
}

/** Inputs as they are stored: the day stands beside them, the rules and the figures of the others in their sample. */
function ownInputs({ scoredOn: _day, rules: _rules, ...inputs }: HealthInputs): object {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      typeof input === 'object' && 'tier' in input ? withoutTier(input) : input,
    ]),
  );
}

function withoutTier<Input extends { readonly tier: unknown }>({ tier: _, ...own }: Input): object {
  return own;
}
