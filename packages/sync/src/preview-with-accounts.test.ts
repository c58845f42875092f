// What a preview says that leaves and enters with accounts is what the runs of relationships and stakeholders then do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRow } from '@handrail/database';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import type { Preview } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { listRunRecords } from './run-records.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import type { SyncTest } from './testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 120 } });
await sync.connect();
await sync.save(TEST_CONFIG);
for (const name of ['accounts', 'relationships', 'stakeholders']) await sync.run(name, 'full');
await sync.run('stakeholders');

const [first] = sync.source.rows('company');
const tier = String(first?.['Tier__gc']);
const leaving = new Set(
  sync.source.rows('company').flatMap((row) => (row['Tier__gc'] === tier ? [String(row['Gsid'])] : [])),
);
const staying = sync.source.rows('company').find((row) => !leaving.has(String(row['Gsid'])));
const NARROW = {
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Tier__gc', op: 'ne', value: tier } },
};

/** Ties of nobody, or of who is gone. */
const withoutPerson: string[] = [];
const NOTHING = { relationships: 0, stakeholders: 0 };

/** Who stands at accounts by now, by how the lists hold them. */
async function readStanding({ transaction }: SyncTest = sync) {
  const [found] = await transaction((tx) =>
    tx.query<{ relationships: string[]; stakeholders: string[] }>(
      `select
         array(select gainsight_id from relationships where presence = 'present') as relationships,
         array(select company_gainsight_id || ' ' || person_gainsight_id from stakeholders
           where presence in ('present', 'inactive')) as stakeholders`,
    ),
  );
  assert.ok(found);
  return { relationships: new Set(found.relationships), stakeholders: new Set(found.stakeholders) };
}

type Standing = Awaited<ReturnType<typeof readStanding>>;

/** How many stand here who do not stand there. */
function countOnly(here: Standing, there: Standing) {
  const count = (kind: keyof Standing) => [...here[kind]].filter((id) => !there[kind].has(id)).length;
  return { relationships: count('relationships'), stakeholders: count('stakeholders') };
}

async function preview(document: object, of: SyncTest = sync): Promise<Preview> {
  const inventory = await of.transaction((tx) => requestInventory(tx, of.clock.now()));
  assert.equal((await of.work(inventory)).state, 'done');
  const draft = await of.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  const asked = { configuration: draft.value, limit: 20, search: null, now: of.clock.now() };
  return previewConfiguration(of.database.workspace(of.workspaceId), asked);
}

async function carryOut(document: object, of: SyncTest = sync): Promise<void> {
  const open = await of.saveAsPerson(document);
  await of.work(open ?? (await of.queue('accounts', 'full')));
}

/** Previews a draft, saves it, lets the runs follow, and holds what they did against what was said. */
async function assertForeseen(document: object, of: SyncTest = sync): Promise<Preview> {
  const before = await readStanding(of);
  const foreseen = await preview(document, of);
  await carryOut(document, of);
  // Relationships are read anew where all accounts are; stakeholders follow by an increment.
  await of.run('relationships', foreseen.cost.isFull ? 'full' : 'incremental');
  await of.run('relationships');
  const people = await of.run('stakeholders');
  const after = await readStanding(of);
  await assertListed(of, people, foreseen);
  const { unread, ...entering } = foreseen.withEntering;
  assert.deepEqual(
    { entering: countOnly(after, before), leaving: countOnly(before, after), unread },
    { entering, leaving: foreseen.withLeaving, unread: NOTHING },
  );
  return foreseen;
}

/** Holds what a preview said of stakeholders against what the page of their run lists as added, and counts as gone. */
async function assertListed(
  of: SyncTest,
  run: RunRow,
  { withEntering, withLeaving }: Preview,
): Promise<void> {
  const asked = { outcome: 'added', search: null, after: null, limit: 1 } as const;
  const { total } = await of.transaction((tx) => listRunRecords(tx, run, 'stakeholders', asked));
  assert.deepEqual([total, run.exits], [withEntering.stakeholders, withLeaving.stakeholders]);
}

test('a preview of a narrower filter says how many relationships and stakeholders its accounts take along', async () => {
  const ties = sync.source.rows('company_person');
  const goes = ties.find((row) => leaving.has(String(row['Company_ID'])));
  const stays = ties.find((row) => row['Company_ID'] === staying?.['Gsid']);
  assert.ok(goes && stays);
  // Each at an account that leaves and at one that stays. Who was edited last is read again by the next run, which counts
  // them among its filtered records should they leave: then it is one who stays.
  for (const [person, company] of [
    [stays['Person_ID'], goes['Company_ID']],
    [goes['Person_ID'], stays['Company_ID']],
  ]) {
    sync.clock.advance(3_600_000);
    await sync.source.insert('company_person', { Person_ID: person, Company_ID: company, Active: true });
  }
  // One waits for a person who is never read, one is gone: neither can leave.
  const company = String(goes['Company_ID']);
  const person = await sync.source.insert('person', { Name: 'Gone', Email: 'gone@there.example' });
  for (const id of ['1P04NOBODY', person]) {
    const tie = { Person_ID: id, Company_ID: company, Active: true };
    withoutPerson.push(await sync.source.insert('company_person', tie));
  }
  await sync.run('stakeholders');
  await sync.source.delete('person', person);
  assert.equal((await sync.run('deletions')).exits, 1);
  const before = await readStanding();

  const { withLeaving, totals } = await preview(NARROW);
  assert.ok(withLeaving.relationships > 0 && withLeaving.stakeholders > totals.leaving);
  await carryOut(NARROW);
  const [relationships, stakeholders] = [await sync.run('relationships'), await sync.run('stakeholders')];
  const after = await readStanding();
  assert.deepEqual(countOnly(before, after), withLeaving);
  assert.deepEqual({ relationships: relationships.exits, stakeholders: stakeholders.exits }, withLeaving);
});

