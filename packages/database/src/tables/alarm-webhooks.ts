import type { AlarmKind, UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { AlarmWebhooksTable, SecretId } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Where alarms are told; its address is part of the secret. */
export type AlarmWebhookRow = Selectable<AlarmWebhooksTable>;

/** The webhook of the workspace, or nothing. */
export async function findAlarmWebhook(tx: WorkspaceTransaction): Promise<AlarmWebhookRow | undefined> {
  return tx.db.selectFrom('alarm_webhooks').selectAll().executeTakeFirst();
}

/** Sets the webhook in place of a former one, whose secret is forgotten. */
export async function saveAlarmWebhook(
  tx: WorkspaceTransaction,
  webhook: {
    readonly secretId: SecretId;
    readonly origin: string;
    readonly kinds: readonly AlarmKind[];
    readonly now: Date;
    readonly by: UserId;
  },
): Promise<void> {
  await deleteAlarmWebhook(tx);
  await tx.db
    .insertInto('alarm_webhooks')
    .values({
      workspace_id: tx.workspaceId,
      secret_id: webhook.secretId,
      origin: webhook.origin,
      kinds: [...webhook.kinds],
      set_at: webhook.now,
      set_by: webhook.by,
    })
    .execute();
}

/** Sets of which kinds the webhook is told. */
export async function setAlarmKinds(tx: WorkspaceTransaction, kinds: readonly AlarmKind[]): Promise<void> {
  await tx.db
    .updateTable('alarm_webhooks')
    .set({ kinds: [...kinds] })
    .where('workspace_id', '=', tx.workspaceId)
    .execute();
}

/** Forgets the webhook and its secret. */
export async function deleteAlarmWebhook(tx: WorkspaceTransaction): Promise<void> {
  const former = await tx.db.deleteFrom('alarm_webhooks').returning('secret_id').executeTakeFirst();
  if (former !== undefined) await tx.db.deleteFrom('secrets').where('id', '=', former.secret_id).execute();
}
