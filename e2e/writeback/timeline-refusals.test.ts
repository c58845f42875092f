// Refusals of the Timeline in forms that the documents allow and the sandbox never shows.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { explain, wishTimeline } from '@handrail/sync';
import { startWritebackTest } from './one-meeting.ts';

const HOUR_MS = 3_600_000;
const sync = await startWritebackTest(import.meta.url);

interface Answer {
  readonly status: number;
  readonly body: object;
}
let answer: (method: string, body: string) => Answer | null = () => null;

/** Stands before the sandbox and answers calls of the Timeline in its stead where a test says so. */
const proxy = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', async () => {
    const method = request.method ?? 'GET';
    const own = request.url?.startsWith('/v1/ant/es/activity') === true ? answer(method, body) : null;
    if (own !== null) {
      response.writeHead(own.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(own.body));
      return;
    }
    const reply = await fetch(`${sync.sandbox.gainsightUrl}${request.url ?? ''}`, {
      method,
      headers: {
        accesskey: String(request.headers['accesskey'] ?? ''),
        'content-type': 'application/json',
      },
      ...(body === '' ? {} : { body }),
    });
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(await reply.text());
  });
});
proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const address = proxy.address();
assert.ok(typeof address === 'object' && address !== null);
const origin = `http://127.0.0.1:${address.port}`;
const { allowOrigins } = sync.vendors.outgoing;
Object.assign(sync.vendors.outgoing, { allowOrigins: [...allowOrigins, origin] });
await sync.transaction((tx) =>
  tx.query(`update connections set origin = $1 where vendor = 'gainsight'`, [origin]),
);
after(() => {
  proxy.closeAllConnections();
  proxy.close();
});

beforeEach(() => {
  answer = () => null;
  sync.clock.advance(HOUR_MS);
});

const externalIdIn = (body: string) => /"ExternalId":"([^"]+)"/u.exec(body)?.[1] ?? '';
async function passes(count: number): Promise<void> {
  for (let pass = 0; pass < count; pass += 1) {
    const run = await sync.run('timeline');
    assert.ok(run.state === 'done' || run.state === 'partial', JSON.stringify(run.failure));
    sync.clock.advance(HOUR_MS);
  }
}

test('sends the others when one activity is turned away with a status of its own', async () => {
  const ids = await sync.orderMeetings(['Oslo', 'Poison', 'Riga', 'Turin']);
  answer = (method, body) =>
    method === 'POST' && body.includes('Poison')
      ? { status: 400, body: { result: false, errorCode: 'GSOBJ_1002', errorDesc: 'no', data: null } }
      : null;
  await passes(3);
  const states = await Promise.all(ids.map(async (id) => (await sync.deliveries(id))[0]));
  assert.deepEqual(
    states.map((row) => row?.state),
    ['delivered', 'refused', 'delivered', 'delivered'],
  );
  assert.equal(states[1]?.reason, 'GSOBJ_1002');
});

for (const [words, status] of [
  ['beside a success', 200],
  ['with a status of its own', 400],
] as const) {
  test(`takes nothing for withdrawn whose removal is refused ${words}, says so and tries again`, async () => {
    const id = await sync.orderMeeting(`Lisbon ${status}`);
    await sync.settle();
    assert.equal((await sync.standing(id)).length, 1);
    let deletes = 0;
    answer = (method, body) => {
      if (method !== 'DELETE') return null;
      deletes += 1;
      const refusal = { errorCode: 'GS_TL_10_0500', Message: 'Only the creator may delete' };
      const [activityId = ''] = /(?<=\[")[^"]+/u.exec(body) ?? [];
      const failures = { [activityId]: [refusal] };
      return status === 200
        ? { status, body: { result: true, data: { success: {}, failures } } }
        : { status, body: { result: false, errorCode: 'GS_TL_10_0500', data: null } };
    };
    await sync.transaction((tx) => wishTimeline(tx, id, 'withdraw', sync.clock.now()));
    await passes(3);
    assert.equal(deletes, 3, 'once a pass');
    const [row] = await sync.deliveries(id);
    assert.deepEqual([row?.state, row?.reason], ['refused', 'GS_TL_10_0500']);
    const { explanation } = await sync.transaction((tx) =>
      explain(tx, 'delivery', { text: row?.id ?? '', limit: 1 }),
    );
    assert.match(explanation?.remedy ?? '', /tried again every hour/u);
    answer = () => null;
    await passes(2);
    assert.equal((await sync.deliveries(id))[0]?.state, 'withdrawn');
    assert.equal((await sync.standing(id)).length, 0);
  });
}

test('learns a required field from a failure that is told beside a result of false', async () => {
  const [id] = await sync.orderMeetings(['Geneva']);
  assert.ok(id);
  answer = (method, body) => {
    if (method !== 'POST') return null;
    const refusal = { errorCode: 'GS_TL_10_0206', Message: "Field 'Ant__Status__c' missing" };
    const failures = { [externalIdIn(body)]: [refusal] };
    return { status: 200, body: { result: false, data: { success: {}, failures } } };
  };
  await passes(2);
  const [row] = await sync.deliveries(id);
  assert.deepEqual([row?.state, row?.reason], ['paused', 'field-required']);
});
