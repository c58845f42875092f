// What an admin of the tenant does to fields of relationships and people: nothing is emptied by it, nobody leaves by it, and it
// is told with what uses the field. The same of companies stands with the stream of accounts and in field-changes.test.ts.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { findConnection, findStream, listRunsAwaitingApproval } from '@handrail/database';
import { explain } from '../explain/explain.ts';
import { listFieldChanges } from '../field-changes.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../testing.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 60 } });

/** A field, and what is stored of it. */
interface Case {
  readonly object: string;
  /** The object as it is called here. */
  readonly called: string;
  readonly stream: 'relationships' | 'stakeholders';
  readonly field: string;
  readonly sql: string;
}

const CUSTOM: readonly (Case & { readonly place: string })[] = [
  {
    object: 'relationship',
    called: 'Relationship',
    stream: 'relationships',
    field: 'Seats__gc',
    place: 'fields.relationship.custom.seats',
    sql: `select gainsight_id as id, fields -> 'seats' as value from relationships where fields ->> 'seats' is not null`,
  },
  {
    object: 'company_person',
    called: 'company_person',
    stream: 'stakeholders',
    field: 'Floor__gc',
    place: 'fields.stakeholder.custom.floor',
    sql: `select gainsight_id as id, fields -> 'floor' as value from stakeholders where fields ->> 'floor' is not null`,
  },
  {
    object: 'person',
    called: 'person',
    stream: 'stakeholders',
    field: 'Desk__gc',
    place: 'fields.stakeholder.custom.desk',
    sql: `select gainsight_id as id, fields -> 'desk' as value from stakeholders where fields ->> 'desk' is not null`,
  },
];

for (const { object, field } of CUSTOM) {
  await act('POST', object, '', { name: field, label: field, type: 'STRING' });
  await fill(object, field, (at) => String(at));
}
await sync.connect();
const config = {
  ...TEST_CONFIG,
  fields: {
    ...TEST_CONFIG.fields,
    relationship: { custom: { seats: 'Seats__gc' } },
    stakeholder: { custom: { floor: 'Floor__gc', desk: 'Person.Desk__gc' } },
  },
};
await sync.save(config);
for (const stream of ['accounts', 'relationships', 'stakeholders']) await sync.run(stream, 'full');
beforeEach(() => sync.clock.advance(HOUR_MS));

/** What an admin of the tenant does to a field. */
async function act(method: string, object: string, name: string, body: object): Promise<void> {
  const path = `/__sandbox/admin/objects/${object}/fields${name === '' ? '' : `/${name}`}`;
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${sync.sandbox.gainsightUrl}${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  assert.equal(reply.status, 200, await reply.text());
}

async function fill(object: string, field: string, value: (at: number) => unknown): Promise<void> {
  for (const [at, row] of sync.source.rows(object).entries())
    await sync.source.update(object, String(row['Gsid']), { [field]: value(at) });
}

function worldOf(object: string) {
  const found = sync.sandbox.context.world.objects.get(object);
  assert.ok(found);
  return found;
}

/** Describes an object without a field that no admin can take away, for as long as the test lasts. */
function hide(object: string, name: string): Disposable {
  const world = worldOf(object);
  const { fields } = world;
  world.fields = fields.filter((field) => field.name !== name);
  return { [Symbol.dispose]: () => (world.fields = fields) };
}

/** Has queries refuse a field that stands in the description, and answers how to take that back. */
async function refuse(object: string, name: string): Promise<() => Promise<void>> {
  const world = worldOf(object);
  const { fields } = world;
  // An admin gives no standard field another name, by which queries alone could know it.
  for (const field of fields) if (field.name === name) Object.assign(field, { group: 'CUSTOM' });
  await act('PATCH', object, name, { name: 'Elsewhere__gc' });
  world.fields = fields;
  return () => act('PATCH', object, 'Elsewhere__gc', { name });
}

const stored = ({ sql }: Pick<Case, 'sql'>) => sync.transaction((tx) => tx.query(`${sql} order by 1`));
const run = async (stream: string, mode: 'full' | 'incremental') => {
  const ended = await sync.run(stream, mode);
  return `${ended.state} ${storedFailure(ended).code}`.trim();
};
const changes = async (object: string) => {
  const found = await sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    return listFieldChanges(tx, connection);
  });
  return found
    .filter((change) => change.object === object && change.kind !== 'added')
    .map(({ name, kind, now, usedBy, isFixed }) => ({ name, kind, now, usedBy, isFixed }));
};
const waiting = async () => (await sync.transaction(listRunsAwaitingApproval)).length;

