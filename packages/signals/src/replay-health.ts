import { addDays } from '@handrail/core';
import type { AccountId, CalendarDay, HealthLabel, HealthRules } from '@handrail/core';
import { countScoredAccounts, sampleScores } from '@handrail/database';
import type { SampledScore, ScoreHistory, WorkspaceHandle } from '@handrail/database';
import { combineParts } from './combine-parts.ts';
import { readScoredParts } from './rebuild-score.ts';

/** A score and its label; both null where there is none. */
export interface Labelled {
  readonly score: number | null;
  readonly label: HealthLabel | null;
}

/** A time in which an account's label would have been another one; null stands for no score. */
export interface Flip {
  readonly on: CalendarDay;
  /** The first day looked at on which it would have been the same again; null: it is another one today. */
  readonly until: CalendarDay | null;
  readonly from: HealthLabel | null;
  readonly to: HealthLabel | null;
}

/** An account of which the label would have been, or would be, another one. */
export interface FlippedAccount {
  readonly accountId: AccountId;
  readonly name: string;
  /** As it stands today. */
  readonly before: Labelled;
  readonly after: Labelled;
  readonly flips: readonly Flip[];
}

/** What other rules would have made of the scores of the last year. */
export interface HealthReplay {
  readonly from: CalendarDay;
  readonly today: CalendarDay;
  /** Of every so many days the last score was looked at. */
  readonly stepDays: number;
  readonly accounts: number;
  readonly scores: number;
  readonly flippedToday: number;
  readonly flippedEver: number;
  /** Flipped accounts by name, today's first, whatever was searched; at most as many as asked for. */
  readonly items: readonly FlippedAccount[];
  /** How many flipped accounts the search matches. */
  readonly total: number;
}

/** What is replayed, and which of the flipped accounts are listed. */
export interface ReplayQuery {
  readonly rules: HealthRules;
  readonly today: CalendarDay;
  /** Text in the account's name, any case; null: all. */
  readonly search: string | null;
  readonly limit: number;
}

const LOOK_BACK_DAYS = 365;
const PAGE_ACCOUNTS = 1_000;
/** Up to so many accounts every day is looked at, then one of seven, then one of thirty: what somebody waits for. */
const STEPS = [
  { accounts: 2_000, days: 1 },
  { accounts: 20_000, days: 7 },
] as const;
const LONGEST_STEP_DAYS = 30;

/**
 * Holds other weights, thresholds and another share of the tier against the parts that are stored, over a year: who
 * would have had another label, when, and how many would have one today. Nothing is measured anew and nothing written.
 */
export async function replayHealth(workspace: WorkspaceHandle, query: ReplayQuery): Promise<HealthReplay> {
  const { rules, today } = query;
  const from = addDays(today, -LOOK_BACK_DAYS);
  const accounts = await workspace.transaction(countScoredAccounts);
  const stepDays = STEPS.find((step) => accounts <= step.accounts)?.days ?? LONGEST_STEP_DAYS;
  const flipped: FlippedAccount[] = [];
  let scores = 0;
  for (let after: AccountId | null = null; ;) {
    const look = { from, today, stepDays, after, limit: PAGE_ACCOUNTS };
    const page: readonly ScoreHistory[] = await workspace.transaction((tx) => sampleScores(tx, look));
    for (const history of page) {
      scores += history.scores.length;
      const account = replayAccount(history, rules);
      if (account !== null) flipped.push(account);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ACCOUNTS) break;
    after = last.accountId;
  }
  const wanted = query.search?.toLowerCase() ?? '';
  const found = flipped.filter(({ name }) => name.toLowerCase().includes(wanted)).toSorted(byTodayAndName);
  return {
    from,
    today,
    stepDays,
    accounts,
    scores,
    flippedToday: flipped.filter(isFlippedToday).length,
    flippedEver: flipped.length,
    items: found.slice(0, query.limit),
    total: found.length,
  };
}

function replayAccount({ accountId, name, scores }: ScoreHistory, rules: HealthRules): FlippedAccount | null {
  const flips: Flip[] = [];
  let open: Flip | null = null;
  let last: { before: Labelled; after: Labelled } | undefined;
  for (const stored of scores) {
    const [before, after] = [{ score: stored.score, label: stored.label }, replayScore(stored, rules)];
    last = { before, after };
    if (open !== null && (open.from !== before.label || open.to !== after.label)) {
      flips.push({ ...open, until: stored.scoredOn });
      open = null;
    }
    if (open === null && before.label !== after.label)
      open = { on: stored.scoredOn, until: null, from: before.label, to: after.label };
  }
  if (open !== null) flips.push(open);
  return last === undefined || flips.length === 0 ? null : { accountId, name, ...last, flips };
}

function replayScore(stored: SampledScore, rules: HealthRules): Labelled {
  const { score, label } = combineParts(readScoredParts(stored.parts), rules);
  return { score, label };
}

function isFlippedToday({ before, after }: FlippedAccount): boolean {
  return before.label !== after.label;
}

function byTodayAndName(one: FlippedAccount, other: FlippedAccount): number {
  return Number(isFlippedToday(other)) - Number(isFlippedToday(one)) || one.name.localeCompare(other.name);
}
