import type { RunId, WorkspaceId } from '@handrail/core';
import { findStream, listPresentRecords, NO_COUNTS, removeAccountMembers } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import { USER } from './inbound/account-context.ts';
import { applyInParts } from './inbound/apply-in-parts.ts';
import { checkByIds } from './inbound/check-by-ids.ts';
import { listAbsent } from './inbound/confirm-missing.ts';
import { settleUsers } from './inbound/settle-users.ts';
import { GSID, MODIFIED_DATE, toSourceRecords } from './inbound/source-record.ts';
import { readUserContext } from './inbound/user-context.ts';
import { applyUserPage, COMPANY_TEAM } from './inbound/user-page.ts';
import type { OpenVendor, Vendors } from './vendors.ts';
import { closeDecided, getWaiting, withheldSchema } from './withheld-run.ts';

/**
 * Approves what a run of users withheld: everybody shown is asked for again, and who still would lose access does. Null for
 * a run of another stream.
 */
export async function approveUserExits(
  { vendors, workspaceId, runId }: { vendors: Vendors; workspaceId: WorkspaceId; runId: RunId },
  { connection, client }: OpenVendor<GainsightReader>,
  signal: AbortSignal,
): Promise<RunRow | null> {
  const workspace = vendors.database.workspace(workspaceId);
  const found = await workspace.transaction(async (tx) => {
    const run = await getWaiting(tx, runId);
    if (run.stream_id !== (await findStream(tx, 'users'))?.id) return null;
    const shown = withheldSchema.parse(run.withheld).sample;
    const ids = shown.map(({ gainsightId }) => gainsightId);
    const users = await listPresentRecords(tx, { connectionId: connection.id, object: USER }, ids);
    return { shown, users, context: await readUserContext(tx, connection) };
  });
  if (found === null) return null;
  const { shown, users, context } = found;
  const isUser = new Set(users.map(({ gainsightId }) => gainsightId));
  const missing: string[] = [];
  const select = [GSID, MODIFIED_DATE, ...context.sources];
  for await (const check of checkByIds(client, USER, users, select, signal)) {
    missing.push(...check.absent.map(({ gainsightId }) => gainsightId));
    const records = toSourceRecords(check.found, context.sources);
    const page = { run: { id: runId }, connection, context, records, now: vendors.outgoing.clock.now() };
    await workspace.transaction((tx) => applyInParts(tx, USER, page, applyUserPage));
  }
  const places = shown.filter(({ gainsightId }) => !isUser.has(gainsightId));
  const gone = await listAbsent(client, COMPANY_TEAM, places, signal);
  return workspace.transaction(async (tx) => {
    const run = await getWaiting(tx, runId);
    const now = vendors.outgoing.clock.now();
    await settleUsers(tx, { connection, missing, approved: isUser, now });
    const left = await removeAccountMembers(
      tx,
      connection.id,
      gone.map(({ gainsightId }) => gainsightId),
    );
    return closeDecided(tx, run, { ...NO_COUNTS, exits: missing.length + left }, vendors);
  });
}
