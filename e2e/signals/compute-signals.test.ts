import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeByPerson, findRun, listAccountMetrics } from '@handrail/database';
import type { AccountId, MeetingId } from '@handrail/core';
import { createSignals } from '@handrail/signals';
import { importMeetings, runSlice } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
const author = String(sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email']);
const CONFIG = {
  ...TEST_CONFIG,
  organisation: { domains: ['lumenta.example'] },
  timeline: { enabled: true, fallbackAuthor: author },
};
await sync.connect();
await sync.save(CONFIG);
await sync.backfill();

interface Placed {
  readonly id: MeetingId;
  readonly title: string;
  readonly attribution: string;
  readonly account: string | null;
  readonly decided_by: string | null;
}
const placed = () =>
  sync.transaction((tx) =>
    tx.query<Placed>(`
      select m.id, m.title, m.attribution, a.account_id as account, a.decided_by
      from meetings m left join attributions a on a.workspace_id = m.workspace_id and a.meeting_id = m.id
      order by m.started_at desc, m.source_meeting_id, a.account_id`),
  );
/** Everything that signals write, with the versions of its rows. */
const written = () =>
  sync.transaction((tx) =>
    tx.query(`
      select 's' || id as id, xmin::text from summaries union all select 'c' || id, xmin::text from claims
      union all select 'i' || id, xmin::text from action_items union all select 'o' || id, xmin::text from outbox
      union all select 'r' || id, xmin::text from reviews union all select 'm' || id, xmin::text from meetings
      union all select 'h' || account_id || scored_on, xmin::text from scores order by 1`),
  );

test('places meetings when their accounts arrive after them', async () => {
  assert.equal((await sync.run('meetings', 'full')).state, 'done');
  assert.equal((await sync.run('signals')).state, 'done');
  assert.ok((await placed()).every((meeting) => meeting.attribution !== 'attributed'));
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.equal((await sync.run('signals')).state, 'done');
  const attributed = (await placed()).filter((meeting) => meeting.attribution === 'attributed');
  assert.ok(attributed.length >= 14, `${attributed.length}`);
});

test('sums up each meeting once and orders each activity in the same transaction', async () => {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ summaries: number; orders: number; due: number }>(`
      select (select count(*) from summaries)::int as summaries,
        (select count(*) from outbox where kind = 'timeline-activity')::int as orders,
        (select count(*) from attributions)::int as due`),
  );
  const transcribed = await sync.transaction((tx) =>
    tx.query(`select 1 from meetings where state = 'transcribed'`),
  );
  assert.equal(row?.summaries, transcribed.length);
  assert.ok(row !== undefined && row.orders > 0 && row.orders <= row.due);
});

test('writes no row when nothing is new', async () => {
  await sync.run('signals');
  const before = await written();
  await sync.run('signals');
  assert.deepEqual(await written(), before);
});

test('leaves an open review as it is when it is judged the same again', async () => {
  const reviews = () => sync.transaction((tx) => tx.query('select id, state from reviews order by id'));
  const before = await reviews();
  assert.ok(before.length > 0);
  await sync.save(CONFIG);
  await sync.run('signals');
  assert.deepEqual(await reviews(), before);
});

test('ends the same when it is stopped after any step and goes on', async () => {
  const content = () =>
    sync.transaction((tx) =>
      tx.query(`
        select m.source_meeting_id, s.algorithm, s.version, c.kind, c.text, c.quote
        from summaries s join meetings m on m.workspace_id = s.workspace_id and m.id = s.meeting_id
        join claims c on c.workspace_id = s.workspace_id and c.summary_id = s.id order by 1, 4, 5, 6`),
    );
  const before = await content();
  await sync.transaction((tx) => tx.query('delete from summaries'));
  await sync.transaction((tx) => tx.query('delete from outbox'));
  const run = await sync.queue('signals');
  let slices = 0;
  for (let state = 'queued'; state !== 'done'; slices += 1) {
    assert.ok(slices < 200);
    const stopping = new AbortController();
    let looks = 0;
    const now = () => {
      looks += 1;
      // Time is asked for in every transaction: a few after those that look what is to do, and the process is told to stop.
      if (looks === 10) stopping.abort();
      return sync.clock.now();
    };
    const job = { workspaceId: sync.workspaceId, runId: run.id };
    await runSlice({ ...sync.engine, clock: { now } }, job, stopping.signal);
    state = (await sync.transaction((tx) => findRun(tx, run.id)))?.state ?? '';
  }
  assert.ok(slices > 3, `${slices} slices`);
  assert.deepEqual(await content(), before);
  const orders = await sync.transaction((tx) =>
    tx.query(`select 1 from outbox where kind = 'timeline-activity'`),
  );
  assert.ok(orders.length > 0);
});

