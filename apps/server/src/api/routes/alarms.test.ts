import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as e from '@handrail/contract';
import { startStubServer } from '@handrail/http/testing';
import { startApiTest } from '../../testing.ts';

const receiver = await startStubServer((_, response) => response.writeHead(204).end());
after(() => receiver.close());
const api = await startApiTest(import.meta.url, {
  sandbox: { companies: 5 },
  allowOrigins: [receiver.origin],
});
const { token: userToken } = await api.addMember('user');
const address = `${receiver.origin}/hook/secret-part`;

test('an alarm is listed, acknowledged, and ends when its cause is gone', async () => {
  await api.call(e.updateWorkspace, { body: { outgoingPaused: true } });
  await api.watch();
  const { items } = await api.call(e.listAlarms, { query: { state: 'open' } });
  assert.deepEqual(
    items.map(({ kind, acknowledgedAt }) => [kind, acknowledgedAt]),
    [['outgoing-paused', null]],
  );
  const id = items[0]?.id ?? '';
  assert.equal((await api.refusal(e.acknowledgeAlarm, { params: { id } }, userToken)).code, 'not_allowed');
  const seen = await api.call(e.acknowledgeAlarm, { params: { id } });
  assert.notEqual(seen.acknowledgedAt, null);
  await api.call(e.updateWorkspace, { body: { outgoingPaused: false } });
  await api.watch();
  assert.deepEqual((await api.call(e.getStatus, {})).alarms, []);
  const ended = await api.call(e.listAlarms, { query: { state: 'ended' } });
  assert.deepEqual([ended.total, ended.items[0]?.id], [1, id]);
});

test('pages through alarms without losing or doubling one', async () => {
  for (const outgoingPaused of [true, false, true, false]) {
    await api.call(e.updateWorkspace, { body: { outgoingPaused } });
    await api.watch();
  }
  const first = await api.call(e.listAlarms, { query: { limit: 2 } });
  const rest = await api.call(e.listAlarms, { query: { limit: 2, cursor: first.nextCursor ?? '' } });
  assert.equal(first.total, 3);
  assert.equal(new Set([...first.items, ...rest.items].map(({ id }) => id)).size, 3);
  assert.equal(rest.nextCursor, null);
});

test('shows the signing key once, never the address, and tests the webhook for an admin alone', async () => {
  assert.equal((await api.refusal(e.testAlarmWebhook, {})).code, 'webhook_missing');
  assert.deepEqual((await api.call(e.getAlarmWebhook, {})).notices, []);
  const setTo = (url: string) => ({ body: { url, kinds: ['run-failed' as const] } });
  const refused = await api.refusal(e.setAlarmWebhook, setTo('http://192.168.1.1/x'));
  assert.equal(refused.code, 'webhook_address_invalid');
  const set = await api.call(e.setAlarmWebhook, setTo(address));
  assert.ok(set.signingKey.length >= 43);
  const tested = await api.call(e.testAlarmWebhook, {});
  assert.deepEqual([tested.state, tested.status], ['delivered', 204]);
  const shown = await api.call(e.getAlarmWebhook, {});
  assert.deepEqual([shown.origin, shown.kinds], [receiver.origin, ['run-failed']]);
  const kinds = { body: { kinds: ['outgoing-paused' as const] } };
  assert.deepEqual((await api.call(e.setAlarmKinds, kinds)).kinds, ['outgoing-paused']);
  assert.equal((await api.refusal(e.setAlarmKinds, kinds, userToken)).code, 'not_allowed');
  const text = JSON.stringify(shown);
  assert.ok(!text.includes('secret-part') && !text.includes(set.signingKey));
  assert.equal((await api.refusal(e.getAlarmWebhook, {}, userToken)).code, 'not_allowed');
});

test('forgets the webhook with its secret', async () => {
  await api.call(e.removeAlarmWebhook, {});
  assert.equal((await api.call(e.getAlarmWebhook, {})).origin, null);
  const left = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) => tx.query(`select 1 from secrets where purpose = 'alarm-webhook'`));
  assert.equal(left.length, 0);
});
