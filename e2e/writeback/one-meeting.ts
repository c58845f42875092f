import assert from 'node:assert/strict';
import type { AccountId, MeetingId } from '@handrail/core';
import { listDeliveriesOf } from '@handrail/database';
import type { OutboxRow } from '@handrail/database';
import { createSignals } from '@handrail/signals';
import { importMeetings } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';

/** What a look-up that found nothing must outlast (core's NEGATIVE_PROOF_MS), and a little more. */
const PROOF_MS = 901_000;

/** A workspace with accounts in it, from which single meetings go to the Timeline. */
export interface WritebackTest extends SyncTest {
  /** An active user of the tenant. */
  readonly author: string;
  /** Imports a meeting of its own for an account, and has it summed up and ordered. */
  orderMeeting(title: string, accountId?: AccountId): Promise<MeetingId>;
  orderMeetings(titles: readonly string[], accountId?: AccountId): Promise<readonly MeetingId[]>;
  readonly accountIds: readonly AccountId[];
  /** Runs the pass again and again while time goes by, until nothing is left to do. */
  settle(): Promise<void>;
  /** The same where the credential may be refused on the way: a person then connects again. */
  settleOrReconnect(): Promise<void>;
  deliveries(meetingId: MeetingId): Promise<readonly OutboxRow[]>;
  /** Activities of ours that stand at Gainsight for a meeting, whether reads show them yet or not. */
  standing(meetingId: MeetingId): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Starts it with accounts imported and the Timeline switched on. */
export async function startWritebackTest(fileUrl: string): Promise<WritebackTest> {
  const sync = await startSyncTest(fileUrl, { extra: [createSignals()] });
  const author = String(
    sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email'] ?? '',
  );
  await sync.connect();
  await sync.save({ ...TEST_CONFIG, timeline: { enabled: true, fallbackAuthor: author } });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const rows = await sync.transaction((tx) =>
    tx.query<{ id: AccountId }>(`select id from accounts order by gainsight_id collate "C"`),
  );
  const accountIds = rows.map((row) => row.id);
  const test: WritebackTest = Object.assign(sync, {
    author,
    accountIds,
    async orderMeeting(title: string, accountId = accountIds[0]) {
      const [id] = await test.orderMeetings([title], accountId);
      assert.ok(id);
      return id;
    },
    async orderMeetings(titles: readonly string[], accountId = accountIds[0]) {
      const startedAt = sync.clock.now().toISOString();
      const lines = titles.map((title) =>
        JSON.stringify({
          title,
          startedAt,
          turns: [
            { speaker: 'Ann', text: `We decided to renew the ${title} contract for 40,000 euros.` },
            { speaker: 'Ben', text: 'I will send the signed order form by Friday.' },
          ],
        }),
      );
      const { meetingIds } = await sync.transaction((tx) =>
        importMeetings(
          tx,
          {
            content: lines.join('\n'),
            format: 'json-lines',
            title: null,
            startedAt: null,
            accountId: accountId ?? null,
          },
          sync.clock.now(),
        ),
      );
      assert.equal((await sync.run('signals')).state, 'done');
      return meetingIds;
    },
    settle: () => settle(sync, false),
    settleOrReconnect: () => settle(sync, true),
    deliveries: (meetingId: MeetingId) => sync.transaction((tx) => listDeliveriesOf(tx, meetingId)),
    async standing(meetingId: MeetingId) {
      const [row] = await test.deliveries(meetingId);
      const prefix = row?.external_id?.split('-').slice(0, 2).join('-');
      assert.ok(prefix);
      return sync.sandbox.activities().filter((one) => String(one['ExternalId']).startsWith(`${prefix}-`));
    },
  });
  return test;
}

async function settle(sync: SyncTest, mayReconnect: boolean): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    const run = await sync.run('timeline');
    if (mayReconnect && run.state === 'failed') await sync.connect();
    else assert.ok(run.state === 'done' || run.state === 'partial', JSON.stringify(run.failure));
    const open = await sync.transaction((tx) =>
      tx.query(`select 1 from outbox where settled_at is null and state <> 'paused'`),
    );
    if (open.length === 0) return;
    sync.clock.advance(PROOF_MS);
  }
  assert.fail('deliveries are still open');
}
