import type { WorkspaceTransaction } from '../transaction.ts';

/** A claim without a reply for so long belongs to a process that died; the next caller takes it over. */
const ABANDONED_MS = 2 * 60_000;
const KEPT_MS = 24 * 60 * 60_000;

/** What a key says about the request at hand. */
export type IdempotencyClaim =
  | { readonly kind: 'new' }
  /** The same request was carried out before, with this reply. */
  | { readonly kind: 'replayed'; readonly reply: unknown }
  /** The same request is being carried out now. */
  | { readonly kind: 'in-progress' }
  /** The key was given with another request. */
  | { readonly kind: 'other-request' };

/** Takes a key for a request, or says what became of the request that took it. Keys are kept for a day. */
export async function claimIdempotencyKey(
  tx: WorkspaceTransaction,
  request: { readonly key: string; readonly requestHash: string; readonly now: Date },
): Promise<IdempotencyClaim> {
  const { key, requestHash, now } = request;
  await tx.db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute();
  const made = await tx.db
    .insertInto('idempotency_keys')
    .values({ workspace_id: tx.workspaceId, key, request_hash: requestHash, created_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (made !== undefined) return { kind: 'new' };
  const known = await tx.db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) return { kind: 'in-progress' };
  if (known.request_hash !== requestHash) return { kind: 'other-request' };
  if (known.status !== null) return { kind: 'replayed', reply: known.reply };
  if (known.created_at.getTime() > now.getTime() - ABANDONED_MS) return { kind: 'in-progress' };
  await tx.db.updateTable('idempotency_keys').set({ created_at: now }).where('key', '=', key).execute();
  return { kind: 'new' };
}

/** Keeps the reply of a request that was carried out. */
export async function saveIdempotentReply(
  tx: WorkspaceTransaction,
  key: string,
  reply: object,
): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set({ status: 200, reply: JSON.stringify(reply) })
    .where('key', '=', key)
    .execute();
}

/** Gives a key back, because the request changed nothing. */
export async function releaseIdempotencyKey(tx: WorkspaceTransaction, key: string): Promise<void> {
  await tx.db.deleteFrom('idempotency_keys').where('key', '=', key).where('status', 'is', null).execute();
}
