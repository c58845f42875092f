import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  listPeopleOfRelationshipsAlone,
  listRelationshipStakeholders,
  listStakeholderAccounts,
} from '@handrail/database';
import type { StakeholderRow } from '@handrail/database';
import { explain } from '../../explain/explain.ts';
import { addStakeholder, releaseStakeholderField } from '../../set-stakeholder.ts';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 100 } });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
beforeEach(() => sync.clock.advance(HOUR_MS));

const rowsOf = (person: string) =>
  sync.transaction((tx) =>
    tx.db
      .selectFrom('stakeholders')
      .selectAll()
      .where('person_gainsight_id', '=', person)
      .orderBy('company_gainsight_id')
      .execute(),
  );
const only = async (person: string): Promise<StakeholderRow> => {
  const [row, ...others] = await rowsOf(person);
  assert.ok(row !== undefined && others.length === 0, `one stakeholder of ${person}`);
  return row;
};
const accountsOf = async (email: string) =>
  (await sync.transaction((tx) => listStakeholderAccounts(tx, [email]))).map(({ accountId }) => accountId);
const idsOf = (object: string) => sync.source.rows(object).map((row) => String(row['Gsid']));
const [firstCompany = '', secondCompany = ''] = idsOf('company');
/** The ties that were there from the beginning: those that tests add or delete are not among them. */
const seededTies = idsOf('company_person');

/** A person at a company, made at the source. */
async function addPerson(email: string, company: string): Promise<{ person: string; tie: string }> {
  const person = await sync.source.insert('person', { Name: 'Ada Example', Email: email });
  const tie = await sync.source.insert('company_person', {
    Person_ID: person,
    Company_ID: company,
    Title: 'CFO',
    Active: true,
  });
  return { person, tie };
}

test('imports every tie of a person to a company once, and says of inactive ones that they are', async () => {
  const run = await sync.run('stakeholders', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run));
  const ties = sync.source.rows('company_person');
  const people = sync.source.rows('person').length + sync.source.rows('relationship_person').length;
  assert.equal(run.seen, ties.length + people);
  const stored = await sync.transaction((tx) => tx.db.selectFrom('stakeholders').selectAll().execute());
  assert.equal(stored.length, ties.length);
  const inactive = stored.filter((row) => row.presence === 'inactive');
  assert.equal(inactive.length, ties.filter((row) => row['Active'] === false).length);
  const roles = new Set(stored.map((row) => row.role));
  assert.ok(roles.has('User'), `labels, not ids: ${[...roles].join()}`);
});

test('keeps what a field was before and after, and by which run', async () => {
  const { tie } = await addPerson('title@example.test', firstCompany);
  await sync.run('stakeholders');
  sync.clock.advance(HOUR_MS);
  await sync.source.update('company_person', tie, { Title: 'CEO' });
  const run = await sync.run('stakeholders');
  const { explanation } = await sync.transaction((tx) =>
    explain(tx, 'stakeholder', { text: 'title@example.test', limit: 5 }),
  );
  const change = explanation?.fields.find(({ field }) => field === 'title')?.change;
  assert.deepEqual([change?.before, change?.after, change?.run?.number], ['CFO', 'CEO', run.number]);
  const email = explanation?.fields.find(({ field }) => field === 'email');
  assert.deepEqual([email?.change?.before, email?.change?.after], [null, 'title@example.test']);
});

test('writes no stakeholder when everything is read again unchanged', async () => {
  const versions = () =>
    sync.transaction((tx) =>
      tx.query(`
        select id::text, ctid::text, xmin::text from stakeholders
        union all select gainsight_id, ctid::text, xmin::text from source_records
        union all select gainsight_id, ctid::text, xmin::text from source_payloads order by 1, 2`),
    );
  const before = await versions();
  const run = await sync.run('stakeholders', 'full');
  assert.deepEqual([run.state, run.unchanged, run.exits], ['done', run.seen, 0]);
  assert.deepEqual(await versions(), before);
});

test('follows a person who is edited, though no tie of theirs moves', async () => {
  const { person } = await addPerson('ada@one.example', firstCompany);
  await sync.run('stakeholders');
  const before = await only(person);
  assert.deepEqual([before.name, before.title, before.presence], ['Ada Example', 'CFO', 'present']);
  sync.clock.advance(HOUR_MS);
  await sync.source.update('person', person, { Name: 'Ada Renamed', Email: 'ada@two.example' });
  const run = await sync.run('stakeholders');
  assert.deepEqual([run.state, run.changed], ['done', 1]);
  const after = await only(person);
  assert.deepEqual([after.id, after.name, after.email], [before.id, 'Ada Renamed', 'ada@two.example']);
});

