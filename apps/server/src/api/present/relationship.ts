import type { Relationship } from '@handrail/contract';
import { readLastSyncs } from '@handrail/database';
import type { ListedRelationship, WorkspaceTransaction } from '@handrail/database';
import { RELATIONSHIP } from '@handrail/sync';
import { z } from 'zod';
import { readUserNames } from './account.ts';
import { instant } from './failure.ts';

/** Relationships as they are shown, with the names of type, account and owner. */
export async function presentRelationships(
  tx: WorkspaceTransaction,
  rows: readonly ListedRelationship[],
): Promise<Relationship[]> {
  const names = await readUserNames(
    tx,
    rows.map((row) => row.owner_gainsight_id),
  );
  const lastSyncs = await readLastSyncs(
    tx,
    { stream: 'relationships', object: RELATIONSHIP },
    rows.map((row) => ({ gainsightId: row.gainsight_id, accountId: row.account_id, leftAt: row.left_at })),
  );
  return rows.map((row) => ({
    id: row.id,
    gainsightId: row.gainsight_id,
    name: row.name,
    type: row.type_name ?? row.type_gainsight_id,
    presence: row.presence,
    account:
      row.account_id === null || row.account_name === null
        ? null
        : { id: row.account_id, name: row.account_name },
    accountGainsightId: row.company_gainsight_id,
    owner:
      row.owner_gainsight_id === null ? null : (names.get(row.owner_gainsight_id) ?? row.owner_gainsight_id),
    status: row.status,
    stage: row.stage,
    arr: row.arr,
    mrr: row.mrr,
    renewalDate: row.renewal_on,
    contractStart: row.contract_start_on,
    fields: z.record(z.string(), z.unknown()).catch({}).parse(row.fields),
    updatedAt: row.updated_at.toISOString(),
    lastSyncedAt: instant(lastSyncs.get(row.gainsight_id) ?? null),
  }));
}
