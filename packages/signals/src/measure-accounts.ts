import { dayOf, METRIC_WINDOW_DAYS } from '@handrail/core';
import type { AccountId, Configuration } from '@handrail/core';
import { addToOutbox, measureMetrics } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

/**
 * Measures the catalogue of metrics of these accounts, or of all, for the workspace's day; what changed is ordered for
 * writeback in the same transaction.
 */
export async function measureAccounts(
  tx: WorkspaceTransaction,
  { writeback, health, insights }: Configuration,
  accountIds: readonly AccountId[] | null,
  zone: string,
  now: Date,
): Promise<void> {
  if (accountIds?.length === 0) return;
  const look = {
    now,
    day: dayOf(now, zone),
    windowDays: METRIC_WINDOW_DAYS,
    thresholds: health.thresholds,
    insights,
  };
  const touched = await measureMetrics(tx, look, accountIds);
  const isWritten = writeback.enabled && writeback.values.some(({ object }) => object === 'Company');
  if (isWritten) await orderValues(tx, [...touched], now);
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