/** Reads a stream while a field is described and refused, and then once it is granted. */
async function readOnRefused({ object, called, stream, field, sql }: Case, used: object): Promise<void> {
  const before = await stored({ sql });
  const grant = await refuse(object, field);
  const ids = sync.source.rows(object).map((row) => String(row['Gsid']));
  for (const [at, mode] of (['full', 'incremental'] as const).entries()) {
    sync.clock.advance(HOUR_MS);
    await sync.source.update(object, ids[at] ?? '', { ModifiedDate: sync.clock.now().toISOString() });
    assert.equal(await run(stream, mode), 'done', mode);
    assert.deepEqual(await stored({ sql }), before);
    assert.deepEqual(await changes(called), [{ ...used, kind: 'unreadable', now: null }]);
  }
  await grant();
  assert.equal(await run(stream, 'incremental'), 'done');
  assert.deepEqual([await changes(called), await stored({ sql })], [[], before]);
  const due = await sync.transaction((tx) => findStream(tx, stream));
  assert.deepEqual(due?.next_full_due_at, sync.clock.now(), 'what changed meanwhile is read');
}

for (const one of CUSTOM) {
  const { object, called, stream, field, place } = one;
  const used = { name: field, usedBy: [place], isFixed: false };

  test(`stops before it decides when a mapped field of ${object} has another name, and goes on once it is back`, async () => {
    const before = await stored(one);
    assert.ok(before.length >= 20, `${before.length} have a value`);
    await act('PATCH', object, field, { name: 'Elsewhere__gc' });
    const [row] = sync.source.rows(object);
    await sync.source.update(object, String(row?.['Gsid']), { Elsewhere__gc: '4711' });
    for (const mode of ['incremental', 'full', 'incremental'] as const) {
      assert.equal(await run(stream, mode), 'awaiting-approval source_field_removed', mode);
      assert.deepEqual(await stored(one), before);
    }
    assert.deepEqual(await changes(called), [{ ...used, kind: 'renamed', now: 'Elsewhere__gc' }]);
    const [asked, ...others] = await sync.transaction(listRunsAwaitingApproval);
    assert.ok(asked !== undefined && others.length === 0, 'asked once');
    await assert.rejects(sync.decide(asked, 'approve'), {
      code: 'source_field_removed',
    });
    await act('PATCH', object, 'Elsewhere__gc', { name: field });
    assert.equal(await run(stream, 'incremental'), 'done');
    const due = await sync.transaction((tx) => findStream(tx, stream));
    assert.deepEqual(due?.next_full_due_at, sync.clock.now(), 'what changed meanwhile is read');
    assert.equal(await run(stream, 'full'), 'done');
    assert.deepEqual([await changes(called), await waiting()], [[], 0]);
    assert.equal((await stored(one)).length, before.length);
  });

  test(`keeps every value of a mapped field of ${object} whose type changes, and tells of it`, async () => {
    const before = await stored(one);
    await act('PATCH', object, field, { type: 'NUMBER' });
    await run(stream, 'full');
    assert.equal((await stored(one)).length, before.length);
    assert.deepEqual(await changes(called), [{ ...used, kind: 'retyped', now: 'NUMBER' }]);
    await act('PATCH', object, field, { type: 'STRING' });
    sync.clock.advance(HOUR_MS);
    await run(stream, 'full');
    sync.clock.advance(HOUR_MS);
    await sync.save(config);
    assert.deepEqual(await changes(called), []);
  });

  test(`reads on without a mapped field of ${object} that is described and refused, and empties nothing`, () =>
    readOnRefused(one, used));

  test(`stops when a field of ${object} is suddenly empty, and goes on when a person approves`, async () => {
    const before = await stored(one);
    await fill(object, field, () => null);
    for (const mode of ['incremental', 'full'] as const) {
      assert.equal(await run(stream, mode), 'awaiting-approval source_field_emptied', mode);
      assert.deepEqual(await stored(one), before);
    }
    const [asked] = await sync.transaction(listRunsAwaitingApproval);
    assert.ok(asked);
    await sync.decide(asked, 'approve');
    assert.equal(await run(stream, 'full'), 'done');
    assert.deepEqual([await stored(one), await waiting()], [[], 0]);
  });
}

