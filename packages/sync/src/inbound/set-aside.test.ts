import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStream, listRunSetAside } from '@handrail/database';
import { replaySetAside } from '../replay-set-aside.ts';
import { queueRun } from '../schedule.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

type Row = Readonly<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 20 } });
await sync.connect();
await sync.save(TEST_CONFIG);
for (const stream of ['accounts', 'relationships', 'stakeholders', 'users']) {
  const run = await sync.run(stream, 'full');
  assert.equal(run.state, 'done', `${stream}: ${JSON.stringify(run)}`);
}

const rawRows = (object: string) => sync.sandbox.context.world.objects.get(object)?.rows ?? [];
/** Writes values that no call to the source would take. */
function setRow(object: string, gsid: string, values: Row): void {
  const row = rawRows(object).find((one) => one['Gsid'] === gsid);
  assert.ok(row !== undefined, gsid);
  const dateField = object === 'company_team' ? 'ModifiedAt' : 'ModifiedDate';
  Object.assign(row, values, { [dateField]: sync.clock.now().toISOString() });
}
interface Aside {
  readonly object: string;
  readonly gainsightId: string;
  readonly field: string | null;
  readonly reason: string;
}
const inWords = ({ object, gainsightId, field, reason }: Aside) =>
  [object, gainsightId, field, reason].filter((part) => part !== null).join(' ');
const openAside = () =>
  sync.transaction((tx) =>
    tx.query<Aside>(
      `select object, gainsight_id as "gainsightId", field, reason from set_aside_records where state = 'open'`,
    ),
  );
const count = async (query: string, id: string) =>
  (await sync.transaction((tx) => tx.query(query, [id]))).length;

/** One bad value: of which object, what is wrong, and what of ours must stay meanwhile. */
const CASES = [
  {
    stream: 'relationships',
    object: 'relationship',
    as: 'Relationship',
    bad: { Name: 'half \uD800 pair' },
    fine: { Name: 'Beside The Bad One' },
    why: ['Name', 'lone-surrogate'],
    stays: `select 1 from relationships where gainsight_id = $1 and presence = 'present'`,
    arrives: `select 1 from relationships where gainsight_id = $1 and name = 'Beside The Bad One'`,
  },
  {
    stream: 'relationships',
    object: 'relationship',
    as: 'Relationship',
    bad: { CompanyId: { id: 7 } },
    fine: { Name: 'Beside Another' },
    why: ['CompanyId', 'missing-id'],
    stays: `select 1 from relationships where gainsight_id = $1 and company_gainsight_id is not null`,
    arrives: `select 1 from relationships where gainsight_id = $1 and name = 'Beside Another'`,
  },
  {
    stream: 'relationships',
    object: 'relationship_type',
    as: 'relationship_type',
    bad: { Name: 'NUL \0' },
    fine: { Name: 'Renamed' },
    why: ['Name', 'nul'],
    stays: `select 1 from relationship_types where gainsight_id = $1`,
    arrives: `select 1 from relationship_types where gainsight_id = $1 and name = 'Renamed'`,
  },
  {
    stream: 'stakeholders',
    object: 'company_person',
    as: 'company_person',
    bad: { Person_ID: null },
    fine: { Title: 'Chief' },
    why: ['Person_ID', 'missing-id'],
    stays: `select 1 from stakeholders where gainsight_id = $1 and presence in ('present', 'inactive')`,
    arrives: `select 1 from stakeholders where gainsight_id = $1 and title = 'Chief'`,
  },
  {
    stream: 'stakeholders',
    object: 'person',
    as: 'person',
    bad: { Name: 'x'.repeat(1_048_577) },
    fine: { Name: 'Renamed' },
    why: ['Name', 'overlong'],
    stays: `select 1 from source_records where object = 'person' and gainsight_id = $1 and presence = 'present'
      and name not like 'xx%'`,
    arrives: `select 1 from source_records where object = 'person' and gainsight_id = $1 and name = 'Renamed'`,
  },
  {
    stream: 'stakeholders',
    object: 'relationship_person',
    as: 'relationship_person',
    bad: { Relationship_ID: 12 },
    fine: { Role: 'Sponsor' },
    why: ['Relationship_ID', 'missing-id'],
    stays: `select 1 from relationship_people where gainsight_id = $1`,
    arrives: `select 1 from relationship_people where gainsight_id = $1 and role = 'Sponsor'`,
  },
  {
    stream: 'users',
    object: 'gsuser',
    as: 'gsuser',
    bad: { IsActiveUser: 'perhaps' },
    fine: { Name: 'Renamed User' },
    why: ['IsActiveUser', 'not-a-flag'],
    stays: `select 1 from users where gainsight_id = $1 and active = (no_access is null)`,
    arrives: `select 1 from users where gainsight_id = $1 and name = 'Renamed User'`,
  },
  {
    stream: 'users',
    object: 'company_team',
    as: 'company_team',
    bad: { User_ID: null },
    fine: { TeamRole: 'Sponsor' },
    why: ['User_ID', 'missing-id'],
    stays: `select 1 from account_members where gainsight_id = $1`,
    arrives: `select 1 from account_members where gainsight_id = $1 and role = 'Sponsor'`,
  },
] as const;

