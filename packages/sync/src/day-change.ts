import { hasRelativeDates, isRelativeStatus, nextDayStart } from '@handrail/core';
import { scheduleStream } from '@handrail/database';
import type { StreamRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';

/**
 * Sets when accounts are next decided again because a day of the workspace's zone begins: never, where the configuration in
 * force names no relative dates. Answers whether it names any.
 */
export async function scheduleDayChange(
  tx: WorkspaceTransaction,
  streamId: StreamRow['id'],
  now: Date,
): Promise<boolean> {
  const { configuration } = await readConfiguration(tx);
  const { accounts, status, organisation } = configuration;
  const isRelative =
    (accounts.import === 'matching' && hasRelativeDates(accounts.filter)) || isRelativeStatus(status);
  await scheduleStream(tx, streamId, {
    dayChangeDueAt: isRelative ? nextDayStart(now, organisation.zone) : null,
  });
  return isRelative;
}
