import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { NoticeId, UserId } from '@handrail/core';
import { ALARM_KINDS, NOTICE_TRIES } from '@handrail/core';
import {
  acknowledgeAlarm,
  beatWorker,
  closeRun,
  createUser,
  findConnection,
  listNotices,
  listOpenAlarms,
  listStreams,
  markConnection,
  newId,
  updateWorkspace,
} from '@handrail/database';
import { startStubServer } from '@handrail/http/testing';
import { z } from 'zod';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { setAlarmWebhook } from './alarm-webhook.ts';
import { sendNotice, sendTestNotice } from './send-notice.ts';
import type { NoticeParts } from './send-notice.ts';
import { watchAlarms } from './watch-alarms.ts';
import type { WatchParts } from './watch-alarms.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const signal = new AbortController().signal;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 10 } });
/** What the receiver answers; a redirect leads to another path of itself. */
let answer = 200;
const receiver = await startStubServer((_, response) => {
  response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end('ok');
});
after(() => receiver.close());
let usedToday = 0;
const watching: WatchParts = {
  database: sync.database,
  clock: sync.clock,
  streams: sync.engine.streams,
  usesOfDay: (vendor, host) =>
    Promise.resolve(
      vendor === 'gainsight' ? [{ host, family: 'sync', used: usedToday, allowance: 1_000 }] : [],
    ),
  log: () => undefined,
};
const outgoing = {
  ...sync.vendors.outgoing,
  allowOrigins: [...sync.vendors.outgoing.allowOrigins, receiver.origin],
};
const parts: NoticeParts = {
  vendors: { ...sync.vendors, outgoing },
  linkOrigin: 'https://handrail.example',
};
const place = { secretKey: sync.vendors.secretKey, allowOrigins: outgoing.allowOrigins };

const worker = randomUUID();
const beat = () =>
  sync.database
    .platform()
    .transaction((tx) => beatWorker(tx, { id: worker, startedAt: sync.clock.now(), now: sync.clock.now() }));
/** One look, with a worker alive, and what is open after it. */
async function look(): Promise<string[]> {
  await watchAlarms(watching, sync.workspaceId);
  return (await sync.transaction(listOpenAlarms)).map(({ kind, subject }) => `${kind} ${subject}`);
}
const jobSchema = z.object({ noticeId: z.custom<NoticeId>() });
/** Works the notices whose job stands in the queue, as a worker would; answers how many. */
async function sendAll(): Promise<number> {
  const taken = await sync.database
    .platform()
    .transaction((tx) =>
      tx.query<{ data: unknown }>(
        `delete from pgboss.job where name = 'alarm-notices' and state = 'created' returning data`,
      ),
    );
  for (const { data } of taken) {
    await sendNotice(parts, { workspaceId: sync.workspaceId, ...jobSchema.parse(data) }, signal);
  }
  return taken.length;
}
const told = () =>
  receiver.requests.map(({ body }) => {
    const { event, alarm } = bodySchema.parse(JSON.parse(body));
    return `${event} ${alarm.kind}`;
  });
const bodySchema = z.object({ event: z.string(), alarm: z.object({ kind: z.string() }) });
let signingKey = '';
let admin: UserId = newId<UserId>();

test('refuses an address that the rules of outgoing calls do not allow', async () => {
  const user = await sync.transaction((tx) =>
    createUser(tx, { email: 'admin@lumenta.example', name: 'Admin', role: 'admin' }),
  );
  admin = user.id;
  for (const url of ['http://10.0.0.1/hook', 'https://a:b@example.com/', 'ftp://example.com/', 'nonsense']) {
    await assert.rejects(
      sync.transaction((tx) =>
        setAlarmWebhook(tx, { url, kinds: ALARM_KINDS, by: admin, now: sync.clock.now() }, place),
      ),
      { code: 'webhook_address_invalid' },
    );
  }
});

test('a test notice arrives signed with the key that was shown once', async () => {
  const made = await sync.transaction((tx) =>
    setAlarmWebhook(
      tx,
      { url: `${receiver.origin}/hook?key=k1`, kinds: ALARM_KINDS, by: admin, now: sync.clock.now() },
      place,
    ),
  );
  signingKey = made.signingKey;
  const notice = await sendTestNotice(parts, sync.workspaceId, signal);
  assert.deepEqual([notice.state, notice.status, notice.code], ['delivered', 200, null]);
  const [request] = receiver.requests;
  assert.ok(request !== undefined);
  assert.equal(request.url, '/hook?key=k1');
  const [, seconds, mac] =
    /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(request.headers['handrail-signature'])) ?? [];
  const expected = createHmac('sha256', signingKey).update(`${seconds}.${request.body}`).digest('hex');
  assert.equal(mac, expected);
});

