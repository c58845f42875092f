import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { startWritebackTest } from './one-meeting.ts';

const sync = await startWritebackTest(import.meta.url);
const { faults, callLog } = sync.sandbox.context;
const LOOK_UP = '/query/activity_timeline';

beforeEach(() => {
  faults.clear();
  callLog.clear();
  sync.clock.advance(3_600_000);
});

const titles = (of: string) => Array.from({ length: 12 }, (_, index) => `${of} ${index}`);
const countCalls = (path: string) => callLog.entries.filter((entry) => entry.path.includes(path)).length;

/** The database as another installation's, or an older backup's: it has the orders and knows nothing of what went out. */
async function forgetDeliveries(): Promise<void> {
  await sync.transaction(async (tx) => {
    await tx.query('delete from remote_activities');
    await tx.query(
      `update outbox set state = 'waiting', delivery = null, external_id = null, settled_at = null,
         not_before = $1, claimed_until = null where kind = 'timeline-activity'`,
      [sync.clock.now()],
    );
  });
}

test('asks once for all first deliveries of a pass, and twice to confirm all of them', async () => {
  const ids = await sync.orderMeetings(titles('First'));
  callLog.clear();
  await sync.run('timeline');
  assert.equal(countCalls(LOOK_UP), 1);
  callLog.clear();
  await sync.settle();
  assert.equal(countCalls(LOOK_UP), 2);
  for (const id of ids) assert.equal((await sync.standing(id)).length, 1);
});

test('adopts what stands already, as one listing shows it, and sends nothing again', async () => {
  const ids = await sync.orderMeetings(titles('Elsewhere'));
  await sync.settle();
  await forgetDeliveries();
  callLog.clear();
  await sync.settle();
  assert.equal(countCalls('/v1/ant/es/activity'), 0);
  for (const id of ids) {
    assert.equal((await sync.standing(id)).length, 1);
    assert.equal((await sync.deliveries(id))[0]?.state, 'delivered');
  }
});

test('asks for each meeting when the listing ends before its last activity, and doubles nothing', async () => {
  const ids = await sync.orderMeetings(titles('Cut'));
  await sync.settle();
  await forgetDeliveries();
  callLog.clear();
  // The second call is the listing's page: half of it is left out.
  faults.add({ kind: 'short-page', path: LOOK_UP, from: 2, times: 1 });
  await sync.run('timeline');
  assert.ok(countCalls(LOOK_UP) > titles('').length, `${countCalls(LOOK_UP)} look-ups`);
  assert.equal(countCalls('/v1/ant/es/activity'), 0);
  await sync.settle();
  for (const id of ids) assert.equal((await sync.standing(id)).length, 1);
});