/** The standard fields that only fill a column, by how their values stand here. */
const FILLING: readonly Case[] = [
  {
    object: 'relationship',
    called: 'Relationship',
    stream: 'relationships',
    field: 'Csm',
    sql: `select gainsight_id as id, owner_gainsight_id as value from relationships where owner_gainsight_id is not null`,
  },
  {
    object: 'relationship_person',
    called: 'relationship_person',
    stream: 'stakeholders',
    field: 'Role',
    sql: `select gainsight_id as id, role as value from relationship_people where role is not null`,
  },
  {
    object: 'relationship_person',
    called: 'relationship_person',
    stream: 'stakeholders',
    field: 'Person_ID',
    sql: `select gainsight_id as id, person_gainsight_id as value from relationship_people`,
  },
  {
    object: 'relationship_person',
    called: 'relationship_person',
    stream: 'stakeholders',
    field: 'Active',
    sql: `select gainsight_id as id, is_active as value from relationship_people`,
  },
];

for (const one of FILLING) {
  const { object, called, stream, field } = one;
  const used = { name: field, usedBy: [stream], isFixed: true };

  test(`reads on without ${field} of ${object} where that is described and refused, and empties nothing`, () =>
    readOnRefused(one, used));

  test(`keeps what is known of ${field} of ${object} where Gainsight no longer lists it, and tells of it`, async () => {
    const before = await stored(one);
    assert.ok(before.length > 10, `${before.length} have a value`);
    {
      using _ = hide(object, field);
      assert.equal(await run(stream, 'full'), 'done');
      assert.deepEqual(await stored(one), before);
      const [told] = await changes(called);
      assert.deepEqual(told, { ...used, kind: 'removed', now: null });
    }
    sync.clock.advance(HOUR_MS);
    assert.equal(await run(stream, 'full'), 'done');
    assert.deepEqual([await changes(called), await stored(one)], [[], before]);
  });
}

for (const { object, called, stream, field } of [
  { object: 'relationship', called: 'Relationship', stream: 'relationships', field: 'CompanyId' },
  { object: 'relationship', called: 'Relationship', stream: 'relationships', field: 'Name' },
  { object: 'company_person', called: 'company_person', stream: 'stakeholders', field: 'Active' },
] as const) {
  const all = () => sync.transaction((tx) => tx.query(`select * from ${stream} order by id`));

  test(`decides no ${object} where ${field} is refused`, async () => {
    const before = await all();
    const grant = await refuse(object, field);
    for (const mode of ['full', 'incremental'] as const)
      assert.equal(await run(stream, mode), 'failed source_field_refused');
    assert.deepEqual(await all(), before);
    await grant();
    assert.equal(await run(stream, 'full'), 'done');
  });

  test(`decides no ${object} without ${field}, and says that it has to be restored`, async () => {
    const before = await all();
    {
      using _ = hide(object, field);
      const ended = await sync.run(stream, 'full');
      const { code, remedy } = storedFailure(ended);
      assert.deepEqual([ended.state, code], ['awaiting-approval', 'source_field_removed']);
      assert.match(String(remedy), /^Have the field restored in Gainsight/u);
      assert.deepEqual(await all(), before);
      const [told] = await changes(called);
      assert.deepEqual(told, { name: field, kind: 'removed', now: null, usedBy: [stream], isFixed: true });
      const [relationship] = sync.source.rows('relationship');
      const asked = { text: String(relationship?.['Gsid']), limit: 1 };
      const { explanation } = await sync.transaction((tx) => explain(tx, 'relationship', asked));
      assert.ok(explanation, 'what is known is explained all the same');
    }
    sync.clock.advance(HOUR_MS);
    assert.equal(await run(stream, 'full'), 'done');
    assert.deepEqual([await changes(called), await waiting()], [[], 0]);
  });
}
