import {
  findConnection,
  findLatestConfig,
  findStream,
  hastenStream,
  noteTimelineSwitch,
  reopenAttribution,
  scheduleStream,
  upsertStream,
} from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { offsetOf } from './schedule.ts';

/** How long before accounts deletions are read. */
const LEAD_SECONDS = 60;

/** How often each stream runs when nothing else is set; `signals` follows the streams it depends on. */
interface Arrangement {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly connection: ConnectionRow | undefined;
  readonly intervalMinutes: number;
  readonly hasFullRun: boolean;
  readonly isFullNow: boolean;
  readonly isWanted: boolean;
}

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
  const [gainsight, gong] = [await findConnection(tx, 'gainsight'), await findConnection(tx, 'gong')];
  const { cadence, timeline, writeback } = configuration;
  const isLive = (connection: ConnectionRow | undefined) =>
    connection !== undefined && connection.state !== 'disconnected';
  const arrangements: readonly Arrangement[] = [
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
      isWanted: isLive(gainsight) && timeline.enabled,
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
  for (const arrangement of arrangements) await arrange(tx, arrangement, now);
  await noteTimelineSwitch(tx, timeline.enabled, now);
  // The rules by which meetings find their accounts may have changed, and what is to be sent as well.
  await reopenAttribution(tx);
  await hastenStream(tx, 'signals', now);
}

/** Deletions are read just before accounts, so that an increment finds the list without those who are gone. */
function startOffset(workspaceId: string, { name, intervalMinutes }: Arrangement): number {
  if (name !== 'deletions') return offsetOf(workspaceId, name, intervalMinutes);
  const seconds = intervalMinutes * 60;
  return (offsetOf(workspaceId, 'accounts', intervalMinutes) + seconds - LEAD_SECONDS) % seconds;
}

async function arrange(tx: WorkspaceTransaction, wanted: Arrangement, now: Date): Promise<void> {
  const known = await findStream(tx, wanted.name);
  if (known === undefined && !wanted.isWanted) return;
  const isFirst = known === undefined;
  const stream = await upsertStream(tx, {
    name: wanted.name,
    direction: wanted.direction,
    connectionId: wanted.connection?.id ?? null,
    intervalMinutes: wanted.intervalMinutes,
    offsetSeconds: startOffset(tx.workspaceId, wanted),
    enabled: wanted.isWanted,
    nextDueAt: now,
    nextFullDueAt: wanted.hasFullRun ? now : null,
  });
  // A change of what is imported or how is carried out by a full run now (SC11).
  if (!isFirst && wanted.isFullNow && wanted.isWanted) {
    await scheduleStream(tx, stream.id, { fullDueAt: now });
  }
}