test('the silence of all workers is an alarm within a minute, and ends with the next sign of life', async () => {
  await beat();
  sync.clock.advance(39_000);
  assert.deepEqual(await look(), []);
  sync.clock.advance(15_000);
  assert.deepEqual(await look(), ['worker-silent workers']);
  await beat();
  assert.deepEqual(await look(), []);
  assert.equal(await sendAll(), 2);
  assert.deepEqual(told().slice(-2).toSorted(), ['ended worker-silent', 'opened worker-silent']);
});

test('a run that is missed for two intervals is told once, and its end once', async () => {
  await sync.connect();
  await sync.save(TEST_CONFIG);
  await sync.run('accounts', 'full');
  await sync.run('deletions');
  await beat();
  assert.deepEqual(await look(), []);
  const before = receiver.requests.length;
  sync.clock.advance(121 * MINUTE_MS);
  await beat();
  // Two have run before; the others never did, though they were due.
  const streams = await sync.transaction(listStreams);
  const late = streams.filter((row) => row.interval_minutes <= 60 && sync.engine.streams.has(row.name));
  const missed = late.map(({ name }) => `run-missed ${name}`).toSorted();
  assert.ok(missed.length >= 5);
  assert.deepEqual((await look()).toSorted(), missed);
  for (let again = 0; again < 3; again += 1) await look();
  assert.equal(await sendAll(), missed.length);
  await sync.run('accounts');
  assert.ok(!(await look()).includes('run-missed accounts'));
  assert.equal(await sendAll(), 1);
  assert.equal(receiver.requests.length - before, missed.length + 1);
  assert.equal(told().at(-1), 'ended run-missed');
});

test('a full run is missed on its own, two days after the last one', async () => {
  sync.clock.advance(2 * DAY_MS + MINUTE_MS);
  await sync.run('accounts');
  await beat();
  const open = await look();
  assert.ok(open.includes('run-missed accounts full'));
  assert.ok(!open.includes('run-missed accounts'));
  await sync.run('accounts', 'full');
  assert.ok(!(await look()).includes('run-missed accounts full'));
});

test('the gap of the delete log is told three days before its fifteen are over', async () => {
  await sync.run('deletions');
  sync.clock.advance(12 * DAY_MS - MINUTE_MS);
  await beat();
  assert.ok(!(await look()).includes('delete-log-gap deletions'));
  sync.clock.advance(MINUTE_MS);
  await beat();
  assert.ok((await look()).includes('delete-log-gap deletions'));
});

test('a refused credential is one alarm, in place of one for each of its streams', async () => {
  const connection = await sync.transaction((tx) => findConnection(tx, 'gainsight'));
  assert.ok(connection !== undefined);
  const failure = { code: 'gainsight_unauthorized', message: 'Refused.', remedy: 'Give a new key.' };
  const mark = (state: 'needs-attention' | 'connected') =>
    sync.transaction((tx) =>
      markConnection(tx, connection.id, {
        state,
        failure: state === 'connected' ? null : failure,
        now: sync.clock.now(),
      }),
    );
  await mark('needs-attention');
  const open = await look();
  assert.ok(open.includes('credential-refused gainsight'));
  assert.ok(!open.includes('run-missed accounts'));
  await mark('connected');
  assert.ok(!(await look()).includes('credential-refused gainsight'));
});

