import type { ConnectionId, MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import { rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A person of the recorder's company, with every address of theirs. */
export interface RecorderUser {
  readonly recorderId: string;
  /** In lower case, the main one first. */
  readonly addresses: readonly string[];
}

/** Our own people: each under one address, by whichever a meeting names, and by their id at the recorder. */
export interface OwnPeople {
  /** By address in lower case. One that several share stands for itself. */
  readonly byAddress: ReadonlyMap<string, string>;
  readonly byRecorderId: ReadonlyMap<string, string>;
}

/** Each of them under the address of a user of ours, else under their main one. */
function named(tx: WorkspaceTransaction) {
  return sql`select r.recorder_id, r.addresses, coalesce((
      select min(lower(u.email)) from users u
      where u.workspace_id = r.workspace_id and lower(u.email) = any(r.addresses)), r.addresses[1]) as email
    from recorder_users r where r.workspace_id = ${tx.workspaceId}`;
}

function byAddress(tx: WorkspaceTransaction) {
  return sql`select address, case when count(*) = 1 then min(email) else address end as email
    from (${named(tx)}) as own, unnest(own.addresses) as address group by address`;
}

/** Keeps who there is at a recorder now, in place of those read before. */
export async function replaceRecorderUsers(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  users: readonly RecorderUser[],
): Promise<void> {
  await tx.db.deleteFrom('recorder_users').where('connection_id', '=', connectionId).execute();
  const rows = users.map(({ recorderId, addresses }) => ({ id: recorderId, addresses }));
  await sql`
    insert into recorder_users (workspace_id, connection_id, recorder_id, addresses)
    select ${tx.workspaceId}, ${connectionId}, id, addresses
    from ${rowsAsColumns('t', rows, { id: 'text', addresses: 'text[]' })}
  `.execute(tx.db);
}

/** Whether anybody is known at a recorder. */
export async function hasRecorderUsers(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('recorder_users')
    .select('recorder_id')
    .where('connection_id', '=', connectionId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Our own people, as recorders name them. */
export async function readOwnPeople(tx: WorkspaceTransaction): Promise<OwnPeople> {
  const addresses = await sql<{ address: string; email: string }>`${byAddress(tx)}`.execute(tx.db);
  const users = await sql<{ recorder_id: string; email: string }>`${named(tx)}`.execute(tx.db);
  return {
    byAddress: new Map(addresses.rows.map(({ address, email }) => [address, email])),
    byRecorderId: new Map(users.rows.map(({ recorder_id: id, email }) => [id, email])),
  };
}

/** Every address of the person who has this one; it alone where nobody is known by it. */
export async function listOwnAddresses(tx: WorkspaceTransaction, email: string): Promise<string[]> {
  const result = await sql<{ address: string }>`
    select distinct unnest(addresses) as address from recorder_users
    where workspace_id = ${tx.workspaceId} and lower(${email}) = any(addresses)
  `.execute(tx.db);
  return result.rows.length === 0 ? [email] : result.rows.map(({ address }) => address);
}

/**
 * Has our own people in stored meetings stand under their one address and on our side. What they said counts as ours from
 * now on: such a meeting is attributed again, unless a person decided it, and summed up again. Answers those meetings.
 */
export async function recognizeOwnPeople(tx: WorkspaceTransaction, now: Date): Promise<MeetingId[]> {
  await sql`
    update meetings m set host_email = own.email from (${byAddress(tx)}) as own
    where m.workspace_id = ${tx.workspaceId} and lower(m.host_email) = own.address and m.host_email <> own.email
  `.execute(tx.db);
  // Before the participants: a turn is known by the name or the address that its speaker has until now.
  const spoken = await sql<{ meeting_id: MeetingId }>`
    update turns t set side = 'ours'
    from participants p join (${byAddress(tx)}) as own on own.address = lower(p.email)
    where p.workspace_id = ${tx.workspaceId} and p.side <> 'ours' and t.workspace_id = p.workspace_id
      and t.meeting_id = p.meeting_id and t.speaker = coalesce(p.name, p.email) and t.side <> 'ours'
    returning t.meeting_id
  `.execute(tx.db);
  const moved = await sql<{ meeting_id: MeetingId }>`
    update participants p set side = 'ours', email = own.email from (${byAddress(tx)}) as own
    where p.workspace_id = ${tx.workspaceId} and lower(p.email) = own.address
      and (p.side <> 'ours' or p.email <> own.email)
    returning p.meeting_id
  `.execute(tx.db);
  const meetingIds = [...new Set(moved.rows.map((row) => row.meeting_id))];
  if (meetingIds.length === 0) return meetingIds;
  const spokenIds = [...new Set(spoken.rows.map((row) => row.meeting_id))];
  await sql`
    update meetings set
      attribution = case when attribution_decided_by = 'person' then attribution else 'pending' end, people_changed = false,
      resummarize_at = case when state = 'transcribed' and id = any(${spokenIds}::uuid[]) then ${now} else resummarize_at end
    where workspace_id = ${tx.workspaceId} and id = any(${meetingIds}::uuid[])
  `.execute(tx.db);
  return meetingIds;
}
