import type { Configuration } from '@handrail/core';
import {
  closeValueOrders,
  findLatestConfig,
  findStream,
  hastenStream,
  listConnections,
  hasTimelineEntries,
  noteTimelineSwitch,
  reopenAttribution,
  scheduleStream,
  upsertStream,
} from '@handrail/database';
import type { ConnectionRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { scheduleDayChange } from './day-change.ts';
import { contractOf, VALUE_OBJECTS } from './writeback/plan-values.ts';
import { nextSlot, offsetOf } from './schedule.ts';

/** How long before accounts deletions are read. */
const LEAD_SECONDS = 60;

/** How often each stream runs when nothing else is set; `signals` follows the streams it depends on. */
export interface Arrangement {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly connection: ConnectionRow | undefined;
  readonly intervalMinutes: number;
  readonly hasFullRun: boolean;
  readonly isFullNow: boolean;
  readonly isWanted: boolean;
}

/** Why orders of values were closed whose last row was taken out of the contract. */
const ROW_REMOVED = 'row-removed';

/** Which inbound streams are to read everything now, because of what was changed. */
export interface FullRuns {
  readonly accounts: boolean;
  readonly meetings: boolean;
  readonly stakeholders?: boolean;
  readonly relationships?: boolean;
}

const ALL: FullRuns = { accounts: true, meetings: true, stakeholders: true };

/**
 * Makes or stops the streams that connections and configuration ask for. Called after a connection or the
 * configuration changed. Nothing runs before the first Save; the first runs begin at once and are full ones.
 */
export async function arrangeStreams(
  tx: WorkspaceTransaction,
  now: Date,
  fullRuns: FullRuns = ALL,
): Promise<void> {
  if ((await findLatestConfig(tx)) === undefined) return;
  const { configuration } = await readConfiguration(tx);
  const connections = await listConnections(tx);
  await noteTimelineSwitch(tx, configuration.timeline.enabled, now);
  const hasEntries = await hasTimelineEntries(tx);
  for (const arrangement of arrangementsOf(configuration, connections, { fullRuns, hasEntries }))
    await arrange(tx, arrangement, now);
  const accounts = await findStream(tx, 'accounts');
  // A day change that is due is not passed over.
  const isDue = accounts?.day_change_due_at != null && accounts.day_change_due_at <= now;
  if (accounts !== undefined && !isDue) await scheduleDayChange(tx, accounts.id, now);
  for (const object of VALUE_OBJECTS) {
    const isWritten = contractOf(configuration, object).length > 0;
    if (!isWritten) await closeValueOrders(tx, object, ROW_REMOVED, now);
  }
  // The rules by which meetings find their accounts may have changed, and what is to be sent as well.
  await reopenAttribution(tx);
  await hastenStream(tx, 'signals', now);
}

const NONE: FullRuns = { accounts: false, meetings: false };

/**
 * The streams that a configuration asks for beside these connections, each with its cadence. Where entries stand in the
 * Timeline its pass goes on while it is switched off, to take back what shall no longer stand.
 */
export function arrangementsOf(
  { cadence, timeline, writeback }: Configuration,
  connections: readonly ConnectionRow[],
  {
    fullRuns = NONE,
    hasEntries = false,
  }: { readonly fullRuns?: FullRuns; readonly hasEntries?: boolean } = {},
): readonly Arrangement[] {
  const [gainsight, gong] = (['gainsight', 'gong'] as const).map((vendor) =>
    connections.find((connection) => connection.vendor === vendor),
  );
  const isLive = (connection: ConnectionRow | undefined) =>
    connection !== undefined && connection.state !== 'disconnected';
  return [
    {
      name: 'accounts',
      direction: 'in',
      connection: gainsight,
      intervalMinutes: cadence.accounts,
      hasFullRun: true,
      isFullNow: fullRuns.accounts,
      isWanted: isLive(gainsight),
    },
    {
      name: 'relationships',
      direction: 'in',
      connection: gainsight,
      intervalMinutes: cadence.relationships,
      hasFullRun: true,
      isFullNow: fullRuns.accounts || fullRuns.relationships === true,
      isWanted: isLive(gainsight),
    },
    {
      name: 'deletions',
      direction: 'in',
      connection: gainsight,
      intervalMinutes: cadence.deletions,
      hasFullRun: false,
      isFullNow: false,
      isWanted: isLive(gainsight),
    },
    {
      name: 'stakeholders',
      direction: 'in',
      connection: gainsight,
      intervalMinutes: cadence.stakeholders,
      hasFullRun: true,
      isFullNow: fullRuns.stakeholders === true,
      isWanted: isLive(gainsight),
    },
    {
      name: 'users',
      direction: 'in',
      connection: gainsight,
      intervalMinutes: cadence.users,
      hasFullRun: true,
      isFullNow: false,
      isWanted: isLive(gainsight),
    },
    {
      name: 'meetings',
      direction: 'in',
      connection: gong,
      intervalMinutes: cadence.meetings,
      hasFullRun: true,
      isFullNow: fullRuns.meetings,
      isWanted: isLive(gong),
    },
    {
      name: 'signals',
      direction: 'in',
      connection: undefined,
      intervalMinutes: 60,
      hasFullRun: false,
      isFullNow: false,
      isWanted: true,
    },
    {
      name: 'timeline',
      direction: 'out',
      connection: gainsight,
      intervalMinutes: cadence.writeback,
      hasFullRun: false,
      isFullNow: false,
      isWanted: isLive(gainsight) && (timeline.enabled || hasEntries),
    },
    {
      name: 'values',
      direction: 'out',
      connection: gainsight,
      intervalMinutes: cadence.writeback,
      hasFullRun: false,
      isFullNow: false,
      isWanted: isLive(gainsight) && writeback.enabled,
    },
    {
      name: 'retention',
      direction: 'in',
      connection: undefined,
      intervalMinutes: 60,
      hasFullRun: true,
      isFullNow: false,
      isWanted: true,
    },
  ];
}

/** Deletions are read just before accounts, so that an increment finds the list without those who are gone. */
export function startOffset(
  workspaceId: string,
  { name, intervalMinutes }: Pick<Arrangement, 'name' | 'intervalMinutes'>,
): number {
  if (name !== 'deletions') return offsetOf(workspaceId, name, intervalMinutes);
  const seconds = intervalMinutes * 60;
  return (offsetOf(workspaceId, 'accounts', intervalMinutes) + seconds - LEAD_SECONDS) % seconds;
}

/**
 * When a stream starts next by another cadence: at its next slot there, and not later than it would have. A stream that is
 * due already stays so; one that comes once a week does not make somebody wait a week who asks for every hour.
 */
export function nextStartOf(
  stream: Pick<StreamRow, 'next_due_at'>,
  wanted: Pick<Arrangement, 'intervalMinutes'> & { readonly offsetSeconds: number },
  now: Date,
): Date {
  const slot = nextSlot(now, wanted.intervalMinutes, wanted.offsetSeconds);
  const standing = stream.next_due_at;
  return standing !== null && standing < slot ? standing : slot;
}

async function arrange(tx: WorkspaceTransaction, wanted: Arrangement, now: Date): Promise<void> {
  const known = await findStream(tx, wanted.name);
  if (known === undefined && !wanted.isWanted) return;
  const isFirst = known === undefined;
  const offsetSeconds = startOffset(tx.workspaceId, wanted);
  const stream = await upsertStream(tx, {
    name: wanted.name,
    direction: wanted.direction,
    connectionId: wanted.connection?.id ?? null,
    intervalMinutes: wanted.intervalMinutes,
    offsetSeconds,
    enabled: wanted.isWanted,
    nextDueAt: now,
    nextFullDueAt: wanted.hasFullRun ? now : null,
  });
  if (known?.enabled === true && known.interval_minutes !== wanted.intervalMinutes) {
    await scheduleStream(tx, stream.id, { dueAt: nextStartOf(known, { ...wanted, offsetSeconds }, now) });
  }
  // A change of what is imported or how is carried out by a full run now (SC11).
  if (!isFirst && wanted.isFullNow && wanted.isWanted) {
    await scheduleStream(tx, stream.id, { fullDueAt: now });
  }
}