test('what waits for approval, what failed and a drifted field are told with their run', async () => {
  const close = async (state: 'failed' | 'awaiting-approval', withheld: object | null) => {
    const run = await sync.queue('accounts');
    const failure = { code: 'http_timeout', message: 'Too slow.', remedy: 'Wait.' };
    await sync.transaction((tx) => closeRun(tx, run.id, { state, failure, withheld, now: sync.clock.now() }));
    return run;
  };
  await close('failed', null);
  assert.ok((await look()).includes('run-failed accounts'));
  // The next run begins: until it has ended nothing is over.
  const next = await sync.queue('accounts');
  assert.ok((await look()).includes('run-failed accounts'));
  await sync.work(next);
  assert.ok(!(await look()).includes('run-failed accounts'));
  const exits = await close('awaiting-approval', { count: 12, live: 60, sample: [], drift: null });
  assert.ok((await look()).includes('awaiting-approval accounts'));
  const end = { state: 'done', failure: null, now: sync.clock.now() } as const;
  const drift = { field: 'Region__gc', kind: 'removed' };
  const drifted = await close('awaiting-approval', { count: 0, live: 0, sample: [], drift });
  const both = await look();
  assert.ok(both.includes('field-drift accounts') && both.includes('awaiting-approval accounts'));
  await sync.transaction((tx) => closeRun(tx, exits.id, end));
  const open = await look();
  assert.ok(open.includes('field-drift accounts') && !open.includes('awaiting-approval accounts'));
  await sync.transaction((tx) => closeRun(tx, drifted.id, end));
});

test('a field of people that is gone is told with the run that it stopped, and as itself until it is back', async () => {
  const tie = sync.sandbox.context.world.objects.get('company_person');
  assert.ok(tie);
  const { fields } = tie;
  await sync.run('stakeholders', 'full');
  tie.fields = fields.filter(({ name }) => name !== 'Title');
  sync.clock.advance(MINUTE_MS);
  await sync.run('stakeholders', 'full');
  await beat();
  await look();
  const open = (await sync.transaction(listOpenAlarms)).filter(({ kind }) => kind === 'field-drift');
  assert.deepEqual(open.map(({ subject, title }) => `${subject}: ${title}`).toSorted(), [
    'field company_person.Title: The field Title of Company Person, which is in use, is no longer there',
    'stakeholders: Stakeholders: stopped, because the field Title of Company Person is no longer described',
  ]);
  tie.fields = fields;
  sync.clock.advance(MINUTE_MS);
  await sync.run('stakeholders', 'full');
  assert.ok(!(await look()).some((alarm) => alarm.startsWith('field-drift')));
});

test('the limit of a day is near at nine tenths, and no longer below eight', async () => {
  const near = async (used: number) => {
    usedToday = used;
    return (await look()).some((alarm) => alarm.startsWith('limit-near'));
  };
  assert.deepEqual(
    [await near(899), await near(900), await near(850), await near(800), await near(799), await near(850)],
    [false, true, true, true, false, false],
  );
});

test('a notice that is not taken is tried again, later each time, and given up after its last try', async () => {
  await sendAll();
  const pause = (at: Date | null) => sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: at }));
  answer = 503;
  await pause(sync.clock.now());
  assert.ok((await look()).includes('outgoing-paused outgoing'));
  const waits: number[] = [];
  const newest = async () => (await sync.transaction((tx) => listNotices(tx, 1)))[0];
  const before = receiver.requests.length;
  for (let tries = 0; (await newest())?.state === 'waiting'; tries += 1) {
    assert.ok(tries < NOTICE_TRIES);
    assert.equal(await sendAll(), 1);
    const row = await newest();
    const waitMs = (row?.next_try_at.getTime() ?? 0) - sync.clock.now().getTime();
    if (row?.state === 'waiting') waits.push(waitMs);
    sync.clock.advance(waitMs);
  }
  const last = await newest();
  assert.deepEqual([last?.state, last?.status, last?.code], ['failed', 503, 'webhook_refused']);
  assert.deepEqual(waits.slice(0, 4), [30_000, 60_000, 120_000, 240_000]);
  assert.equal(receiver.requests.length - before, NOTICE_TRIES);
  // A redirect is never followed, however the receiver asks.
  answer = 302;
  const result = await sendTestNotice(parts, sync.workspaceId, signal);
  assert.deepEqual([result.state, result.code], ['failed', 'http_redirected']);
  assert.ok(!receiver.requests.some(({ url }) => url === '/elsewhere'));
  answer = 200;
  await pause(null);
});

test('an acknowledgement stays with the alarm and ends nothing', async () => {
  const [alarm] = await sync.transaction(listOpenAlarms);
  assert.ok(alarm !== undefined);
  const at = sync.clock.now();
  const seen = await sync.transaction((tx) => acknowledgeAlarm(tx, alarm.id, { by: admin, at }));
  assert.deepEqual([seen?.acknowledged_at, seen?.acknowledged_by, seen?.ended_at], [at, admin, null]);
});