test('never moves a meeting again that a person has placed', async () => {
  // The latest: what is younger than the window that is read again.
  const meeting = (await placed()).find((one) => one.attribution === 'attributed');
  assert.ok(meeting);
  const [other] = await sync.transaction((tx) =>
    tx.query<{ id: AccountId }>('select id from accounts where id <> $1 order by id limit 1', [
      meeting.account,
    ]),
  );
  assert.ok(other);
  await sync.transaction((tx) => attributeByPerson(tx, meeting.id, [other.id], sync.clock.now()));
  const call = sync.sandbox.context.world.calls.find((one) => one.title === meeting.title);
  assert.ok(call);
  Object.assign(call, { title: `${call.title}, renamed` });
  sync.clock.advance(3_600_000);
  await sync.run('meetings', 'full');
  await sync.run('accounts', 'full');
  await sync.run('signals');
  const after = (await placed()).filter((one) => one.id === meeting.id);
  assert.deepEqual(
    after.map(({ title, account, decided_by: by, attribution }) => [title, account, by, attribution]),
    [[`${meeting.title}, renamed`, other.id, 'person', 'attributed']],
  );
});

test('scores each account that has meetings for the day, from inputs that rebuild it', async () => {
  const scores = await sync.transaction((tx) =>
    tx.query<{ account_id: string; score: number | null; reason: string | null; parts: unknown[] }>(
      'select account_id, score, reason, parts from scores',
    ),
  );
  assert.ok(scores.length > 5);
  for (const { score, reason, parts } of scores) {
    if (score === null) assert.ok((reason ?? '').length > 0);
    else assert.ok(score >= 0 && score <= 100 && parts.length >= 2);
  }
});

test('measures the catalogue from meetings and writes each kind of value once, in either form of dates', async () => {
  const [account] = await sync.transaction((tx) =>
    tx.query<{ id: AccountId; gsid: string; held: number; last: Date; theirs: number }>(`
      select c.id, c.gainsight_id as gsid, count(*)::int as held, max(m.started_at) as last,
        count(distinct lower(p.email)) filter (where p.side = 'theirs')::int as theirs
      from accounts c join attributions a on a.account_id = c.id
      join meetings m on m.id = a.meeting_id and m.attribution = 'attributed'
        and m.started_at > '${new Date(sync.clock.now().getTime() - 90 * 86_400_000).toISOString()}'
      left join participants p on p.meeting_id = m.id
      where exists (select 1 from scores s where s.account_id = c.id and s.label is not null)
      group by c.id, c.gainsight_id order by c.id limit 1`),
  );
  assert.ok(account);
  const metrics = await sync.transaction((tx) => listAccountMetrics(tx, account.id));
  const value = (id: string) => metrics.find(({ metric }) => metric === id)?.value;
  const [held] = await sync.transaction((tx) =>
    tx.query<{ count: number }>(`select count(*)::int from attributions where account_id = $1`, [account.id]),
  );
  assert.equal(value('meetings.count'), held?.count);
  assert.equal(value('participants.external'), account.theirs);
  const last = `${account.last.toISOString().slice(0, 19)}Z`;
  assert.equal(value('meetings.last'), last);
  assert.ok(['High', 'Medium', 'Low'].includes(String(value('health.label'))));

  await sync.save({
    ...CONFIG,
    timeline: { enabled: false },
    writeback: {
      enabled: true,
      values: [
        { metric: 'health.label', object: 'Company', field: 'Handrail_Health_Label__gc' },
        { metric: 'meetings.last', object: 'Company', field: 'Handrail_Last_Meeting__gc' },
        { metric: 'engagement.last', object: 'Company', field: 'Churn_Date__gc' },
      ],
    },
  });
  const run = await sync.run('values');
  assert.deepEqual([run.state, run.set_aside], ['done', 0]);
  const row = () => sync.source.rows('company').find((one) => one['Gsid'] === account.gsid);
  assert.equal(String(row()?.['Churn_Date__gc']).slice(0, 10), last.slice(0, 10));
  assert.equal(new Date(String(row()?.['Handrail_Last_Meeting__gc'])).getTime(), Date.parse(last));
  for (const form of ['iso', 'epoch'] as const) {
    sync.sandbox.context.switches.dateForm = form;
    sync.sandbox.context.callLog.clear();
    await sync.transaction((tx) =>
      tx.query(`update outbox set state = 'waiting', settled_at = null where kind = 'field-values'`),
    );
    await sync.run('values');
    assert.equal(sync.sandbox.context.callLog.entries.filter(({ method }) => method === 'PUT').length, 0);
  }
  sync.sandbox.context.switches.dateForm = 'iso';
});

