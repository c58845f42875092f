import { enqueue, findConnection, hastenStreams, markConnection } from '@handrail/database';
import type { ConnectionRow, QueueSettings, Vendor, WorkspaceTransaction } from '@handrail/database';
import type { WorkspaceId } from '@handrail/core';
import { tryGong } from './connect.ts';
import { SyncError } from './errors.ts';
import { failureOf } from './failure.ts';
import { openGainsightReader, openGong } from './vendors.ts';
import type { Vendors } from './vendors.ts';

/** A refused credential is tried again by itself at most this often, in ms. */
export const PROBE_INTERVAL_MS = 15 * 60_000;

/** Queue of tries of connections that need attention. */
const PROBE_QUEUE = 'connection-probe';

/** How it is made: one waiting try a connection, whoever asks for it. */
export const PROBE_QUEUE_SETTINGS: QueueSettings = {
  name: PROBE_QUEUE,
  policy: 'short',
  retryLimit: 0,
  expireInSeconds: 300,
  deleteAfterSeconds: 3_600,
};

/** The ids that a try's job carries. */
export interface ProbeJob {
  readonly workspaceId: WorkspaceId;
  readonly vendor: Vendor;
}

/** When a connection that needs attention may be tried again by itself. */
export function nextProbeAt(connection: ConnectionRow): Date {
  return new Date((connection.checked_at?.getTime() ?? 0) + PROBE_INTERVAL_MS);
}

/** Asks for a try of a connection in the transaction given; one that waits already stands for it. */
export async function enqueueProbe(tx: WorkspaceTransaction, vendor: Vendor): Promise<void> {
  const job: ProbeJob = { workspaceId: tx.workspaceId, vendor };
  await enqueue(tx, PROBE_QUEUE, job, { singletonKey: `${tx.workspaceId} ${vendor}` });
}

/**
 * Tries a connection that needs attention, at most once in {@link PROBE_INTERVAL_MS} however often it is asked. When it
 * works again its streams are due at once.
 */
export async function probeConnection(vendors: Vendors, job: ProbeJob, signal: AbortSignal): Promise<void> {
  const workspace = vendors.database.workspace(job.workspaceId);
  const connection = await workspace.transaction((tx) => findConnection(tx, job.vendor));
  const now = vendors.outgoing.clock.now();
  if (connection?.state !== 'needs-attention' || now < nextProbeAt(connection)) return;
  await checkConnection(vendors, job.workspaceId, job.vendor, signal);
}

/** Tries a stored connection again and stores what came of it; the failure stands on the connection. Throws not_connected. */
export async function checkConnection(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  vendor: Vendor,
  signal: AbortSignal,
): Promise<ConnectionRow> {
  const workspace = vendors.database.workspace(workspaceId);
  const connection = await workspace.transaction((tx) => findConnection(tx, vendor));
  if (connection === undefined || connection.state === 'disconnected') {
    throw new SyncError({ code: 'not_connected', message: 'Not connected.', remedy: 'Connect it first.' });
  }
  const failure = await tryStored(vendors, workspaceId, vendor, signal).then(() => null, failureOf);
  const now = vendors.outgoing.clock.now();
  return workspace.transaction(async (tx) => {
    if (failure === null) {
      await markConnection(tx, connection.id, { state: 'connected', failure: null, now });
      if (connection.state === 'needs-attention') await hastenStreams(tx, connection.id, now);
    } else {
      const state = failure.kind === 'configuration' ? ('needs-attention' as const) : connection.state;
      await markConnection(tx, connection.id, { state, failure, now });
    }
    return (await findConnection(tx, vendor)) ?? connection;
  });
}

/** One try with the stored credential, also one that was refused before. */
async function tryStored(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  vendor: Vendor,
  signal: AbortSignal,
): Promise<void> {
  if (vendor === 'gainsight') {
    const open = await openGainsightReader(vendors, workspaceId, {
      priority: 'increment',
      evenIfRefused: true,
    });
    await open.client.checkCredential({ signal }).finally(() => open.close());
  } else {
    const open = await openGong(vendors, workspaceId, { priority: 'increment', evenIfRefused: true });
    await tryGong(open.client, vendors.outgoing.clock.now(), signal).finally(() => open.close());
  }
}
