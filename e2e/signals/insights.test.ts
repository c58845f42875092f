import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listInsights, listSignalValues } from '@handrail/database';
import type { InsightId } from '@handrail/core';
import { createSignals } from '@handrail/signals';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const DAY_MS = 86_400_000;
const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
const CONFIG = { ...TEST_CONFIG, organisation: { domains: ['lumenta.example'] } };
await sync.connect();
const WITH_ROLES = {
  ...CONFIG,
  fields: {
    ...CONFIG.fields,
    stakeholder: { name: 'Person.Name', email: 'Person.Email', role: 'Role', title: 'Title' },
  },
};
await sync.save(WITH_ROLES);
for (const stream of ['accounts', 'stakeholders', 'meetings']) await sync.run(stream, 'full');
await sync.run('signals');

const open = async (insight: InsightId) => {
  const query = { accountId: null, insight, after: null, limit: 1_000 };
  const rows = await sync.transaction((tx) => listInsights(tx, query));
  return new Map<string, unknown>(rows.map((row) => [row.accountId, row.evidence]));
};
const ids = async (insight: InsightId) => [...(await open(insight)).keys()].toSorted();
const select = <Row extends object>(text: string) => sync.transaction((tx) => tx.query<Row>(text));
const dayAfter = (days: number) =>
  new Date(sync.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

interface Held {
  readonly account: string;
  readonly at: Date;
  readonly theirs: number;
}
const held = () =>
  select<Held>(`
    select a.account_id as account, m.started_at as at, (select count(*) from participants p
      where p.meeting_id = m.id and p.side = 'theirs')::int as theirs
    from attributions a join meetings m on m.id = a.meeting_id
    join accounts c on c.id = a.account_id and c.status = 'active' and c.presence = 'present'
    where m.attribution = 'attributed'`);
/** Accounts whose last meeting (of theirs) lies more than so many days back. */
async function silentSince(days: number, needsTheirs: boolean): Promise<readonly string[]> {
  const counted = (await held()).filter(({ theirs }) => !needsTheirs || theirs > 0);
  const before = sync.clock.now().getTime() - days * DAY_MS;
  return [...Map.groupBy(counted, ({ account }) => account)]
    .filter(([, meetings]) => meetings.every(({ at }) => at.getTime() < before))
    .map(([account]) => account)
    .toSorted();
}

test('finds exactly the accounts whose renewal is near, and those that are silent', async () => {
  const near = await select<{ id: string }>(
    `select id from accounts where status = 'active' and presence = 'present'
       and renewal_on between '${dayAfter(0)}' and '${dayAfter(90)}' order by id`,
  );
  assert.ok(near.length > 0);
  assert.deepEqual(await ids('upcomingRenewal'), near.map(({ id }) => id).toSorted());
  const silent = await silentSince(30, true);
  assert.deepEqual(await ids('accountDark'), silent);

  sync.clock.advance(40 * DAY_MS);
  await sync.run('signals');
  const later = await silentSince(30, true);
  assert.ok(later.length > silent.length);
  assert.deepEqual(await ids('accountDark'), later);
  assert.deepEqual(await ids('noMeeting'), await silentSince(60, false));
});

test('opens once more what ended at the very instant at which it had begun', async () => {
  const [account] = await select<{ id: string }>(`select id from accounts where status = 'active'
    and presence = 'present' and renewal_on > '${dayAfter(120)}' order by id limit 1`);
  assert.ok(account);
  const isNear = async (days: number) => {
    await select(`update accounts set renewal_on = '${dayAfter(days)}' where id = '${account.id}'`);
    await sync.run('signals');
    return (await open('upcomingRenewal')).get(account.id);
  };
  const before = sync.clock.now();
  assert.deepEqual(await isNear(30), { renewalOn: dayAfter(30) });
  assert.equal(await isNear(300), undefined);
  assert.deepEqual(await isNear(31), { renewalOn: dayAfter(31) });
  assert.deepEqual(sync.clock.now(), before);
});

test('measures whether an insight stands, and writes it to a checkbox', async () => {
  const flags = async (insight: InsightId) => {
    const values = await sync.transaction((tx) => listSignalValues(tx, `insight.${insight}`));
    const among = (value: boolean) => values.filter((row) => row.value === value);
    return { standing: among(true).map(({ accountId }) => accountId), others: among(false).length };
  };
  for (const insight of ['accountDark', 'upcomingRenewal', 'commitmentOverdue'] as const) {
    const { standing, others } = await flags(insight);
    assert.deepEqual(standing.toSorted(), await ids(insight));
    assert.ok(others > 0);
  }
  const field = 'Handrail_Account_Dark__gc';
  await sync.save({
    ...WITH_ROLES,
    writeback: { enabled: true, values: [{ metric: 'insight.accountDark', object: 'Company', field }] },
  });
  const run = await sync.run('values');
  assert.deepEqual([run.state, run.set_aside], ['done', 0]);
  const there = sync.source.rows('company').filter((row) => row[field] === true);
  const dark = await select<{ gsid: string }>(`
    select c.gainsight_id as gsid from insights i join accounts c on c.id = i.account_id
    where i.insight = 'accountDark' and i.ended_at is null`);
  assert.deepEqual(
    there.map((row) => String(row['Gsid'])).toSorted(),
    dark.map(({ gsid }) => gsid).toSorted(),
  );
  assert.ok(sync.source.rows('company').some((row) => row[field] === false));
  await sync.save(WITH_ROLES);
});

test('takes the false of a checkbox for empty until it was written once, and for a person’s word from then on', async () => {
  const field = 'Is_Reference__gc';
  const dark = await select<{ gsid: string }>(`
    select c.gainsight_id as gsid from insights i join accounts c on c.id = i.account_id
    where i.insight = 'accountDark' and i.ended_at is null order by c.gainsight_id`);
  const light = await select<{ gsid: string }>(`
    select gainsight_id as gsid from accounts where presence = 'present' and status = 'active' and id not in (
      select account_id from insights where insight = 'accountDark' and ended_at is null) order by gainsight_id`);
  const [first] = dark;
  const [other] = light;
  assert.ok(first && other);
  await sync.source.update('company', first.gsid, { [field]: false });
  await sync.source.update('company', other.gsid, { [field]: true });
  const there = (gsid: string) => sync.source.rows('company').find((row) => row['Gsid'] === gsid)?.[field];
  await sync.save({
    ...WITH_ROLES,
    writeback: {
      enabled: true,
      values: [{ metric: 'insight.accountDark', object: 'Company', field, owner: 'person' }],
    },
  });
  await sync.run('values');
  assert.deepEqual([there(first.gsid), there(other.gsid)], [true, true]);
  await sync.source.update('company', first.gsid, { [field]: false });
  sync.clock.advance(3_600_000);
  await sync.run('accounts');
  await sync.run('values');
  assert.equal(there(first.gsid), false);
  await sync.save(WITH_ROLES);
});

test('labels the parts of health, and counts who takes part on both sides', async () => {
  const metrics = await select<{ account: string; metric: string; value: unknown }>(`
    select distinct on (account_id, metric) account_id as account, metric, value from metrics
    order by account_id, metric, measured_on desc`);
  const accounts = [...Map.groupBy(metrics, ({ account }) => account).values()].map(
    (rows) => new Map(rows.map(({ metric, value }) => [metric, value])),
  );
  for (const part of ['sentiment', 'engagement', 'openItems']) {
    const labelled = accounts.filter((values) => typeof values.get(`${part}.score`) === 'number');
    assert.ok(labelled.length > 0);
    for (const values of labelled) {
      const score = Number(values.get(`${part}.score`));
      const label = score >= 70 ? 'High' : score >= 40 ? 'Medium' : 'Low';
      assert.equal(values.get(`${part}.label`), label);
    }
  }
  for (const values of accounts) {
    const theirs = Number(values.get('participants.external'));
    assert.equal(values.get('relationship.multiThreaded') ?? null, theirs === 0 ? null : theirs > 1);
    assert.ok(Number(values.get('meetings.owner')) <= Number(values.get('meetings.count')));
  }
  for (const id of ['participants.internal', 'meetings.owner', 'stakeholders.count']) {
    assert.ok(
      accounts.some((values) => Number(values.get(id)) > 0),
      id,
    );
  }
  assert.ok(accounts.some((values) => typeof values.get('reachOut.last') === 'string'));
  assert.ok(accounts.some((values) => typeof values.get('meetings.last.decisionMaker') === 'string'));
});

test('names the promises of our side that are past their day', async () => {
  const due = await select<{ account: string; count: number }>(`
    select a.account_id as account, count(*)::int from action_items i
    join attributions a on a.meeting_id = i.meeting_id join accounts c on c.id = a.account_id and c.status = 'active'
    where i.side = 'ours' and i.due_on < '${dayAfter(0)}' group by a.account_id`);
  assert.ok(due.length > 0);
  const found = await open('commitmentOverdue');
  assert.deepEqual(
    [...found].map(([account, facts]) => [account, Object(facts).count]).toSorted(),
    due.map(({ account, count }) => [account, count]).toSorted(),
  );
});

test('sees a decision maker go, and clears the flag when the person is back', async () => {
  const [tie] = await select<{ gsid: string; account: string; name: string }>(`
    select s.gainsight_id as gsid, c.id as account, s.name from stakeholders s
    join accounts c on c.gainsight_id = s.company_gainsight_id and c.status = 'active' and c.presence = 'present'
    where s.presence = 'present' and s.role ~* 'decision|champion|sponsor' order by s.id limit 1`);
  assert.ok(tie);
  const setActive = async (isActive: boolean) => {
    const row = sync.source.rows('company_person').find((one) => one['Gsid'] === tie.gsid);
    assert.ok(row);
    Object.assign(row, { Active: isActive, ModifiedDate: sync.clock.now().toISOString() });
    await sync.run('stakeholders', 'full');
    await sync.run('signals');
  };
  await setActive(false);
  const facts = (await open('championLeft')).get(tie.account);
  assert.ok(JSON.stringify(facts).includes(tie.name));
  await setActive(true);
  assert.equal((await open('championLeft')).has(tie.account), false);
});

test('flags an account whose health and money disagree, until they agree again', async () => {
  const [account] = await select<{ id: string; gsid: string; label: string; arr: number }>(`
    select id, gainsight_id as gsid, health_label as label, arr::float8 as arr
    from accounts c join account_list l on l.account_id = c.id
    where health_label in ('High', 'Low') and arr > 0 and c.status = 'active' and c.presence = 'present' order by id limit 1`);
  assert.ok(account);
  assert.equal((await open('scoreAgainstMoney')).has(account.id), false);
  const setArr = async (arr: number) => {
    const row = sync.source.rows('company').find((one) => one['Gsid'] === account.gsid);
    assert.ok(row);
    Object.assign(row, { Arr: arr, ModifiedDate: sync.clock.now().toISOString() });
    await sync.run('accounts', 'full');
    await sync.run('signals');
  };
  const disagreeing = Math.round(account.arr * (account.label === 'High' ? 0.7 : 1.3));
  await setArr(disagreeing);
  assert.deepEqual(Object((await open('scoreAgainstMoney')).get(account.id)).after, disagreeing);
  await setArr(account.arr);
  assert.equal((await open('scoreAgainstMoney')).has(account.id), false);
});

test('writes nothing when nothing is new, and obeys switch, threshold and tiers', async () => {
  const versions = () => select('select account_id, insight, xmin::text from insights order by 1, 2, 3');
  const before = await versions();
  await sync.run('signals');
  assert.deepEqual(await versions(), before);
  const [near] = await select<{ tier: string }>(
    `select tier from accounts where tier is not null and id in (select account_id from insights
       where insight = 'upcomingRenewal' and ended_at is null) order by id limit 1`,
  );
  assert.ok(near);
  await sync.save({
    ...CONFIG,
    insights: {
      accountDark: { enabled: false },
      noMeeting: { threshold: 365 },
      upcomingRenewal: { tiers: [near.tier] },
    },
  });
  await sync.run('signals');
  assert.deepEqual(await ids('accountDark'), []);
  assert.deepEqual(await ids('noMeeting'), await silentSince(365, false));
  const tiers = await select<{ tier: string | null }>(
    `select distinct tier from accounts where id in (select account_id from insights
       where insight = 'upcomingRenewal' and ended_at is null)`,
  );
  assert.deepEqual(tiers, [{ tier: near.tier }]);
});
