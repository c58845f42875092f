import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId, ConnectionId, MeetingId, WorkspaceId } from '@handrail/core';
import { newId } from '../new-id.ts';
import { createTestDatabase } from '../testing.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { upsertAccounts } from './accounts.ts';
import type { NewAccount } from './accounts.ts';
import { addToOutbox, claimOutbox, findOutboxItem, reopenDeliveries, stepOutbox } from './outbox.ts';
import { createWorkspace } from './workspaces.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = newId<WorkspaceId>();
await database
  .platform()
  .transaction((tx) => createWorkspace(tx, { id, name: 'Test', organisationDomains: [] }));
const workspace = database.workspace(id);
const now = new Date('2026-11-24T10:00:00Z');
const meetingId = newId<MeetingId>();
const accountId = newId<AccountId>();

async function order(tx: WorkspaceTransaction, contentVersion: string): Promise<void> {
  await addToOutbox(
    tx,
    [
      {
        kind: 'timeline-activity',
        subjectId: meetingId,
        accountId,
        cause: 'summary made',
        externalId: null,
        contentVersion,
        notBefore: now,
      },
    ],
    now,
  );
}

const claim = () =>
  workspace.transaction(async (tx) => {
    const until = new Date(now.getTime() + 60_000);
    const [row] = await claimOutbox(tx, { kind: 'timeline-activity', now, until, limit: 10 });
    assert.ok(row !== undefined);
    return row;
  });

test('a newer intent is not settled by a delivery that began before it', async () => {
  await workspace.transaction(async (tx) => {
    const account: NewAccount = {
      id: accountId,
      gainsight_id: '1P02A',
      name: 'A',
      status: 'active',
      owner_gainsight_id: null,
      csm_gainsight_id: null,
      tier: null,
      parent_gainsight_id: null,
      arr: null,
      mrr: null,
      currency: null,
      renewal_on: null,
      contract_start_on: null,
      lifecycle_stage: null,
      industry: null,
      region: null,
      domains: [],
      employees: null,
      crm_id: null,
      churned_on: null,
      fields: {},
    };
    await upsertAccounts(tx, newId<ConnectionId>(), [account], { now, on: '2026-01-01' });
    await order(tx, 'v1');
  });
  for (const reopen of [
    (tx: WorkspaceTransaction) => order(tx, 'v2'),
    (tx: WorkspaceTransaction) => reopenDeliveries(tx, meetingId, 'excluded', now),
  ]) {
    const row = await claim();
    await workspace.transaction(reopen);
    const isOurs = await workspace.transaction((tx) =>
      stepOutbox(tx, row, { state: 'delivered', settledAt: now }),
    );
    assert.equal(isOurs, false);
    const after = await workspace.transaction((tx) => findOutboxItem(tx, row.id));
    assert.deepEqual([after?.state, after?.settled_at], ['waiting', null]);
    assert.equal((await claim()).id, row.id);
    await workspace.transaction((tx) => reopenDeliveries(tx, meetingId, 'again', now));
  }
});
