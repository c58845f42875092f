import { DEFAULT_CONFIGURATION, parseConfig } from '@handrail/core';
import type { Configuration, RunId } from '@handrail/core';
import {
  addRunCounts,
  findLatestConfig,
  getWorkspace,
  NO_COUNTS,
  refreshInsights,
  refreshLastMeetings,
  refreshProposedStakeholders,
  refreshTouches,
} from '@handrail/database';
import type { RunCounts, WorkspaceTransaction } from '@handrail/database';
import { attributeMeetings } from './attribute-meetings.ts';
import { measureAccounts } from './measure-accounts.ts';
import type { ModelDoor } from './model.ts';
import { orderActivities } from './order-activities.ts';
import { scoreAccounts } from './score-accounts.ts';
import { askModelAgain, summarizeNext } from './summarize-meetings.ts';
import type { Summarizing } from './summarize-meetings.ts';

const ATTRIBUTION_BATCH = 100;
/** Words that speak of renewing, in the languages in which summaries are read best; as PostgreSQL writes it. */
const RENEWAL_WORDS = String.raw`\m(?:renew|extend\w* the contract|contract ext|verlänger|vertragsverl|renouvel|renov|förny)`;

/** One slice of work, as the engine that runs it gives it. */
export interface SignalsSlice {
  readonly run: { readonly id: RunId };
  readonly clock: { now(): Date };
  /** Aborts when the process stops. */
  readonly signal: AbortSignal;
  /** One transaction; what it writes counts only if it commits. */
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  isOver(): boolean;
}

/** Whether there is more to do, in the words of the engine. */
export type SignalsOutcome =
  { readonly kind: 'more' } | { readonly kind: 'complete'; readonly withheld: null };

/**
 * Attribution, summaries and scores as one arrangement that the engine runs like a stream. Without a door no model is
 * asked, whatever is set.
 */
export function createSignals(door: ModelDoor | null = null) {
  return {
    name: 'signals',
    label: 'Signals from meetings',
    direction: 'in' as const,
    followedBy: [],
    slice: (slice: SignalsSlice) => computeSignals(slice, door),
  };
}

/**
 * Places meetings, sums them up, orders what must go out, scores accounts and looks for insights; each step in transactions of its
 * own, so that a stop anywhere loses nothing and repeats nothing.
 */
async function computeSignals(slice: SignalsSlice, door: ModelDoor | null): Promise<SignalsOutcome> {
  const { configuration, zone } = await slice.transaction(readSettings);
  for (let judged = ATTRIBUTION_BATCH; judged === ATTRIBUTION_BATCH;) {
    if (slice.isOver()) return { kind: 'more' };
    judged = await slice.transaction(async (tx) => {
      const now = slice.clock.now();
      const ids = await attributeMeetings(tx, configuration, ATTRIBUTION_BATCH, now);
      await orderActivities(tx, configuration, ids, now);
      return ids.length;
    });
  }
  const summarizing: Summarizing = {
    timeZone: zone,
    door,
    clock: slice.clock,
    signal: slice.signal,
    transaction: (work) => slice.transaction(work),
    afterStored: async (tx, id, now) => {
      await orderActivities(tx, configuration, [id], now);
      await addRunCounts(tx, slice.run.id, counted({ seen: 1, added: 1 }));
    },
  };
  for (;;) {
    if (slice.isOver()) return { kind: 'more' };
    if (!(await summarizeNext(summarizing))) break;
  }
  await askModelAgain(summarizing, () => slice.isOver());
  if (slice.isOver()) return { kind: 'more' };
  await slice.transaction(async (tx) => {
    const now = slice.clock.now();
    await refreshProposedStakeholders(tx);
    await refreshTouches(tx, configuration.stakeholders, now);
    await orderActivities(tx, configuration, null, now);
    await refreshLastMeetings(tx);
    const { scored, changed, accountIds } = await scoreAccounts(tx, configuration, zone, now);
    const look = { now, rules: configuration.insights, renewalWords: RENEWAL_WORDS };
    const flagged = await refreshInsights(tx, look);
    const touched = accountIds === null ? null : [...new Set([...accountIds, ...flagged])];
    await measureAccounts(tx, configuration, touched, zone, now);
    await addRunCounts(tx, slice.run.id, counted({ seen: scored, changed, unchanged: scored - changed }));
  });
  return { kind: 'complete', withheld: null };
}

async function readSettings(
  tx: WorkspaceTransaction,
): Promise<{ readonly configuration: Configuration; readonly zone: string }> {
  const { time_zone: zone } = await getWorkspace(tx);
  const saved = await findLatestConfig(tx);
  const parsed = saved === undefined ? undefined : parseConfig(saved.document);
  return { configuration: parsed?.ok === true ? parsed.value : DEFAULT_CONFIGURATION, zone };
}

function counted(counts: Partial<RunCounts>): RunCounts {
  return { ...NO_COUNTS, ...counts };
}
