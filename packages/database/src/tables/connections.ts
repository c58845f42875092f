import type { ConnectionId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { ConnectionsTable, SecretId } from '../schema.ts';

/** Credentials and state of one link to one vendor; the credential itself is a secret. */
export type ConnectionRow = Selectable<ConnectionsTable>;
export type Vendor = ConnectionRow['vendor'];

/** All connections of the workspace. */
export async function listConnections(tx: WorkspaceTransaction): Promise<ConnectionRow[]> {
  return tx.db.selectFrom('connections').selectAll().orderBy('vendor').execute();
}

/** The connection to a vendor, or nothing. */
export async function findConnection(
  tx: WorkspaceTransaction,
  vendor: Vendor,
): Promise<ConnectionRow | undefined> {
  return tx.db.selectFrom('connections').selectAll().where('vendor', '=', vendor).executeTakeFirst();
}

/** What a successful try found. */
export interface Connected {
  readonly vendor: Vendor;
  readonly origin: string;
  readonly subdomain: string | null;
  readonly credentialKind: string;
  readonly secretId: SecretId;
  readonly reached: readonly object[];
  readonly capabilities: object;
  readonly now: Date;
}

/**
 * Stores a connection that a try has proven; an existing one to the same vendor is replaced in place, and its former
 * credential is forgotten.
 */
export async function saveConnection(tx: WorkspaceTransaction, connected: Connected): Promise<ConnectionRow> {
  const values = {
    origin: connected.origin,
    subdomain: connected.subdomain,
    credential_kind: connected.credentialKind,
    secret_id: connected.secretId,
    state: 'connected' as const,
    failure: null,
    reached: JSON.stringify(connected.reached),
    capabilities: JSON.stringify(connected.capabilities),
    connected_at: connected.now,
    checked_at: connected.now,
  };
  const former = await findConnection(tx, connected.vendor);
  const saved = await tx.db
    .insertInto('connections')
    .values({ id: newId<ConnectionId>(), workspace_id: tx.workspaceId, vendor: connected.vendor, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'vendor']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (former?.secret_id != null) {
    await tx.db.deleteFrom('secrets').where('id', '=', former.secret_id).execute();
  }
  return saved;
}

/** Marks a connection: it needs attention with this failure, or works again. */
export async function markConnection(
  tx: WorkspaceTransaction,
  id: ConnectionId,
  mark: { readonly state: ConnectionRow['state']; readonly failure: object | null; readonly now: Date },
): Promise<void> {
  await tx.db
    .updateTable('connections')
    .set({
      state: mark.state,
      failure: mark.failure === null ? null : JSON.stringify(mark.failure),
      checked_at: mark.now,
    })
    .where('id', '=', id)
    .execute();
}

/** Forgets the credential; the connection's data stays. */
export async function disconnectConnection(
  tx: WorkspaceTransaction,
  id: ConnectionId,
  now: Date,
): Promise<void> {
  const row = await tx.db
    .selectFrom('connections')
    .select('secret_id')
    .where('id', '=', id)
    .executeTakeFirst();
  await tx.db
    .updateTable('connections')
    .set({ state: 'disconnected', secret_id: null, failure: null, checked_at: now })
    .where('id', '=', id)
    .execute();
  if (row?.secret_id != null) await tx.db.deleteFrom('secrets').where('id', '=', row.secret_id).execute();
}
