import { compareAlarms } from '@handrail/core';
import type { NoticeEvent, WorkspaceId } from '@handrail/core';
import {
  claimWatches,
  countOutbox,
  createNotice,
  endAlarm,
  findAlarmWebhook,
  findWorkerSeenAt,
  getWorkspace,
  listConnections,
  listLastEndedRuns,
  listOpenAlarms,
  listOpenRuns,
  listOutages,
  listOverdueNotices,
  listRunsAwaitingApproval,
  listStreams,
  openAlarm,
  rewordAlarm,
} from '@handrail/database';
import type { AlarmRow, Database, Vendor, WorkspaceTransaction } from '@handrail/database';
import type { Clock } from '../clock.ts';
import { listFieldChanges } from '../field-changes.ts';
import type { Stream } from '../inbound/stream.ts';
import { findAlarms } from './find-alarms.ts';
import type { DayUse, WatchFacts } from './find-alarms.ts';
import { enqueueNotice } from './notice-queue.ts';

/** What alarms are looked for with. */
export interface WatchParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly streams: ReadonlyMap<string, Stream>;
  /** How many of a day's calls are used at one host of a vendor. */
  readonly usesOfDay: (vendor: Vendor, host: string) => Promise<readonly DayUse[]>;
  readonly log: (event: string, facts: Readonly<Record<string, string | number | null>>) => void;
  /** A workspace is looked at again after so many ms; 15,000 when left out. */
  readonly intervalMs?: number;
}

/** A workspace is looked at again after this long, in ms. */
const WATCH_INTERVAL_MS = 15_000;
/** At most this many workspaces are looked at in one go. */
const BATCH = 50;
/** A notice whose job did not come for so long gets another one, in ms. */
const LOST_AFTER_MS = 120_000;

/** Looks for alarms in the workspaces that were looked at longest ago. Any number of processes may do so at once. */
export async function watchWorkspaces(parts: WatchParts): Promise<number> {
  const now = parts.clock.now();
  const before = new Date(now.getTime() - (parts.intervalMs ?? WATCH_INTERVAL_MS));
  const ids = await parts.database
    .platform()
    .transaction((tx) => claimWatches(tx, { now, before, limit: BATCH }));
  for (const id of ids) await watchAlarms(parts, id);
  return ids.length;
}

/** Opens what is newly wrong, ends what is over, and orders one notice for each change. */
export async function watchAlarms(parts: WatchParts, workspaceId: WorkspaceId): Promise<void> {
  const now = parts.clock.now();
  const workspace = parts.database.workspace(workspaceId);
  const { workerSeenAt, outages } = await parts.database.platform().transaction(async (tx) => ({
    workerSeenAt: await findWorkerSeenAt(tx),
    outages: await listOutages(tx),
  }));
  const connections = await workspace.transaction(listConnections);
  const dayUses: DayUse[] = [];
  for (const { vendor, state, origin } of connections) {
    if (state !== 'disconnected') dayUses.push(...(await parts.usesOfDay(vendor, new URL(origin).host)));
  }
  await workspace.transaction(async (tx) => {
    const open = await listOpenAlarms(tx);
    const facts = { ...(await readFacts(tx, parts)), dayUses, workerSeenAt, outages, openAlarms: open };
    const { opened, standing, ended } = compareAlarms(open, findAlarms(facts, now));
    for (const alarm of opened) {
      const row = await openAlarm(tx, alarm, now);
      if (row === undefined) continue;
      parts.log('alarm_opened', { alarmId: row.id, kind: row.kind, subject: row.subject, code: row.code });
      await orderNotice(tx, row, 'opened', now);
    }
    for (const { open: row, alarm } of standing) {
      if (isReworded(row, alarm)) await rewordAlarm(tx, row.id, alarm);
    }
    for (const row of ended) {
      if (!(await endAlarm(tx, row.id, now))) continue;
      parts.log('alarm_ended', { alarmId: row.id, kind: row.kind, subject: row.subject, code: row.code });
      await orderNotice(tx, row, 'ended', now);
    }
    for (const notice of await listOverdueNotices(tx, new Date(now.getTime() - LOST_AFTER_MS))) {
      await enqueueNotice(tx, notice, 0);
    }
  });
}

type Words = Pick<AlarmRow, 'code' | 'title' | 'cause' | 'remedy'>;

function isReworded(row: Words, alarm: Words): boolean {
  return (['code', 'title', 'cause', 'remedy'] as const).some((part) => row[part] !== alarm[part]);
}

async function readFacts(
  tx: WorkspaceTransaction,
  { streams }: WatchParts,
): Promise<Omit<WatchFacts, 'dayUses' | 'workerSeenAt' | 'outages' | 'openAlarms'>> {
  const connections = await listConnections(tx);
  const gainsight = connections.find((row) => row.vendor === 'gainsight' && row.state !== 'disconnected');
  return {
    streams: await listStreams(tx),
    labels: new Map([...streams].map(([name, { label }]) => [name, label])),
    lastEndedRuns: await listLastEndedRuns(tx),
    openRuns: await listOpenRuns(tx),
    runsAwaitingApproval: await listRunsAwaitingApproval(tx),
    connections,
    fieldChanges: gainsight === undefined ? [] : await listFieldChanges(tx, gainsight),
    refused: {
      'timeline-activity': (await countOutbox(tx, 'timeline-activity')).refused ?? 0,
      'field-values': (await countOutbox(tx, 'field-values')).refused ?? 0,
    },
    outgoingPausedAt: (await getWorkspace(tx)).outgoing_paused_at,
  };
}

/** Nobody is told where no webhook is set, or of kinds that it does not want. */
async function orderNotice(
  tx: WorkspaceTransaction,
  alarm: AlarmRow,
  event: NoticeEvent,
  now: Date,
): Promise<void> {
  const webhook = await findAlarmWebhook(tx);
  if (webhook?.kinds.includes(alarm.kind) !== true) return;
  await enqueueNotice(tx, await createNotice(tx, { alarmId: alarm.id, event, now }), 0);
}
