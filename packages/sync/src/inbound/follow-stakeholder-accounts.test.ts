import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Database, WorkspaceHandle } from '@handrail/database';
import { explain } from '../explain/explain.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { runSlice } from './run-stream.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url);
beforeEach(() => sync.clock.advance(HOUR_MS));

const companies = sync.source.rows('company').map((row) => String(row['Gsid']));
/** Imports these companies alone. */
const only = (ids: readonly string[]) => ({
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Gsid', op: 'in', value: [...ids] } },
});
async function importOnly(ids: readonly string[]): Promise<void> {
  await sync.save(only(ids));
  await sync.run('accounts', 'full');
  assert.equal((await sync.run('stakeholders')).state, 'done');
}

interface Shown {
  readonly person: string;
  readonly company: string;
  readonly name: string | null;
  readonly email: string | null;
}
const inOrder = (shown: readonly Shown[]) =>
  shown.toSorted((left, right) => (left.person + left.company < right.person + right.company ? -1 : 1));
/** Who is shown, as the lists have it. */
const shown = async () =>
  inOrder(
    await sync.transaction((tx) =>
      tx.query<Shown>(
        `select person_gainsight_id as person, company_gainsight_id as company, s.name, email
         from stakeholders s join accounts a on a.gainsight_id = s.company_gainsight_id and a.presence = 'present'
         where s.presence in ('present', 'inactive')`,
      ),
    ),
  );
/** Who would be, had these companies been chosen from the start. */
function expected(ids: readonly string[]): readonly Shown[] {
  const persons = new Map(sync.source.rows('person').map((row) => [String(row['Gsid']), row]));
  const ties = sync.source.rows('company_person').filter((row) => ids.includes(String(row['Company_ID'])));
  return inOrder(
    ties.map((tie) => {
      const person = persons.get(String(tie['Person_ID']));
      return {
        person: String(tie['Person_ID']),
        company: String(tie['Company_ID']),
        name: String(person?.['Name']),
        email: String(person?.['Email']),
      };
    }),
  );
}
/** Ids of records of an object of which values are stored. */
const held = async (object: string) => {
  const rows = await sync.transaction((tx) =>
    tx.query<{ id: string }>(`select gainsight_id as id from source_payloads where object = $1 order by 1`, [
      object,
    ]),
  );
  return rows.map((row) => row.id);
};
async function isTrueTo(ids: readonly string[]): Promise<void> {
  const wanted = expected(ids);
  assert.deepEqual(await shown(), wanted);
  const ties = sync.source.rows('company_person').filter((row) => ids.includes(String(row['Company_ID'])));
  assert.deepEqual(await held('company_person'), ties.map((row) => String(row['Gsid'])).toSorted());
  assert.deepEqual(await held('person'), [...new Set(wanted.map(({ person }) => person))].toSorted());
}

