import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { dayOf, DEFAULT_CONFIGURATION } from '@handrail/core';
import type { AccountId } from '@handrail/core';
import { findScore, readHealthSources, takeAccountsToScore } from '@handrail/database';
import { rebuildScore, scoreAccounts, scoreHealth } from '@handrail/signals';
import type { HealthInputs } from '@handrail/signals';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 150 } });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const query = <Row extends object>(text: string, params: readonly unknown[] = []) =>
  sync.transaction((tx) => tx.query<Row>(text, [...params]));

/** Two meetings an account, with one person of theirs and an open action item of ours. */
await query(
  `with made as (
    insert into meetings (id, workspace_id, source, source_meeting_id, title, started_at, duration_seconds, state, attribution,
      sentiment, their_words, our_words, created_at, updated_at)
    select gen_random_uuid(), workspace_id, 'file', id || '/' || ago, 'Meeting', $1::timestamptz - make_interval(days => ago),
      1800, 'no-transcript', 'attributed', (hashtext(id::text || ago) % 1000) / 1000.0, 400 + abs(hashtext(id::text)) % 900,
      600, $1, $1
    from accounts cross join (values (30), (120)) as held(ago)
    returning id, workspace_id, source_meeting_id),
  placed as (
    insert into attributions (workspace_id, meeting_id, account_id, step, confidence, reason, decided_by, created_at)
    select workspace_id, id, split_part(source_meeting_id, '/', 1)::uuid, 1, 1, 'test', 'rule', $1 from made),
  summed as (
    insert into summaries (id, workspace_id, meeting_id, version, algorithm, created_at)
    select gen_random_uuid(), workspace_id, id, 1, 'test', $1 from made)
  insert into participants (id, workspace_id, meeting_id, name, email, side)
  select gen_random_uuid(), workspace_id, id, 'Person', 'a@' || left(source_meeting_id, 13) || '.example', 'theirs' from made`,
  [sync.clock.now()],
);
const score = () =>
  sync.transaction((tx) => scoreAccounts(tx, DEFAULT_CONFIGURATION, 'UTC', sync.clock.now()));
const accounts = await query<{ id: AccountId; meeting: string; scored: string }>(
  `select c.id, m.id as meeting from accounts c join meetings m on m.source_meeting_id = c.id || '/30' order by c.id`,
);
const rows = () =>
  query<{ id: AccountId; version: string }>(
    'select account_id as id, xmin::text as version from scores order by 1',
  );
await score();

beforeEach(() => sync.clock.advance(60_000));

test('rebuilds every stored score to the digit from its own figures and the sample it was held against', async () => {
  for (const { id } of accounts) {
    const row = await sync.transaction((tx) => findScore(tx, id, 'health', dayOf(sync.clock.now(), 'UTC')));
    assert.ok(row);
    const inputs = row.inputs as Omit<HealthInputs, 'scoredOn'>;
    assert.ok(inputs.engagement.tier.length >= 3 && inputs.engagement.tier.length <= 101);
    const again = scoreHealth({ scoredOn: row.scored_on, ...inputs });
    assert.deepEqual([again.score, again.label, again.topCause], [row.score, row.label, row.top_cause]);
    assert.deepEqual(again.parts, row.parts);
  }
});

test('scores on the same day only whose meetings changed, and nobody when nothing did', async () => {
  assert.equal((await score()).scored, 0);
  const [first, second] = accounts;
  assert.ok(first && second);
  const before = new Map((await rows()).map(({ id, version }) => [id, version]));
  await query('update meetings set sentiment = 0.9 - sentiment where id = $1', [first.meeting]);
  assert.deepEqual(await score(), { scored: 1, changed: 1, accountIds: [first.id] });
  const after = (await rows()).filter(({ id, version }) => before.get(id) !== version);
  assert.deepEqual(
    after.map(({ id }) => id),
    [first.id],
  );
});

test('draws and scores anew when more than one account in twenty changed, and on the next day', async () => {
  await query(`update meetings set sentiment = 0.8 - sentiment where id = any($1)`, [
    accounts.slice(0, 10).map(({ meeting }) => meeting),
  ]);
  assert.equal((await score()).scored, accounts.length);
  assert.equal((await score()).scored, 0);
  sync.clock.advance(86_400_000);
  assert.equal((await score()).scored, accounts.length);
});

test('notes an account for whatever bears on its score, and for nothing else', async () => {
  const [first, second] = accounts;
  assert.ok(first && second);
  const noted = async (text: string, params: readonly unknown[]) => {
    await sync.transaction(takeAccountsToScore);
    await query(text, params);
    return [...(await sync.transaction(takeAccountsToScore))].toSorted();
  };
  const meeting = [first.meeting];
  const bears: readonly (readonly [string, readonly unknown[]])[] = [
    [`update participants set email = 'b@b.example' where meeting_id = $1`, meeting],
    [`delete from participants where meeting_id = $1`, meeting],
    [
      `insert into action_items (id, workspace_id, summary_id, meeting_id, position, text, side, turn, quote)
       select gen_random_uuid(), workspace_id, id, meeting_id, 1, 'Send it', 'ours', 0, 'send' from summaries where meeting_id = $1`,
      meeting,
    ],
    [`update action_items set state = 'done' where meeting_id = $1`, meeting],
    [`update meetings set their_words = 7 where id = $1`, meeting],
    [`update accounts set tier = 'Another' where id = $1`, [first.id]],
  ];
  for (const [text, params] of bears) assert.deepEqual(await noted(text, params), [first.id], text);
  const moved = await noted('update attributions set account_id = $2 where meeting_id = $1', [
    first.meeting,
    second.id,
  ]);
  assert.deepEqual(moved, [first.id, second.id].toSorted());
  assert.deepEqual(await noted(`update meetings set title = 'Renamed', updated_at = now()`, []), []);
  assert.deepEqual(await noted(`update accounts set name = name || '.', updated_at = now()`, []), []);
});

test('rebuilds a score by the rules of its draw, and one from before by those that it holds itself', async () => {
  const [first] = accounts;
  assert.ok(first);
  const rulesUsed = async () => {
    const row = await sync.transaction((tx) =>
      findScore(tx, first.id, 'health', dayOf(sync.clock.now(), 'UTC')),
    );
    assert.ok(row);
    return rebuildScore(row)?.inputs.rules;
  };
  const { weights, thresholds, relativePercent } = DEFAULT_CONFIGURATION.health;
  assert.deepEqual(await rulesUsed(), { weights, thresholds, relativePercent });
  const own = { weights, thresholds: { high: 90, medium: 80 }, relativePercent: 10 };
  await query('update score_peers set rules = null');
  await query(
    `update scores set inputs = inputs::jsonb || jsonb_build_object('rules', $2::jsonb) where account_id = $1`,
    [first.id, JSON.stringify(own)],
  );
  assert.deepEqual(await rulesUsed(), own);
});

test('reads the same of every account when asked for each by its id as when asked for all', async () => {
  const read = (accountIds: readonly AccountId[] | null) =>
    sync.transaction(async (tx) => {
      const { fields } = DEFAULT_CONFIGURATION.health;
      const found: { id: AccountId; tier: string | null; meetings: number }[] = [];
      for await (const page of readHealthSources(tx, { from: new Date(0), fields, accountIds }))
        for (const { accountId: id, tier, meetings } of page)
          found.push({ id, tier, meetings: meetings.length });
      return found;
    });
  const all = await read(null);
  assert.ok(accounts.length > 100 && all.length === accounts.length);
  assert.ok(all.every(({ meetings }) => meetings > 0));
  assert.deepEqual(await read(accounts.map(({ id }) => id)), all);
});