test('a preview that takes no account out takes nothing along, nor brings anything', async () => {
  const { withLeaving, withEntering } = await preview(NARROW);
  assert.deepEqual([withLeaving, withEntering], [NOTHING, { ...NOTHING, unread: NOTHING }]);
});

test('a preview of a filter narrowed, saved, run and widened again says what comes back with its accounts', async () => {
  const { withEntering, withLeaving, totals } = await assertForeseen(TEST_CONFIG);
  assert.ok(withEntering.relationships > 0 && withEntering.stakeholders > totals.entering);
  assert.deepEqual(withLeaving, NOTHING);
  // Of accounts that were never here nothing but the ids of ties is known, not whether their persons are there.
  for (const tie of withoutPerson) await sync.source.delete('company_person', tie);
});

test('previews of other filters say what comes and goes, also after all was read anew while accounts were out', async () => {
  const companies = sync.source.rows('company').map((row) => String(row['Gsid']));
  const relationship = sync.source.rows('relationship')[0];
  const [known] = sync.source.rows('relationship_person');
  const person = sync.source.rows('person').at(-1)?.['Gsid'];
  assert.ok(relationship && known);
  const company = String(relationship['CompanyId']);
  // At a relationship, and nowhere at its company; then one more, as who was edited last is read again by the next run.
  const at = { Relationship_ID: relationship['Gsid'], Company_ID: company, Active: true };
  const alone = await sync.source.insert('relationship_person', { ...at, Person_ID: person });
  sync.clock.advance(3_600_000);
  await sync.source.update('relationship_person', String(known['Gsid']), { Role: 'Sponsor' });
  await sync.run('stakeholders');
  assert.ok((await readStanding()).stakeholders.has(`${company} ${String(person)}`));
  const companyOf = (row: Readonly<Record<string, unknown>>) => String(row['CompanyId'] ?? row['Company_ID']);
  const others = companies.filter((id) => id !== company);
  const only = (chosen: readonly string[]) => {
    const filter = { field: 'Gsid', op: 'in', value: [...chosen] };
    return { ...TEST_CONFIG, accounts: { import: 'matching', filter } };
  };
  for (const chosen of [
    others.slice(0, 40),
    [company, ...others.slice(30, 60)],
    others.slice(10, 20),
    companies,
  ]) {
    await assertForeseen(only(chosen));
    // What is gone by the time its account comes in does not come.
    for (const object of ['relationship', 'company_person']) {
      const out = sync.source
        .rows(object)
        .find((row) => others.includes(companyOf(row)) && !chosen.includes(companyOf(row)));
      if (out !== undefined) await sync.source.delete(object, String(out['Gsid']));
    }
    for (const name of ['relationships', 'stakeholders']) await sync.run(name, 'full');
  }
  // Widened before others left with their accounts: nobody was away.
  await carryOut(only(others));
  const { totals, withEntering } = await assertForeseen(only(companies));
  assert.deepEqual([totals.entering, withEntering], [1, { ...NOTHING, unread: NOTHING }]);
  await sync.source.delete('relationship_person', alone);
});

test('a preview says what comes with accounts that were never imported, as far as it was read', async () => {
  const other = await sync.another();
  await other.connect();
  const begin = await preview(NARROW, other);
  const all = { relationships: begin.totals.entering, stakeholders: begin.totals.entering };
  assert.deepEqual(begin.withEntering, { ...NOTHING, unread: all });
  await carryOut(NARROW, other);
  for (const name of ['relationships', 'stakeholders']) await other.run(name, 'full');

  const known = await preview(TEST_CONFIG, other);
  assert.deepEqual(known.withEntering.unread, NOTHING);
  const made = await sync.source.insert('company', { Name: 'Made since', Tier__gc: tier });
  await sync.source.insert('relationship', { Name: 'Made since', CompanyId: made });
  const { withEntering, totals } = await preview(TEST_CONFIG, other);
  assert.equal(totals.entering, known.totals.entering + 1);
  assert.deepEqual(withEntering, { ...known.withEntering, unread: { relationships: 1, stakeholders: 1 } });
  await carryOut(NARROW, other);
  for (const name of ['relationships', 'stakeholders']) await other.run(name);

  const read = await assertForeseen(TEST_CONFIG, other);
  assert.equal(read.withEntering.relationships, withEntering.relationships + 1);
});
