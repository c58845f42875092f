import { open, seal, type SecretKey } from './envelope.ts';
import { DatabaseError } from './errors.ts';
import { newId } from './new-id.ts';
import type { SecretId } from './schema.ts';
import type { WorkspaceTransaction } from './transaction.ts';

/** Stores a secret, encrypted and bound to this workspace, its row and its purpose; gives its id. */
export async function createSecret(
  tx: WorkspaceTransaction,
  key: SecretKey,
  secret: { readonly purpose: string; readonly text: string },
): Promise<SecretId> {
  const id = newId<SecretId>();
  // Held until this commits, so that the key cannot be dropped meanwhile.
  const held = await tx.query('select 1 from keys where id = $1 for key share', [key.id]);
  if (held.length === 0) key.refresh();
  const place = { workspaceId: tx.workspaceId, rowId: id, purpose: secret.purpose };
  await tx.db
    .insertInto('secrets')
    .values({
      id,
      workspace_id: tx.workspaceId,
      purpose: secret.purpose,
      key_id: key.id,
      envelope: seal(key, place, secret.text),
    })
    .execute();
  return id;
}

/** Reads a secret of this workspace. Throws `secret_unreadable` when it is gone or does not open. */
export async function getSecret(
  tx: WorkspaceTransaction,
  key: SecretKey,
  secret: { readonly id: SecretId; readonly purpose: string },
): Promise<string> {
  const row = await tx.db
    .selectFrom('secrets')
    .select('envelope')
    .where('id', '=', secret.id)
    .executeTakeFirst();
  const place = { workspaceId: tx.workspaceId, rowId: secret.id, purpose: secret.purpose };
  if (row !== undefined) return open(key, place, row.envelope);
  throw new DatabaseError({
    code: 'secret_unreadable',
    message: `The stored secret for ${secret.purpose} is gone.`,
    remedy: 'Enter it again.',
    facts: { purpose: secret.purpose, rowId: secret.id },
  });
}

/** Deletes a secret; nothing happens when it is gone already. */
export async function deleteSecret(tx: WorkspaceTransaction, id: SecretId): Promise<void> {
  await tx.db.deleteFrom('secrets').where('id', '=', id).execute();
}
