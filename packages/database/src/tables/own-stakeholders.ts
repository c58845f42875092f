import type { AccountId, ConnectionId, JsonObject, StakeholderId } from '@handrail/core';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { NewStakeholder, StakeholderRow } from './stakeholders.ts';

/** A stakeholder whom only we know: met in meetings, or put down by a person. */
export interface OwnStakeholder {
  readonly source: 'meeting' | 'person';
  readonly email: string | null;
  /** Fields by our names, all of them set by hand. */
  readonly manual: JsonObject;
}

/** Adds a stakeholder of ours to an account; nothing when somebody with that e-mail stands there already. */
export async function addOwnStakeholder(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  { source, email, manual }: OwnStakeholder,
  now: Date,
): Promise<StakeholderId | undefined> {
  const id = newId<StakeholderId>();
  const result = await sql<{ id: StakeholderId }>`
    insert into stakeholders (id, workspace_id, connection_id, company_gainsight_id, source, email, presence, manual,
      created_at, updated_at)
    select ${id}, a.workspace_id, a.connection_id, a.gainsight_id, ${source}, ${email}, 'present',
      ${JSON.stringify(manual)}::jsonb, ${now}, ${now}
    from accounts a
    where a.workspace_id = ${tx.workspaceId} and a.id = ${accountId}
      and not exists (select from stakeholders s
        where s.workspace_id = a.workspace_id and s.connection_id = a.connection_id
          and s.company_gainsight_id = a.gainsight_id and s.presence in ('present', 'inactive')
          and s.email_key = lower(${email}::text) collate "C")
    on conflict do nothing
    returning id
  `.execute(tx.db);
  if (result.rows.length === 0) return undefined;
  await showManual(tx, id);
  return id;
}

/** A stakeholder by our id, whatever became of them. */
export async function findStakeholder(
  tx: WorkspaceTransaction,
  id: StakeholderId,
): Promise<StakeholderRow | undefined> {
  return tx.db
    .selectFrom('stakeholders')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Takes the row for the rest of the transaction and answers it. */
export async function lockStakeholder(
  tx: WorkspaceTransaction,
  id: StakeholderId,
): Promise<StakeholderRow | undefined> {
  return tx.db.selectFrom('stakeholders').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Sets what is set by hand of one stakeholder, all of it, and shows it in the columns; a field left out is empty. */
export async function saveManual(
  tx: WorkspaceTransaction,
  id: StakeholderId,
  { email, manual }: Pick<OwnStakeholder, 'email' | 'manual'>,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('stakeholders')
    .set({ manual: JSON.stringify(manual), email, updated_at: now })
    .where('id', '=', id)
    .execute();
  await showManual(tx, id);
}

/** Fills the columns with what is set by hand; those of the source are left as they are. */
async function showManual(tx: WorkspaceTransaction, id: StakeholderId): Promise<void> {
  await sql`
    update stakeholders s set
      name = case when manual ? 'name' or gainsight_id is null then manual ->> 'name' else name end,
      title = case when manual ? 'title' or gainsight_id is null then manual ->> 'title' else title end,
      role = case when manual ? 'role' or gainsight_id is null then manual ->> 'role' else role end,
      phone = case when manual ? 'phone' or gainsight_id is null then manual ->> 'phone' else phone end,
      decision_maker = case when manual ? 'decisionMaker' or gainsight_id is null
        then (manual ->> 'decisionMaker')::boolean else decision_maker end,
      touch_frequency = case when manual ? 'touchFrequency' or gainsight_id is null
        then manual ->> 'touchFrequency' else touch_frequency end
    where workspace_id = ${tx.workspaceId} and id = ${id}
  `.execute(tx.db);
}

/** Removes a stakeholder of ours; answers whether there was one. Those of the source are not removed here. */
export async function deleteOwnStakeholder(tx: WorkspaceTransaction, id: StakeholderId): Promise<boolean> {
  const result = await tx.db
    .deleteFrom('stakeholders')
    .where('id', '=', id)
    .where('gainsight_id', 'is', null)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/**
 * Has persons whom the source shows by now take the place of stakeholders of ours with the same e-mail at the company:
 * the row stays with what was set by hand, or gives that to the row that stands for the person already.
 */
export async function adoptOwnStakeholders(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  stakeholders: readonly NewStakeholder[],
): Promise<void> {
  const known = stakeholders.filter(({ email }) => email !== null);
  if (known.length === 0) return;
  const same = sql`
    jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as t(gainsight_id text, person_gainsight_id text,
      company_gainsight_id text, source text, email text)
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId} and s.gainsight_id is null
      and s.company_gainsight_id = t.company_gainsight_id and s.email_key = lower(t.email) collate "C"`;
  // A tie that came before its person had no e-mail to be known by: nothing rests on its row yet.
  await sql`
    delete from stakeholders w using stakeholders s, ${same}
      and w.workspace_id = s.workspace_id and w.connection_id = s.connection_id and w.presence = 'waiting'
      and w.manual = '{}' and w.company_gainsight_id = t.company_gainsight_id
      and w.person_gainsight_id = t.person_gainsight_id
  `.execute(tx.db);
  await sql`
    update stakeholders s set gainsight_id = t.gainsight_id, person_gainsight_id = t.person_gainsight_id,
      source = t.source
    from ${same}
      and not exists (select from stakeholders o where o.workspace_id = s.workspace_id
        and o.connection_id = s.connection_id and o.company_gainsight_id = s.company_gainsight_id
        and o.person_gainsight_id = t.person_gainsight_id)
  `.execute(tx.db);
  await sql`
    with gone as (
      delete from stakeholders s using ${same}
      returning s.manual, s.company_gainsight_id, t.person_gainsight_id as person)
    update stakeholders s set manual = gone.manual || s.manual from gone
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId}
      and s.company_gainsight_id = gone.company_gainsight_id and s.person_gainsight_id = gone.person
  `.execute(tx.db);
}

/** Moves stakeholders of ours, all or those named, to another account where nobody has their e-mail; answers whom. */
export async function moveOwnStakeholders(
  tx: WorkspaceTransaction,
  from: AccountId,
  to: AccountId,
  only: readonly string[] | null,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    update stakeholders s set company_gainsight_id = i.gainsight_id from accounts f, accounts i
    where s.workspace_id = ${tx.workspaceId} and s.gainsight_id is null
      and f.workspace_id = s.workspace_id and f.id = ${from} and s.company_gainsight_id = f.gainsight_id
      and i.workspace_id = s.workspace_id and i.id = ${to} and s.connection_id = i.connection_id
      and (${only}::uuid[] is null or s.id = any(${only}::uuid[]))
      and not exists (select from stakeholders o where o.workspace_id = s.workspace_id
        and o.connection_id = s.connection_id and o.company_gainsight_id = i.gainsight_id and o.email_key = s.email_key)
    returning s.id
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}