test('takes a tie that is set inactive out, and back when it is active again', async () => {
  const { person, tie } = await addPerson('grace@one.example', firstCompany);
  await sync.run('stakeholders');
  assert.equal((await accountsOf('grace@one.example')).length, 1);
  for (const [isActive, presence] of [
    [false, 'inactive'],
    [true, 'present'],
  ] as const) {
    sync.clock.advance(HOUR_MS);
    await sync.source.update('company_person', tie, { Active: isActive });
    await sync.run('stakeholders');
    assert.equal((await only(person)).presence, presence);
    assert.equal((await accountsOf('grace@one.example')).length, isActive ? 1 : 0);
  }
});

test('keeps a person at two companies as a stakeholder of each', async () => {
  const { person } = await addPerson('joan@both.example', firstCompany);
  await sync.source.insert('company_person', { Person_ID: person, Company_ID: secondCompany, Active: true });
  await sync.run('stakeholders');
  const companies = (await rowsOf(person)).map((row) => row.company_gainsight_id);
  assert.deepEqual(companies, [firstCompany, secondCompany].toSorted());
  assert.equal((await accountsOf('joan@both.example')).length, 2);
});

test('keeps the stakeholder when two persons are merged and the tie names the one that stays', async () => {
  const { person, tie } = await addPerson('merged@one.example', firstCompany);
  await sync.run('stakeholders');
  const before = await only(person);
  const master = await sync.source.insert('person', { Name: 'Ada Master', Email: 'ada@master.example' });
  sync.clock.advance(HOUR_MS);
  await sync.source.update('company_person', tie, { Person_ID: master });
  await sync.source.delete('person', person);
  await sync.run('deletions');
  await sync.run('stakeholders');
  const after = await only(master);
  assert.deepEqual(
    [after.id, after.name, after.presence, (await rowsOf(person)).length],
    [before.id, 'Ada Master', 'present', 0],
  );
});

test('knows the account of a person who was read before it', async () => {
  const company = await sync.source.insert('company', { Name: 'Late Company' });
  await addPerson('early@late.example', company);
  await sync.run('stakeholders');
  assert.deepEqual(await accountsOf('early@late.example'), []);
  await sync.run('accounts');
  await sync.run('stakeholders');
  assert.equal((await accountsOf('early@late.example')).length, 1);
});

test('fills what the document maps, custom fields among it, and projects again when the mapping changes', async () => {
  const { person } = await addPerson('mapped@one.example', firstCompany);
  await sync.run('stakeholders');
  const stakeholder = { phone: 'Person.Comments', custom: { zone: 'Person.Timezone', position: 'Title' } };
  await sync.source.update('person', person, { Comments: '+49 30 1', Timezone: 'UTC' });
  await sync.save({ ...TEST_CONFIG, fields: { ...TEST_CONFIG.fields, stakeholder } });
  await sync.run('stakeholders', 'full');
  const row = await only(person);
  assert.deepEqual(
    [row.phone, row.fields, row.name],
    ['+49 30 1', { position: 'CFO', zone: 'UTC' }, 'Ada Example'],
  );
  await sync.save(TEST_CONFIG);
  await sync.run('stakeholders', 'full');
  assert.deepEqual([(await only(person)).phone, (await only(person)).fields], [null, {}]);
});