test('knows by name who speaks in a file without addresses: our user as ours, and whose stakeholder it may be', async () => {
  assert.equal((await sync.run('stakeholders', 'full')).state, 'done');
  const [ours] = await sync.transaction((tx) =>
    tx.query<{ name: string; email: string }>(`
      select min(payload ->> 'Name') as name, min(lower(payload ->> 'Email')) as email from source_payloads
      where object = 'gsuser' and payload ->> 'IsActiveUser' = 'true'
      group by lower(payload ->> 'Name') having count(*) = 1 order by 1 limit 1`),
  );
  const [theirs] = await sync.transaction((tx) =>
    tx.query<{ name: string; account: string }>(`select min(s.name) as name, min(a.id::text) as account
      from stakeholders s join accounts a on a.gainsight_id = s.company_gainsight_id and a.presence = 'present'
      where s.presence = 'present' and not exists (
        select 1 from source_records u where u.object = 'gsuser' and lower(u.name) = s.name_key)
      group by s.name_key having count(*) = 1 order by 1 limit 1`),
  );
  assert.ok(ours !== undefined && theirs !== undefined);
  const content = [
    `[00:01] ${ours.name}: We renew the contract for two years.`,
    `[00:05] ${theirs.name.toUpperCase()}: Our budget for it is 40,000 euros.`,
    '[00:09] Nobody Known: And what does the training cost us?',
  ].join('\n');
  const file = { content, format: 'text', title: 'Names alone', startedAt: null, accountId: null } as const;
  const { meetingIds } = await sync.transaction((tx) => importMeetings(tx, file, sync.clock.now()));
  const people = await sync.transaction((tx) =>
    tx.query<{ name: string; email: string | null; side: string }>(
      'select name, email, side from participants where meeting_id = $1 order by name',
      [meetingIds[0]],
    ),
  );
  const expected = [
    { name: ours.name, email: ours.email, side: 'ours' },
    { name: theirs.name.toUpperCase(), email: null, side: 'theirs' },
    { name: 'Nobody Known', email: null, side: 'unknown' },
  ];
  assert.deepEqual(
    new Set(people.map((one) => JSON.stringify(one))),
    new Set(expected.map((one) => JSON.stringify(one))),
  );
  assert.equal((await sync.run('signals')).state, 'done');
  const [review] = await sync.transaction((tx) =>
    tx.query<{ reason: string; candidates: { accountId: string; reason: string }[] }>(
      'select reason, candidates from reviews where meeting_id = $1',
      [meetingIds[0]],
    ),
  );
  assert.match(review?.reason ?? '', /^Only names match/u);
  assert.deepEqual(
    review?.candidates.map(({ accountId, reason }) => [accountId, reason]),
    [[theirs.account, `a stakeholder of this account is called ${theirs.name.toUpperCase()}`]],
  );
});
