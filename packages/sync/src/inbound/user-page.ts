import { contentHash, countPage, dayOf, findUnstorable } from '@handrail/core';
import type { RunId, SourceRecord } from '@handrail/core';
import { NO_COUNTS, readStoredRecords, saveAccountMembers, upsertSourceRecords } from '@handrail/database';
import type { AccountMember, ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import type { Row } from '@handrail/gainsight';
import { USER } from './account-context.ts';
import type { PageCounts } from './apply-page.ts';
import { settleUsers } from './settle-users.ts';
import { GSID } from './source-record.ts';
import type { UserContext } from './user-context.ts';

/** Everyone is kept: accounts point to them, whoever may enter. */
const IN = { in: true, rule: 'all', field: null, value: null } as const;

/** Users as they were read, and where they are kept. */
export interface UserPage {
  readonly connection: ConnectionRow;
  readonly context: UserContext;
  readonly records: readonly SourceRecord[];
  readonly runId: RunId | null;
  readonly now: Date;
  /** Source ids of those whom the guard lets go: they were asked for one by one. */
  readonly approved?: ReadonlySet<string> | null;
}

/**
 * Stores users that differ from what stands, and settles everybody's rights in the same transaction. A user whose text
 * cannot be kept stays as they were.
 */
export async function applyUserPage(tx: WorkspaceTransaction, page: UserPage): Promise<PageCounts> {
  const { connection, context, records, runId, now, approved = null } = page;
  const of = { connectionId: connection.id, object: USER, now };
  const fine = records.filter((record) => findUnstorable(record.values) === null);
  const stored = await readStoredRecords(
    tx,
    of,
    fine.map(({ gainsightId }) => gainsightId),
  );
  const changed = fine.flatMap((record) => {
    const hash = contentHash(record.values);
    const known = stored.get(record.gainsightId);
    const isStanding = known?.presence === 'present' && known.rulesVersion === context.version;
    return isStanding && known.contentHash === hash ? [] : [{ record, hash, isNew: known === undefined }];
  });
  await upsertSourceRecords(
    tx,
    of,
    { rulesVersion: context.version, on: dayOf(now), runId, now },
    changed.map(({ record, hash }) => ({
      gainsightId: record.gainsightId,
      name: typeof record.values['Name'] === 'string' ? record.values['Name'] : null,
      payload: record.values,
      contentHash: hash,
      modifiedAt: record.modifiedAt,
      verdict: IN,
    })),
  );
  // Somebody whose exit was held back before has not changed since.
  if (changed.length > 0 || approved !== null) {
    await settleUsers(tx, { connection, now, ...(approved === null ? {} : { approved }) });
  }
  const outcomes = [
    ...records.slice(fine.length).map(() => 'set-aside' as const),
    ...changed.map(({ isNew }) => (isNew ? ('added' as const) : ('changed' as const))),
    ...fine.slice(changed.length).map(() => 'unchanged' as const),
  ];
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1, held: 0 };
}

/** The fields of a place on a team, which tenants spell in two ways. */
export interface TeamFields {
  readonly company: string;
  readonly user: string;
}

/** Stores a page of places on company teams; one taken off the team is gone. */
export async function applyTeamPage(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  fields: TeamFields,
  rows: readonly Row[],
): Promise<PageCounts> {
  const members: AccountMember[] = [];
  const removed: string[] = [];
  for (const row of rows) {
    const { [GSID]: gainsightId, [fields.company]: company, [fields.user]: user } = row;
    if (typeof gainsightId !== 'string') continue;
    if (row['Deleted'] === true || typeof company !== 'string' || typeof user !== 'string')
      removed.push(gainsightId);
    else {
      const role = row['TeamRole'];
      members.push({ gainsightId, company, user, role: typeof role === 'string' ? role : null });
    }
  }
  const { added, changed } = await saveAccountMembers(tx, connection.id, members, removed);
  const unchanged = rows.length - added - changed;
  return { ...NO_COUNTS, seen: rows.length, added, changed, unchanged, pages: 1, held: 0 };
}