test('keeps nothing but id and name of persons whose companies are filtered out', async () => {
  await sync.connect();
  await sync.save(only(companies.slice(0, 20)));
  await sync.run('accounts', 'full');
  const run = await sync.run('stakeholders', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  assert.ok(run.filtered > run.added, JSON.stringify([run.filtered, run.added]));
  await isTrueTo(companies.slice(0, 20));
  const [out] = await sync.transaction((tx) =>
    tx.query(
      `select count(*)::int as records, count(name)::int as names from source_records
       where object = 'person' and verdict = 'filtered'`,
    ),
  );
  assert.ok(out !== undefined && 'names' in out && 'records' in out && out.names === out.records);
});

test('answers Why? by the name of a person who is out', async () => {
  const shownIds = new Set((await shown()).map(({ person }) => person));
  const out = sync.source.rows('person').find((row) => !shownIds.has(String(row['Gsid'])));
  const asked = { text: String(out?.['Gsid']), limit: 5 };
  const { explanation } = await sync.transaction((tx) => explain(tx, 'stakeholder', asked));
  assert.deepEqual([explanation?.standing, explanation?.name], ['filtered', out?.['Name']]);
});

test('says nothing changed when everything is read again', async () => {
  const run = await sync.run('stakeholders', 'full');
  assert.deepEqual([run.state, run.added, run.changed, run.exits], ['done', 0, 0, 0]);
});

test('shows the same stakeholders after any change of the filter as if begun with it', async () => {
  const choices = [
    companies.slice(0, 40),
    companies.slice(30, 50),
    companies.filter((_, index) => index % 3 === 0),
    companies.slice(5, 6),
    companies,
    companies.slice(0, 10),
  ];
  for (const ids of choices) {
    sync.clock.advance(25 * HOUR_MS);
    await importOnly(ids);
    await isTrueTo(ids);
  }
});

test('has the newest values of a person who was edited while out', async () => {
  const company = companies[50] ?? '';
  const tie = sync.source.rows('company_person').find((row) => row['Company_ID'] === company);
  assert.ok(tie);
  await sync.source.update('person', String(tie['Person_ID']), { Email: 'moved@while.out.example' });
  await sync.run('stakeholders');
  await importOnly([...companies.slice(0, 10), company]);
  await isTrueTo([...companies.slice(0, 10), company]);
  assert.ok((await shown()).some(({ email }) => email === 'moved@while.out.example'));
});

test('fetches a person who was out and gets a tie to a company that is in', async () => {
  const outside = sync.source.rows('company_person').find((row) => row['Company_ID'] === companies[55]);
  const person = String(outside?.['Person_ID']);
  assert.ok((await shown()).every((one) => one.person !== person));
  await sync.source.insert('company_person', {
    Person_ID: person,
    Company_ID: companies[0],
    Active: true,
  });
  await sync.run('stakeholders');
  await isTrueTo([...companies.slice(0, 10), companies[50] ?? '']);
  assert.ok((await shown()).some((one) => one.person === person));
});

test('brings back who stands only at a relationship once its account comes in, though all was read meanwhile', async () => {
  const relationship = sync.source.rows('relationship')[0];
  const person = sync.source.rows('person').at(-1)?.['Gsid'];
  const [other] = sync.source.rows('relationship_person');
  const company = String(relationship?.['CompanyId']);
  assert.ok(other);
  await sync.source.insert('relationship_person', {
    Person_ID: person,
    Relationship_ID: relationship?.['Gsid'],
    Company_ID: company,
    Active: true,
  });
  // Who was edited last is read again by any run.
  sync.clock.advance(HOUR_MS);
  await sync.source.update('relationship_person', String(other['Gsid']), { Role: 'Sponsor' });
  await importOnly(companies.filter((id) => id !== company));
  await sync.run('stakeholders', 'full');
  const stands = async () => (await shown()).some((one) => one.person === person && one.company === company);
  assert.equal(await stands(), false);
  await importOnly(companies);
  assert.equal(await stands(), true);
});

test('looks once for who stands only at a relationship in a run that brings nobody back', async () => {
  const counter = { count: 0 };
  const run = await sync.queue('stakeholders', 'full');
  const engine = { ...sync.engine, database: counting(sync.database, 'from relationship_people p', counter) };
  await runSlice(engine, { workspaceId: sync.workspaceId, runId: run.id }, new AbortController().signal);
  const [done] = await sync.transaction((tx) =>
    tx.query<{ state: string }>('select state from runs where id = $1', [run.id]),
  );
  assert.equal(done?.state, 'done');
  assert.equal(counter.count, 1);
});

/** The same database, which counts the statements with a text. */
function counting(database: Database, text: string, counter: { count: number }): Database {
  const countingHandle = (handle: WorkspaceHandle): WorkspaceHandle => ({
    id: handle.id,
    transaction: (work) =>
      handle.transaction((tx) =>
        work({
          ...tx,
          db: tx.db.withPlugin({
            transformQuery({ node }) {
              if (JSON.stringify(node).includes(text)) counter.count += 1;
              return node;
            },
            transformResult: ({ result }) => Promise.resolve(result),
          }),
        }),
      ),
  });
  return {
    workspace: (id, personId) => countingHandle(database.workspace(id, personId)),
    platform: () => database.platform(),
    close: () => database.close(),
  };
}
