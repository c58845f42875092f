import type { WorkspaceId } from '@handrail/core';
import { claimLiveWorkspaces, enqueue, listLiveGainsightIds } from '@handrail/database';
import type { Database, QueueSettings } from '@handrail/database';
import type { Condition, GainsightReader } from '@handrail/gainsight';
import { applyInParts } from './inbound/apply-in-parts.ts';
import { MAX_IN_VALUES } from './inbound/check-by-ids.ts';
import { USER } from './inbound/account-context.ts';
import { GSID, MODIFIED_DATE, toSourceRecords } from './inbound/source-record.ts';
import { readUserContext } from './inbound/user-context.ts';
import { applyUserPage } from './inbound/user-page.ts';
import { openGainsightReader } from './vendors.ts';
import type { OpenVendor, Vendors } from './vendors.ts';

/** Users with live sessions are re-read at most this often, in ms. */
export const REREAD_INTERVAL_MS = 5 * 60_000;
/** A session not used for this long is over, in ms. */
const IDLE_MS = 8 * 3_600_000;

/** Queue of re-readings of users with live sessions. */
const REREAD_QUEUE = 'users-reread';

/** How it is made: one waiting re-reading a workspace; a failed one is not repeated, the next follows soon. */
export const REREAD_QUEUE_SETTINGS: QueueSettings = {
  name: REREAD_QUEUE,
  policy: 'short',
  retryLimit: 0,
  expireInSeconds: 120,
  deleteAfterSeconds: 3_600,
};

/** The id that a re-reading's job carries. */
export interface RereadJob {
  readonly workspaceId: WorkspaceId;
}

/** Asks for a re-reading in every workspace where somebody of Gainsight is signed in and the last was a while ago. */
export async function enqueueRereads(database: Database, now: Date): Promise<void> {
  const due = await database.platform().transaction((tx) =>
    claimLiveWorkspaces(tx, {
      readBefore: new Date(now.getTime() - REREAD_INTERVAL_MS),
      seenSince: new Date(now.getTime() - IDLE_MS),
      now,
    }),
  );
  for (const { id } of due) {
    const job: RereadJob = { workspaceId: id };
    await database.workspace(id).transaction((tx) => enqueue(tx, REREAD_QUEUE, job, { singletonKey: id }));
  }
}

/**
 * Re-reads the users with live sessions in one query and settles rights: who was deactivated loses everything in that
 * transaction. Throws what the call throws; then sessions live on to their idle end.
 */
export async function rereadLiveUsers(
  vendors: Vendors,
  { workspaceId }: RereadJob,
  signal: AbortSignal,
): Promise<void> {
  const now = vendors.outgoing.clock.now();
  const seenSince = new Date(now.getTime() - IDLE_MS);
  const ids = await vendors.database
    .workspace(workspaceId)
    .transaction((tx) => listLiveGainsightIds(tx, { seenSince, now }));
  await rereadUsers(vendors, workspaceId, { gainsightIds: ids }, signal);
}

/** Whom to re-read. */
export interface RereadPersons {
  readonly gainsightIds?: readonly string[];
  /** An address that somebody signs in with, who may not be known yet. */
  readonly email?: string | null;
  /** Whether they are at the door: what Gainsight says of them binds now, also when its exits as a whole are held back. */
  readonly isEntering?: boolean;
}

/**
 * Re-reads these users from Gainsight now and settles rights in one transaction; who does not answer stays as they are.
 * Sign-in calls it before `matchSignIn`. Throws not_connected, connection_needs_attention, and what the call throws.
 */
export async function rereadUsers(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  { gainsightIds = [], email = null, isEntering = false }: RereadPersons,
  signal: AbortSignal,
): Promise<void> {
  if (gainsightIds.length === 0 && email === null) return;
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'users' });
  const reread = (condition: Condition) =>
    rereadBy(vendors, workspaceId, open, { condition, isEntering, signal });
  try {
    for (let from = 0; from < gainsightIds.length; from += MAX_IN_VALUES) {
      const value = gainsightIds.slice(from, from + MAX_IN_VALUES);
      await reread({ name: GSID, operator: 'IN', value });
    }
    if (email === null) return;
    await reread({ name: 'Email', operator: 'EQ', value: [email] });
  } finally {
    await open.close();
  }
}

async function rereadBy(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  { client, connection }: OpenVendor<GainsightReader>,
  {
    condition,
    isEntering,
    signal,
  }: { readonly condition: Condition; readonly isEntering: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const workspace = vendors.database.workspace(workspaceId);
  const context = await workspace.transaction((tx) => readUserContext(tx, connection));
  const select = [GSID, MODIFIED_DATE, ...context.sources];
  const page = await client.query(
    USER,
    { select, where: [condition], orderBy: [[GSID, 'asc']], limit: MAX_IN_VALUES },
    { signal },
  );
  const records = toSourceRecords(page.rows, context.sources);
  const now = vendors.outgoing.clock.now();
  const approved = isEntering ? new Set(records.map(({ gainsightId }) => gainsightId)) : null;
  const applied = { run: null, connection, context, records, now, approved };
  await workspace.transaction((tx) => applyInParts(tx, USER, applied, applyUserPage));
}
