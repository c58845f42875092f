import { hasRelativeDates, isRelativeStatus, nextDayStart } from '@handrail/core';
import { getWorkspace, scheduleStream } from '@handrail/database';
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
  const { accounts, status } = configuration;
  const isRelative =
    (accounts.import === 'matching' && hasRelativeDates(accounts.filter)) || isRelativeStatus(status);
  const { time_zone: zone } = await getWorkspace(tx);
  await scheduleStream(tx, streamId, { dayChangeDueAt: isRelative ? nextDayStart(now, zone) : null });
  return isRelative;
}
