import type { DeliveryRow, OutboxRow } from './outbox.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A step of a delivery that met a failure. */
export type FailedDelivery = Pick<
  DeliveryRow,
  'step' | 'outcome' | 'request_id' | 'failure' | 'started_at'
> & { readonly kind: OutboxRow['kind'] };

/** The newest steps that met a failure. */
export async function listFailedDeliveries(
  tx: WorkspaceTransaction,
  limit: number,
): Promise<FailedDelivery[]> {
  return tx.db
    .selectFrom('deliveries')
    .innerJoin('outbox', 'outbox.id', 'deliveries.outbox_id')
    .select(['outbox.kind', 'deliveries.step', 'deliveries.outcome', 'deliveries.request_id'])
    .select(['deliveries.failure', 'deliveries.started_at'])
    .where('deliveries.workspace_id', '=', tx.workspaceId)
    .where('deliveries.failure', 'is not', null)
    .orderBy('deliveries.id', 'desc')
    .limit(limit)
    .execute();
}
