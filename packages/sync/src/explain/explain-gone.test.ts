import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '@handrail/core';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { explain } from './explain.ts';

const MINUTE_MS = 60_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 60 } });
await sync.connect();
await sync.save(TEST_CONFIG);
for (const stream of ['accounts', 'relationships', 'stakeholders']) await sync.run(stream, 'full');

const rows = (object: string) => sync.source.rows(object);
const why = async (noun: 'relationship' | 'stakeholder', text: unknown): Promise<Explanation> => {
  const asked = { text: String(text), limit: 5 };
  const { explanation, matches } = await sync.transaction((tx) => explain(tx, noun, asked));
  assert.ok(explanation !== null, JSON.stringify(matches));
  return explanation;
};
const reasonOf = ({ reasons }: Explanation, label: string) =>
  reasons.find((reason) => reason.label === label)?.text;

const [relationship] = rows('relationship');
const addAtRelationship = async (name: string) => {
  const person = await sync.source.insert('person', { Name: name, Email: `${name}@there.example` });
  const tie = await sync.source.insert('relationship_person', {
    Person_ID: person,
    Relationship_ID: relationship?.['Gsid'],
    Company_ID: relationship?.['CompanyId'],
    Role: 'Sponsor',
    Active: true,
  });
  return { person, tie };
};
const [stays, untied, deleted] = [
  await addAtRelationship('stays'),
  await addAtRelationship('untied'),
  await addAtRelationship('deleted'),
];
await sync.run('stakeholders');
const tied = rows('company_person').findLast((row) => row['Active'] === true);
const tie = String(tied?.['Gsid']);
const person = String(tied?.['Person_ID']);

test('says of who stands at a relationship alone that they are here by it, and whose values they have', async () => {
  const told = await why('stakeholder', stays.tie);
  assert.equal(told.standing, 'present');
  assert.match(
    told.answer,
    /^Shown because Gainsight ties the person to a relationship of .+, though not to the company\.$/,
  );
  assert.match(told.remedy ?? '', /^They leave when Gainsight no longer ties them to the relationship;/);
  assert.equal(reasonOf(told, 'Source record'), `relationship_person ${stays.tie}`);
  const { object, value } = told.fields.find(({ field }) => field === 'role')?.source ?? {};
  assert.deepEqual([object, value], ['relationship_person', 'Sponsor']);
});

test('names who is gone, the person or their tie, and the run of deletions that found it', async () => {
  const gone = rows('relationship').at(-1)?.['Gsid'];
  sync.clock.advance(MINUTE_MS);
  await sync.source.delete('relationship', String(gone));
  await sync.source.delete('relationship_person', untied.tie);
  for (const id of [person, deleted.person]) await sync.source.delete('person', id);
  const run = await sync.run('deletions');
  const since = `run #${run.number} of deletions (incremental, configuration version 1)`;
  const byRecord = await why('stakeholder', untied.tie);
  for (const told of [await why('relationship', gone), byRecord]) {
    assert.equal(
      told.answer,
      'Gone: the delete log of Gainsight names it, and asked for by its id it did not answer.',
    );
    assert.equal(reasonOf(told, 'Gone since'), since);
    assert.equal(reasonOf(told, 'Person'), undefined);
  }
  const assertPersonGone = async (of: string, id: string) => {
    const told = await why('stakeholder', of);
    assert.equal(
      told.answer,
      'Gone: the delete log of Gainsight names the person, and asked for by their id they did not answer.',
    );
    assert.equal(reasonOf(told, 'Gone since'), since);
    assert.equal(reasonOf(told, 'Person'), `person ${id}, no longer in Gainsight`);
    assert.match(told.remedy ?? '', /^Nothing here: when the person’s id answers again/);
  };
  await assertPersonGone(tie, person);
  await assertPersonGone(deleted.tie, deleted.person);
  // What still stands of them is read again, and brings nobody back without their person.
  await sync.source.update('company_person', tie, { Title: 'Changed there' });
  sync.clock.advance(MINUTE_MS);
  await sync.run('stakeholders');
  await assertPersonGone(tie, person);
  await assertPersonGone(deleted.tie, deleted.person);
  await assertStand('missing', [tie, deleted.tie]);
});

test('says of exits that a run of deletions found and the guard holds that they are held, of people and relationships', async () => {
  const deleteShare = async (object: string, share: number) => {
    const ids = rows(object).map((row) => String(row['Gsid']));
    const gone = ids.slice(0, Math.ceil(ids.length * share));
    for (const id of gone) await sync.source.delete(object, id);
    return gone;
  };
  sync.clock.advance(MINUTE_MS);
  const persons = new Set(await deleteShare('person', 0.5));
  const [heldRelationship] = await deleteShare('relationship', 0.9);
  const run = await sync.run('deletions');
  assert.equal(run.state, 'awaiting-approval');
  // Somebody may be tied to no company, or be set inactive there.
  const heldTie = rows('company_person').find(
    (row) => row['Active'] === true && persons.has(String(row['Person_ID'])),
  );
  for (const told of [
    await why('stakeholder', heldTie?.['Gsid']),
    await why('relationship', heldRelationship),
  ]) {
    assert.equal(told.standing, 'held', told.answer);
    assert.match(reasonOf(told, 'Held by') ?? '', new RegExp(`^run #${run.number} of deletions`));
  }
});

async function assertStand(presence: string, ties: readonly string[]): Promise<void> {
  const stand = await sync.transaction((tx) =>
    tx.db.selectFrom('stakeholders').select('presence').where('gainsight_id', 'in', ties).execute(),
  );
  assert.deepEqual(
    stand.map((row) => row.presence),
    ties.map(() => presence),
  );
}