for (const [stream, cases] of Map.groupBy(CASES, (one) => one.stream)) {
  test(`${stream}: sets bad records aside, keeps what stood, brings their neighbours, and heals`, async () => {
    sync.clock.advance(HOUR_MS);
    const subjects = new Map<string, string[]>();
    const set = cases.map((one) => {
      const standing = sync.source.rows(one.object).filter((row) => row['Deleted'] !== true);
      const ids = subjects.get(one.object) ?? standing.map((row) => String(row['Gsid']));
      const [guilty = '', neighbour = ''] = ids.splice(0, 2);
      subjects.set(one.object, ids);
      const before = { ...rawRows(one.object).find((row) => row['Gsid'] === guilty) };
      return { ...one, guilty, neighbour, before };
    });
    for (const { stays, guilty } of set) assert.equal(await count(stays, guilty), 1, 'stands before');
    for (const { object, guilty, bad, neighbour, fine } of set) {
      setRow(object, guilty, bad);
      setRow(object, neighbour, fine);
    }
    const aside = new Set(set.map(({ as, guilty, why }) => [as, guilty, ...why].join(' ')));
    for (const mode of ['incremental', 'full'] as const) {
      const run = await sync.run(stream, mode);
      assert.deepEqual(
        [run.state, run.set_aside, run.exits],
        ['partial', set.length, 0],
        JSON.stringify(run),
      );
      const listed = await sync.transaction((tx) => listRunSetAside(tx, run.id, 9));
      assert.deepEqual(new Set(listed.map(inWords)), aside);
      for (const { arrives, neighbour, stays, guilty, as } of set) {
        assert.equal(await count(arrives, neighbour), 1, `a neighbour of ${as}`);
        assert.equal(await count(stays, guilty), 1, `the last good copy of ${as}`);
      }
      sync.clock.advance(HOUR_MS);
    }
    for (const { object, guilty, before } of set) setRow(object, guilty, before);
    const [replayed] = await sync.transaction((tx) => replaySetAside(tx, null, sync.clock.now()));
    assert.ok(replayed !== undefined);
    assert.equal((await sync.work(replayed)).state, 'done');
    assert.deepEqual(await openAside(), []);
  });
}

test('sets a record without an id aside, and has nobody gone by a listing that holds one', async () => {
  sync.clock.advance(HOUR_MS);
  const row = rawRows('relationship').find(
    (one) => one['Gsid'] === sync.source.rows('relationship')[0]?.['Gsid'],
  );
  assert.ok(row !== undefined);
  const id = String(row['Gsid']);
  row['Gsid'] = 'a\0b';
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, run.set_aside, run.exits], ['partial', 1, 0], JSON.stringify(run));
  assert.deepEqual((await openAside()).map(inWords), ['Relationship (no id) Gsid missing-id']);
  row['Gsid'] = id;
  assert.equal((await sync.run('relationships', 'full')).state, 'done');
  assert.deepEqual(await openAside(), []);
});

test('carries an approval out for all but a record that cannot be kept', async () => {
  const account = { ...TEST_CONFIG.fields.account, employees: 'Employees' };
  await sync.save({ ...TEST_CONFIG, fields: { account } });
  await sync.run('accounts', 'full');
  sync.clock.advance(25 * HOUR_MS);
  const churn = sync.source
    .rows('da_picklist')
    .find((row) => row['Category'] === 'Status' && row['Name'] === 'Churn')?.['Gsid'];
  const leaving = sync.source.rows('company').filter(({ Status: status }) => status !== churn);
  const [bad = '', ...others] = leaving.slice(0, 12).map((row) => String(row['Gsid']));
  for (const id of [bad, ...others]) setRow('company', id, { Status: String(churn) });
  const run = await sync.run('accounts');
  assert.equal(run.state, 'awaiting-approval');
  setRow('company', bad, { Employees: 3_000_000_000 });
  const decided = await sync.decide(run, 'approve');
  assert.deepEqual([decided.state, decided.set_aside], ['partial', 1], JSON.stringify(decided));
  assert.deepEqual((await openAside()).map(inWords), [`Company ${bad} cannot-be-stored`]);
  const isChurned = `select 1 from accounts where gainsight_id = $1 and status = 'churned'`;
  assert.equal(await count(isChurned, bad), 0);
  for (const id of others) assert.equal(await count(isChurned, id), 1);
});

test('a projection of what is stored closes nothing that is wrong at the source', async () => {
  await sync.save(TEST_CONFIG);
  const run = await sync.transaction(async (tx) => {
    const stream = await findStream(tx, 'accounts');
    assert.ok(stream !== undefined);
    return queueRun(tx, stream, { mode: 'projection', cause: 'manual', now: sync.clock.now() });
  });
  assert.equal((await sync.work(run)).state, 'done');
  assert.equal((await openAside()).length, 1);
  assert.equal((await sync.run('accounts')).state, 'done', 'nothing maps the bad field any more');
  assert.deepEqual(await openAside(), []);
});
