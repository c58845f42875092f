import { DEFAULT_CONFIGURATION } from '@handrail/core';
import type { AccountId } from '@handrail/core';
import { measureMetrics, saveScores } from '@handrail/database';
import type { SyncTest } from '@handrail/sync/testing';

/** What signals would have said now: a health score for each of these accounts, and the parts it is made of. */
export async function setScores(
  sync: SyncTest,
  scores: ReadonlyMap<AccountId, number | null>,
  parts: readonly { readonly part: string; readonly score: number }[] = [],
): Promise<void> {
  const now = sync.clock.now();
  const day = now.toISOString().slice(0, 10);
  const rows = [...scores].map(([accountId, score]) => ({
    accountId,
    kind: 'health',
    scoredOn: day,
    score,
    label: score === null ? null : score >= 70 ? 'High' : 'Low',
    reason: score === null ? 'nothing to go by' : null,
    topCause: null,
    parts,
    inputs: {},
    peersId: null,
    peersAt: null,
    algorithm: 'test',
  }));
  await sync.transaction(async (tx) => {
    await saveScores(tx, rows, now);
    const { health, insights } = DEFAULT_CONFIGURATION;
    await measureMetrics(tx, { now, day, windowDays: 90, thresholds: health.thresholds, insights }, null);
  });
}
