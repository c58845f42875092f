import type { WorkspaceId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { IdentityProvidersTable } from '../schema.ts';
import { deleteSecret } from '../secrets.ts';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';

/** Where the people of a workspace prove who they are; the client's secret itself is a secret. */
export type IdentityProviderRow = Selectable<IdentityProvidersTable>;

/** The identity provider of the workspace, or nothing. */
export async function findIdentityProvider(
  tx: WorkspaceTransaction,
): Promise<IdentityProviderRow | undefined> {
  return tx.db
    .selectFrom('identity_providers')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .executeTakeFirst();
}

/** Name of every provider with its workspace, for the sign-in page. */
export async function listProviderNames(
  tx: PlatformTransaction,
): Promise<{ readonly workspaceId: WorkspaceId; readonly name: string }[]> {
  const rows = await tx.db
    .selectFrom('identity_providers')
    .select(['workspace_id', 'name'])
    .orderBy('name')
    .orderBy('workspace_id')
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, name: row.name }));
}

/** Stores the provider that a try has found; a former one is replaced and its secret forgotten unless it is the same. */
export async function saveIdentityProvider(
  tx: WorkspaceTransaction,
  provider: Omit<IdentityProviderRow, 'workspace_id'>,
): Promise<IdentityProviderRow> {
  const former = await findIdentityProvider(tx);
  const saved = await tx.db
    .insertInto('identity_providers')
    .values({ workspace_id: tx.workspaceId, ...provider })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(provider))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (former?.secret_id != null && former.secret_id !== saved.secret_id) {
    await deleteSecret(tx, former.secret_id);
  }
  return saved;
}

/** Forgets the provider and its secret; who came through it stays known. */
export async function deleteIdentityProvider(tx: WorkspaceTransaction): Promise<void> {
  const gone = await tx.db
    .deleteFrom('identity_providers')
    .where('workspace_id', '=', tx.workspaceId)
    .returning('secret_id')
    .executeTakeFirst();
  if (gone?.secret_id != null) await deleteSecret(tx, gone.secret_id);
}
