import type { Account } from '@handrail/contract';
import { findConnection, readLastSyncs, readPayloads, readShownHealth } from '@handrail/database';
import type { AccountRow, ShownHealth, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, USER } from '@handrail/sync';
import { z } from 'zod';
import { instant } from './failure.ts';
import { presentGone, readAbsence } from './gone.ts';
import { healthLabel } from './health-score.ts';

const userSchema = z.object({ Name: z.string().nullish(), Email: z.string().nullish() });
const fieldsSchema = z.record(z.string(), z.unknown());

/** Accounts as they are shown, with the names of the people that they point to. */
export async function presentAccounts(
  tx: WorkspaceTransaction,
  rows: readonly AccountRow[],
): Promise<Account[]> {
  const names = await readUserNames(
    tx,
    rows.flatMap((row) => [row.owner_gainsight_id, row.csm_gainsight_id]),
  );
  const lastSyncs = await readLastSyncs(
    tx,
    { stream: 'accounts', object: COMPANY },
    rows.map((row) => ({ gainsightId: row.gainsight_id, accountId: row.id, leftAt: row.left_at })),
  );
  const absence = await readAbsence(tx, rows);
  const health = await readShownHealth(
    tx,
    rows.map((row) => row.id),
  );
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  return rows.map((row) => ({
    id: row.id,
    gainsightId: row.gainsight_id,
    name: row.name,
    status: row.status,
    presence: row.presence,
    owner: nameOf(row.owner_gainsight_id),
    csm: nameOf(row.csm_gainsight_id),
    tier: row.tier,
    arr: row.arr,
    mrr: row.mrr,
    currency: row.currency,
    renewalDate: row.renewal_on,
    contractStart: row.contract_start_on,
    lifecycleStage: row.lifecycle_stage,
    industry: row.industry,
    region: row.region,
    domains: row.domains,
    employees: row.employees,
    crmId: row.crm_id,
    parentGainsightId: row.parent_gainsight_id,
    churnedOn: row.churned_on ?? row.turned_churned_on,
    churnedOnFrom: row.churned_on !== null ? 'field' : row.turned_churned_on !== null ? 'seen' : null,
    gone: presentGone(row, absence),
    keptAt: instant(row.kept_at),
    health: presentHealth(health.get(row.id)),
    lastMeetingAt: instant(row.last_meeting_at),
    fields: fieldsSchema.parse(row.fields),
    updatedAt: row.updated_at.toISOString(),
    lastSyncedAt: instant(lastSyncs.get(row.gainsight_id) ?? null),
  }));
}

function presentHealth(shown: ShownHealth | undefined): Account['health'] {
  return { score: shown?.health_score ?? null, label: healthLabel(shown?.health_label ?? null) };
}

/** Names of users by their id at Gainsight, as last read: the name, else the address. */
export async function readUserNames(
  tx: WorkspaceTransaction,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection === undefined) return new Map();
  const payloads = await readPayloads(
    tx,
    { connectionId: connection.id, object: USER },
    ids.filter((id) => id !== null),
  );
  const names = new Map<string, string>();
  for (const [id, payload] of payloads) {
    const user = userSchema.safeParse(payload);
    const name = user.success ? (user.data.Name ?? user.data.Email) : null;
    if (name !== null && name !== undefined && name !== '') names.set(id, name);
  }
  return names;
}
