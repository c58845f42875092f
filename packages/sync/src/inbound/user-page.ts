import { contentHash, countPage, dayOf, findUnstorable, parseBoolean } from '@handrail/core';
import type { SourceRecord } from '@handrail/core';
import {
  NO_COUNTS,
  readStoredRecords,
  resolveSetAside,
  saveAccountMembers,
  setAsideRecords,
  upsertSourceRecords,
} from '@handrail/database';
import type {
  AccountMember,
  ConnectionRow,
  RunRow,
  SetAsideRecord,
  WorkspaceTransaction,
} from '@handrail/database';
import { USER } from './account-context.ts';
import type { PageCounts } from './apply-page.ts';
import { settleUsers } from './settle-users.ts';
import { findUserFault } from './user-context.ts';
import { DIRECTORY_VERSION } from './user-directory.ts';
import type { UserContext } from './user-context.ts';

/** Who works for which company, as the reference calls it. */
export const COMPANY_TEAM = 'company_team';

/** Everyone is kept: accounts point to them, whoever may enter. */
const IN = { in: true, rule: 'all', field: null, value: null } as const;

/** Users as they were read, and where they are kept. */
export interface UserPage {
  readonly connection: ConnectionRow;
  readonly context: UserContext;
  readonly records: readonly SourceRecord[];
  /** Null: somebody signs in or is looked at again; what cannot be kept then is listed by the next run. */
  readonly run: Pick<RunRow, 'id'> | null;
  readonly now: Date;
  /** Source ids of those whom the guard lets go: they were asked for one by one. */
  readonly approved?: ReadonlySet<string> | null;
}

/**
 * Stores users that differ from what stands, and settles everybody's rights in the same transaction. A user of whom some
 * value cannot be kept or read is set aside and stays as they were, with the rights they have.
 */
export async function applyUserPage(tx: WorkspaceTransaction, page: UserPage): Promise<PageCounts> {
  const { connection, context, records, run, now, approved = null } = page;
  const of = { connectionId: connection.id, object: USER, now };
  const aside = records.flatMap(({ gainsightId, values }): SetAsideRecord[] => {
    const fault = findUserFault(values);
    return fault === null ? [] : [{ gainsightId, ...fault }];
  });
  const isAside = new Set(aside.map(({ gainsightId }) => gainsightId));
  const fine = records.filter(({ gainsightId }) => !isAside.has(gainsightId));
  const fineIds = fine.map(({ gainsightId }) => gainsightId);
  const stored = await readStoredRecords(tx, of, fineIds);
  const changed = fine.flatMap((record) => {
    const hash = contentHash(record.values);
    const known = stored.get(record.gainsightId);
    const isStanding = known?.presence === 'present' && known.rulesVersion === context.version;
    // Whom accounts knew by name alone is new to who reads users.
    const isNew = known === undefined || known.rulesVersion === DIRECTORY_VERSION;
    return isStanding && known.contentHash === hash ? [] : [{ record, hash, isNew }];
  });
  await upsertSourceRecords(
    tx,
    of,
    { rulesVersion: context.version, on: dayOf(now), runId: run?.id ?? null, now },
    changed.map(({ record, hash }) => ({
      gainsightId: record.gainsightId,
      name: typeof record.values['Name'] === 'string' ? record.values['Name'] : null,
      payload: record.values,
      contentHash: hash,
      modifiedAt: record.modifiedAt,
      verdict: IN,
    })),
  );
  if (run !== null) await setAsideRecords(tx, { ...of, runId: run.id }, aside);
  await resolveSetAside(tx, of, fineIds);
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

/** A page of places on company teams. */
export interface TeamPage {
  readonly run: Pick<RunRow, 'id'>;
  readonly connection: ConnectionRow;
  readonly fields: TeamFields;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
}

/** Stores a page of places on company teams; one taken off the team is gone, one that names nobody stays as it was. */
export async function applyTeamPage(tx: WorkspaceTransaction, page: TeamPage): Promise<PageCounts> {
  const { run, connection, fields, records, now } = page;
  const members: AccountMember[] = [];
  const removed: string[] = [];
  const aside: SetAsideRecord[] = [];
  for (const { gainsightId, values } of records) {
    const { [fields.company]: company, [fields.user]: user, TeamRole: role, Deleted: deleted } = values;
    if (parseBoolean(deleted) === true) {
      removed.push(gainsightId);
      continue;
    }
    const unstorable = findUnstorable(values);
    if (unstorable !== null) aside.push({ gainsightId, ...unstorable });
    else if (typeof company !== 'string' || company === '')
      aside.push({ gainsightId, field: fields.company, reason: 'missing-id' });
    else if (typeof user !== 'string' || user === '')
      aside.push({ gainsightId, field: fields.user, reason: 'missing-id' });
    else members.push({ gainsightId, company, user, role: typeof role === 'string' ? role : null });
  }
  const { added, changed } = await saveAccountMembers(tx, connection.id, members, removed);
  const of = { connectionId: connection.id, object: COMPANY_TEAM, now };
  await setAsideRecords(tx, { ...of, runId: run.id }, aside);
  await resolveSetAside(tx, of, [...members.map(({ gainsightId }) => gainsightId), ...removed]);
  const seen = records.length;
  const unchanged = seen - added - changed - aside.length;
  return { ...NO_COUNTS, seen, added, changed, unchanged, setAside: aside.length, pages: 1, held: 0 };
}