test('knows who belongs to which relationship, and has who stands only there be a stakeholder', async () => {
  const [relationship] = sync.source.rows('relationship');
  assert.ok(relationship);
  const company = String(relationship['CompanyId']);
  const person = await sync.source.insert('person', { Name: 'Only There', Email: 'only@there.example' });
  const tie = { Person_ID: person, Relationship_ID: relationship['Gsid'], Company_ID: company };
  const there = await sync.source.insert('relationship_person', { ...tie, Role: 'Sponsor', Active: true });
  const other = await sync.source.insert('person', { Name: 'Only There Too', Email: 'too@there.example' });
  await sync.source.insert('relationship_person', { ...tie, Person_ID: other, Active: true });
  await sync.run('relationships');
  await sync.run('stakeholders');
  const row = await only(person);
  assert.deepEqual(
    [row.company_gainsight_id, row.source, row.role, row.presence],
    [company, 'relationship-person', 'Sponsor', 'present'],
  );
  const page = (after: Parameters<typeof listPeopleOfRelationshipsAlone>[2]['after']) =>
    sync.transaction((tx) => listPeopleOfRelationshipsAlone(tx, row.connection_id, { after, limit: 1 }));
  const met: string[] = [];
  for (let [one] = await page(null); one !== undefined; [one] = await page(one)) {
    met.push(one.person_gainsight_id);
  }
  assert.deepEqual(met, [person, other].toSorted());
  const of = { relationshipId: null, stakeholderId: row.id };
  const [link] = await sync.transaction((tx) => listRelationshipStakeholders(tx, of, 5));
  assert.deepEqual([link?.relationshipName, link?.role], [relationship['Name'], 'Sponsor']);
  sync.clock.advance(HOUR_MS);
  await sync.source.insert('company_person', { Person_ID: person, Company_ID: company, Active: true });
  await sync.run('stakeholders');
  assert.deepEqual([(await only(person)).id, (await only(person)).source], [row.id, 'company-person']);
  await sync.source.delete('relationship_person', there);
  await sync.run('deletions');
  assert.deepEqual(await sync.transaction((tx) => listRelationshipStakeholders(tx, of, 5)), []);
});

test('reads the others where a tenant refuses persons at relationships', async () => {
  sync.sandbox.context.switches.refusedObjects = ['relationship_person'];
  const run = await sync.run('stakeholders', 'full');
  sync.sandbox.context.switches.refusedObjects = [];
  assert.deepEqual([run.state, run.exits], ['done', 0], JSON.stringify(run.failure));
});

test('keeps what is set by hand through every run, and gives the person of that e-mail its place', async () => {
  const [account] = await sync.transaction((tx) =>
    tx.db.selectFrom('accounts').select('id').where('gainsight_id', '=', firstCompany).execute(),
  );
  assert.ok(account);
  const ours = await sync.transaction((tx) =>
    addStakeholder(
      tx,
      account.id,
      { email: 'Hand@made.example', fromMeetings: false, values: { name: 'By Hand', role: 'Sponsor' } },
      sync.clock.now(),
    ),
  );
  const { person, tie } = await addPerson('hand@made.example', firstCompany);
  await sync.run('stakeholders');
  const row = await only(person);
  assert.deepEqual([row.id, row.gainsight_id, row.source], [ours, tie, 'company-person']);
  assert.deepEqual(
    [row.name, row.role, row.title],
    ['By Hand', 'Sponsor', 'CFO'],
    'set by hand, else theirs',
  );
  sync.clock.advance(HOUR_MS);
  await sync.source.update('person', person, { Name: 'Renamed There' });
  await sync.run('stakeholders', 'full');
  assert.equal((await only(person)).name, 'By Hand');
  const now = sync.clock.now();
  await sync.transaction((tx) => releaseStakeholderField(tx, ours, { field: 'name', now }));
  assert.equal((await only(person)).name, 'Renamed There', 'given back at once, without a call');
});

test('marks those missing who are confirmed deleted, person or tie, and keeps their rows', async () => {
  const byTie = await addPerson('tie@gone.example', firstCompany);
  const byPerson = await addPerson('person@gone.example', firstCompany);
  await sync.run('stakeholders');
  sync.clock.advance(HOUR_MS);
  await sync.source.delete('company_person', byTie.tie);
  await sync.source.delete('person', byPerson.person);
  const run = await sync.run('stakeholders', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 2], JSON.stringify(run.failure));
  for (const { person } of [byTie, byPerson]) assert.equal((await only(person)).presence, 'missing');
  assert.deepEqual(await accountsOf('tie@gone.example'), []);
});

test('holds a mass exit back until a person approves it', async () => {
  sync.clock.advance(30 * HOUR_MS);
  const gone = seededTies.slice(0, 30);
  for (const tie of gone) await sync.source.delete('company_person', tie);
  const held = await sync.run('stakeholders', 'full');
  assert.deepEqual([held.state, held.exits], ['awaiting-approval', 0]);
  const missing = async () => {
    const rows = await sync.transaction((tx) =>
      tx.db.selectFrom('stakeholders').select('gainsight_id').where('presence', '=', 'missing').execute(),
    );
    return gone.filter((tie) => rows.some((row) => row.gainsight_id === tie)).length;
  };
  assert.equal(await missing(), 0);
  const decided = await sync.decide(held, 'approve');
  assert.deepEqual([decided.state, decided.exits, await missing()], ['done', 30, 30]);
});
