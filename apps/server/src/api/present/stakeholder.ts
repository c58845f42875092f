import type { Stakeholder, StakeholderDetail } from '@handrail/contract';
import { daysOverdue } from '@handrail/core';
import {
  listRecordChanges,
  listRelationshipStakeholders,
  listStakeholders,
  listTouchMeetings,
  readLastSyncs,
} from '@handrail/database';
import type { ListedStakeholder, WorkspaceTransaction } from '@handrail/database';
import type { StakeholderId } from '@handrail/core';
import { COMPANY_PERSON } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { presentChange } from './change.ts';
import { instant } from './failure.ts';

const MEETINGS = 20;
const RELATIONSHIPS = 50;
const CHANGES = 50;
const fieldsSchema = z.record(z.string(), z.unknown()).catch({});

/** Stakeholders as lists show them. */
export async function presentStakeholders(
  tx: WorkspaceTransaction,
  rows: readonly ListedStakeholder[],
  now: Date,
): Promise<Stakeholder[]> {
  const lastSyncs = await readLastSyncs(
    tx,
    { stream: 'stakeholders', object: COMPANY_PERSON },
    rows.map((row) => ({ gainsightId: row.gainsight_id, accountId: row.account_id, leftAt: row.left_at })),
  );
  return rows.map((row) => ({
    id: row.id,
    gainsightId: row.gainsight_id,
    accountId: row.account_id,
    accountName: row.account_name,
    source: row.source,
    name: row.name,
    email: row.email,
    title: row.title,
    role: row.role,
    phone: row.phone,
    decisionMaker: row.decision_maker,
    touchFrequency: row.touch_frequency,
    fields: fieldsSchema.parse(row.fields),
    manual: Object.keys(fieldsSchema.parse(row.manual)),
    lastTouchAt: instant(row.last_touch_at),
    touchDueAt: instant(row.touch_due_at),
    overdueDays: daysOverdue(row.touch_due_at, now),
    lastSyncedAt: instant(lastSyncs.get(row.gainsight_id ?? '') ?? null),
  }));
}

/** One stakeholder with everything about them. Throws not_found. */
export async function readStakeholderDetail(
  tx: WorkspaceTransaction,
  id: StakeholderId,
  now: Date,
): Promise<StakeholderDetail> {
  const any = { accountId: null, search: null, role: null, lastTouch: null, gap: null, now };
  const page = { sort: 'name', order: 'asc', after: null, limit: 1 } as const;
  const [row] = await listStakeholders(tx, { ...any, ...page, id });
  if (row === undefined) throw notFound('stakeholder');
  const [stakeholder] = await presentStakeholders(tx, [row], now);
  if (stakeholder === undefined) throw notFound('stakeholder');
  const meetings = await listTouchMeetings(tx, { accountId: row.account_id, email: row.email }, MEETINGS);
  const relationships = await listRelationshipStakeholders(
    tx,
    { relationshipId: null, stakeholderId: id },
    RELATIONSHIPS,
  );
  return {
    ...stakeholder,
    meetings: meetings.map(({ startedAt, ...meeting }) => ({ ...meeting, startedAt: instant(startedAt) })),
    relationships: relationships.map(({ relationshipId, relationshipName, role }) => ({
      id: relationshipId,
      name: relationshipName,
      role,
    })),
    changes: (await listRecordChanges(tx, id, CHANGES)).map(presentChange),
  };
}
