import { SYNC_STREAM_NAMES } from '@handrail/contract';
import type { Stream as ShownStream, SyncStreamName } from '@handrail/contract';
import type { Configuration } from '@handrail/core';
import { countSetAside, findConnection, findLatestConfig, listRuns, listStreams } from '@handrail/database';
import type { ConnectionRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, COMPANY_PERSON, PERSON, readConfiguration, RELATIONSHIP } from '@handrail/sync';
import type { Stream } from '@handrail/sync';
import { instant } from './failure.ts';
import { presentRun } from './run.ts';
import type { StreamName } from './run.ts';

const LAST_RUNS = 5;

/** Every stream of this version in its order, also those that nothing has arranged yet. */
export async function readStreams(
  tx: WorkspaceTransaction,
  streams: ReadonlyMap<string, Stream>,
): Promise<ShownStream[]> {
  const rows = await listStreams(tx);
  const shown: ShownStream[] = [];
  for (const name of SYNC_STREAM_NAMES) {
    const stream = streams.get(name);
    const row = rows.find((candidate) => candidate.name === name);
    if (stream !== undefined) shown.push(await readStream(tx, name, stream, row));
  }
  return shown;
}

async function readStream(
  tx: WorkspaceTransaction,
  name: SyncStreamName,
  stream: Stream,
  row: StreamRow | undefined,
): Promise<ShownStream> {
  const runs = row === undefined ? [] : await listRuns(tx, { streamId: row.id, limit: LAST_RUNS });
  const lastRuns = runs.map((run) => presentRun(run, name));
  const enabled = row?.enabled ?? false;
  return {
    name,
    label: stream.label,
    direction: stream.direction,
    intervalMinutes: row?.interval_minutes ?? 60,
    enabled,
    idleReason: enabled ? null : await readIdleReason(tx, name),
    narrowedTo: enabled ? await readNarrowing(tx, name) : null,
    lastCompletedAt: instant(row?.last_completed_at ?? null),
    lastFullCompletedAt: instant(row?.last_full_completed_at ?? null),
    nextDueAt: enabled ? instant(row?.next_due_at ?? null) : null,
    nextFullDueAt: enabled ? instant(row?.next_full_due_at ?? null) : null,
    openSetAside: await countOpenSetAside(tx, name),
    currentRun: lastRuns.find((run) => run.state === 'queued' || run.state === 'running') ?? null,
    lastRuns,
  };
}

/** The objects of a stream whose records are set aside when they cannot be read. */
const OBJECTS: Partial<Record<StreamName, readonly string[]>> = {
  accounts: [COMPANY],
  relationships: [RELATIONSHIP],
  stakeholders: [PERSON, COMPANY_PERSON],
};

async function countOpenSetAside(tx: WorkspaceTransaction, name: StreamName): Promise<number> {
  let count = 0;
  for (const object of OBJECTS[name] ?? []) count += await countSetAside(tx, object);
  return count;
}

/** Why a stream does not run, in one sentence that says what to do. */
export async function readIdleReason(tx: WorkspaceTransaction, name: StreamName): Promise<string> {
  const vendor = name === 'meetings' ? 'gong' : 'gainsight';
  const connection = await findConnection(tx, vendor);
  if (name !== 'signals' && !isLive(connection)) {
    return `${vendor === 'gong' ? 'Gong' : 'Gainsight'} is not connected.`;
  }
  if ((await findLatestConfig(tx)) === undefined) return 'No configuration is saved yet.';
  const { configuration } = await readConfiguration(tx);
  return switchedOff(configuration, name) ?? 'It begins with the next save or connect.';
}

/** What alone a stream does that runs on while what it does is switched off, in one sentence. */
async function readNarrowing(tx: WorkspaceTransaction, name: StreamName): Promise<string | null> {
  if (name !== 'timeline') return null;
  const { configuration } = await readConfiguration(tx);
  return configuration.timeline.enabled
    ? null
    : 'Timeline entries are switched off: it posts and changes nothing, and takes back what shall no longer stand.';
}

function isLive(connection: ConnectionRow | undefined): boolean {
  return connection !== undefined && connection.state !== 'disconnected';
}

function switchedOff({ timeline, writeback }: Configuration, name: StreamName): string | null {
  if (name === 'timeline' && !timeline.enabled) return 'Timeline entries are switched off, and none stands.';
  if (name === 'values' && !writeback.enabled) return 'Writeback is switched off.';
  return null;
}
