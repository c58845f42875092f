/**
 * For tests: what a client of the sandbox reads, does and is told, whatever the positions of the sandbox's switches.
 * Every doubtful reading of the documents must come to the same values.
 */
import assert from 'node:assert/strict';
import { createStubClock } from '@handrail/http/testing';
import { createStillClock, type Sandbox, startSandbox, type SwitchSample } from '@handrail/sandbox';
import type { GainsightCredential } from './auth.ts';
import { createGainsightClient, type GainsightWriter } from './client.ts';
import { GainsightError, GainsightWriteRefused } from './errors.ts';
import type { ObjectDescription, ObjectSummary } from './resources/objects.ts';
import type { ReadableRecords } from './resources/readable-records.ts';
import { MISSING_FIELD } from './resources/timeline.ts';
import { parseValue } from './values.ts';

export { measurePageRead } from './testing/page-read-speed.ts';

/** A sandbox with a client, to be held to what was read under the default switches. */
export interface SwitchContract extends AsyncDisposable {
  /** Throws an AssertionError when anything a client sees differs under the sample's switches. */
  check(sample: SwitchSample): Promise<void>;
}

/** Later than any read lag of the sandbox, in ms. */
const AFTER_LAG_MS = 601_000;
/** A page that cuts every object into several. */
const PAGE_ROWS = 25;
const START = '2026-11-12T10:00:00Z';

/** Starts both and reads everything once under the default switches. */
export async function startSwitchContract(): Promise<SwitchContract> {
  const clock = createStillClock(START);
  const sandbox = await startSandbox({ port: 0, companies: 40, limits: 'off', clock });
  const client = clientOf(sandbox, m2mOf(sandbox));
  const written = await deleteTwoAndChooseTwo(sandbox, client);
  const bench: Bench = { sandbox, client, written, checks: 0 };
  const usual = { ...sandbox.context.switches };
  const expected = await readAll(bench);
  return {
    async check({ switches }) {
      Object.assign(sandbox.context.switches, switches);
      try {
        assert.deepEqual(await readAll(bench), expectedUnder(expected, switches.refusedObjects));
        await checkFailures(bench);
        await checkUpdate(bench);
        await checkTimeline(bench);
      } finally {
        Object.assign(sandbox.context.switches, usual);
        sandbox.context.faults.clear();
      }
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await sandbox.stop();
    },
  };
}

interface Bench {
  readonly sandbox: Sandbox;
  readonly client: GainsightWriter;
  /** Two companies that the checks write to, and no reading is compared on. */
  readonly written: readonly [string, string];
  /** Makes the ExternalIds of each check its own. */
  checks: number;
}

function m2mOf({ context }: Sandbox): GainsightCredential {
  const { m2mClientId: clientId, m2mClientSecret: clientSecret } = context.credentials;
  return { kind: 'm2m', clientId, clientSecret };
}

function clientOf(sandbox: Sandbox, credential: GainsightCredential): GainsightWriter {
  const http = { allowOrigins: [sandbox.gainsightUrl], clock: createStubClock(), random: () => 0 };
  return createGainsightClient({ origin: sandbox.gainsightUrl, credential, http, write: true });
}

async function deleteTwoAndChooseTwo(
  { gainsightUrl, context }: Sandbox,
  client: GainsightWriter,
): Promise<[string, string]> {
  const ids = (await itemsOf(client.companies.list())).map(({ gsid }) => gsid);
  for (const gsid of ids.slice(-2)) {
    // The client has no method that deletes a company.
    const headers = { accesskey: context.credentials.accessKey };
    const path = `${gainsightUrl}/v1/data/objects/Company/${gsid}`;
    const reply = await fetch(path, { method: 'DELETE', headers });
    assert.equal(reply.status, 200);
  }
  const [one, two] = ids;
  assert.ok(one !== undefined && two !== undefined);
  return [one, two];
}

/** Everything that an inbound run reads, each value in its one form. */
async function readAll(bench: Bench): Promise<Readonly<Record<string, unknown>>> {
  const { client, sandbox, written } = bench;
  const told = await client.probe({ objectName: 'Company', dateField: 'ModifiedDate' });
  const paging = told.ordersByGsid === true && told.joinsConditions === true ? 'gsid' : 'offset';
  const company = await client.objects.describe('Company');
  const tables: Record<string, unknown> = {};
  for (const name of RECORDS) tables[name] = await orCode(readTable(bench, client[name], paging));
  const compared = async (pages: Parameters<typeof itemsOf<{ readonly gsid: string }>>[0]) =>
    (await itemsOf(pages)).map(({ gsid }) => gsid).filter((gsid) => !written.includes(gsid));
  return {
    readsFilterDatesAsUtc: told.readsFilterDatesAsUtc,
    objects: namesOf(await client.objects.list()),
    objectsLite: namesOf(await client.objects.listLite()),
    company: await describedOf(client, company),
    many: (await client.objects.describeMany(['person', 'no_such_object', 'gsuser'])).map(
      ({ objectName, fields }) => [objectName, fields.length],
    ),
    ...tables,
    everything: await readEverything(client, company, paging, written),
    changed: await compared(
      client.companies.list({ modifiedSince: new Date('2026-10-01T00:00:00.500Z'), paging }),
    ),
    byGsid: await compared(client.companies.byGsid([...written, 'no such id'], { fields: ['Name'] })),
    deletions: await deletionsOf(client, sandbox),
    nothing: (await client.query('Company', { select: ['Gsid'], where: [NOBODY], limit: 5 })).rows,
    noActivity: await client.timeline.findByExternalId('none'),
  };
}

/** Every tenant has these objects; the log of high-volume ones is one that some lack, and that nothing of ours reads. */
function namesOf(objects: readonly ObjectSummary[]): string[] {
  return objects
    .map(({ objectName }) => objectName)
    .filter((name) => name !== 'record_delete_log_high_volume');
}

const NOBODY = { name: 'Name', operator: 'EQ', value: ['nobody is called this'] } as const;

const RECORDS = [
  'companies',
  'relationships',
  'relationshipTypes',
  'people',
  'companyPeople',
  'relationshipPeople',
  'users',
  'companyTeam',
  'picklistRecords',
] as const;

/** What a relationship switched off looks like; all else stays as it is. */
function expectedUnder(
  usual: Readonly<Record<string, unknown>>,
  refusedObjects: readonly string[],
): Readonly<Record<string, unknown>> {
  return refusedObjects.includes('relationship')
    ? { ...usual, relationships: 'gainsight_object_refused' }
    : usual;
}

async function orCode<T>(answer: Promise<T>): Promise<T | string> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof GainsightError) return thrown.code;
    throw thrown;
  }
}

/** An object by its typed method: properties without the row, and nothing unreadable. */
async function readTable(
  { client, written }: Bench,
  records: ReadableRecords<{ readonly gsid: string; readonly row: unknown }>,
  paging: 'gsid' | 'offset',
): Promise<unknown[]> {
  const fields = records.fieldsIn(await client.objects.describe(records.objectName));
  const items: unknown[] = [];
  for await (const page of records.list({ fields, paging, limit: PAGE_ROWS })) {
    assert.deepEqual(page.unreadable, []);
    for (const { row: _row, ...item } of page.items) if (!written.includes(item.gsid)) items.push(item);
  }
  return items;
}

/** Every described field of the companies that nothing writes to, read by its type. */
async function readEverything(
  client: GainsightWriter,
  { fields }: ObjectDescription,
  paging: 'gsid' | 'offset',
  written: readonly string[],
): Promise<unknown[]> {
  const select = fields.map(({ fieldName }) => fieldName);
  const read: unknown[] = [];
  for await (const { rows } of client.queryPages('Company', { select, paging, limit: PAGE_ROWS }))
    for (const row of rows) {
      const values = fields.map(({ fieldName, dataType }) => parseValue(dataType, row[fieldName]));
      assert.ok(!values.includes(undefined));
      if (!written.includes(String(row['Gsid']))) read.push(values);
    }
  return read;
}

/** A description with every picklist's items, from its category where describe lists none. */
async function describedOf(client: GainsightWriter, { fields }: ObjectDescription): Promise<unknown[]> {
  const described: unknown[] = [];
  for (const { options, ...field } of fields) {
    const items =
      options.length === 0 && field.picklistCategoryId !== null
        ? (await client.picklists.category(field.picklistCategoryId)).items.map(({ gsid }) => gsid)
        : options.map(({ value }) => value);
    described.push({ ...field, items });
  }
  return described;
}

async function deletionsOf(client: GainsightWriter, { context }: Sandbox): Promise<unknown[]> {
  const found: unknown[] = [];
  const since = new Date(context.clock.now().getTime() - 14 * 86_400_000);
  for await (const page of client.deletions.list({ objectName: 'Company', since })) found.push(...page);
  return found;
}

async function checkFailures({ client, sandbox }: Bench): Promise<void> {
  await assert.rejects(client.objects.describe('no_such_object'), { code: 'gainsight_object_not_found' });
  const unknownField = client.query('Company', { select: ['Gsid', 'No_Such_Field__gc'], limit: 1 });
  await assert.rejects(unknownField, { code: 'gainsight_bad_query' });
  const key = clientOf(sandbox, { kind: 'access-key', accessKey: sandbox.context.credentials.accessKey });
  const entered = await orCode(key.checkCredential().then(() => 'in'));
  await key.close();
  assert.equal(
    entered,
    sandbox.context.switches.accessKeyFrom === 'anywhere' ? 'in' : 'gainsight_ip_refused',
  );

  sandbox.context.faults.add({ kind: 'too-many', vendor: 'gainsight', path: 'query/Company', times: 1 });
  const patient = clientOf(sandbox, m2mOf(sandbox));
  await patient.checkCredential();
  await patient.close();
  sandbox.context.faults.clear();
}

/** All or none, seen after the lag; the refused record by its place. */
async function checkUpdate(bench: Bench): Promise<void> {
  const { client, sandbox, written } = bench;
  const [one, two] = written;
  bench.checks += 1;
  const records = [
    { Gsid: one, Employees: bench.checks },
    { Gsid: two, Employees: bench.checks + 1 },
  ];
  assert.equal((await client.companies.update({ keys: ['Gsid'], records })).count, 2);
  const bad = [
    { Gsid: one, Stage: null },
    { Gsid: two, Stage: 'no such stage' },
  ];
  const refused: unknown = await client.companies
    .update({ keys: ['Gsid'], records: bad })
    .catch((thrown: unknown) => thrown);
  assert.ok(refused instanceof GainsightWriteRefused);
  assert.deepEqual(
    refused.rows.map(({ index, errors }) => [index, errors[0]?.code, errors[0]?.field]),
    [[1, 'GSOBJ_1012', 'Stage']],
  );
  const unknown = client.companies.update({ keys: ['Gsid'], records: [{ Gsid: 'none', Employees: 1 }] });
  await assert.rejects(unknown, { code: 'gainsight_write_refused' });
  sandbox.context.clock.advance(AFTER_LAG_MS);
  const found = await itemsOf(client.companies.byGsid(written, { fields: ['Employees'] }));
  assert.deepEqual(new Map(found.map(({ gsid, row }) => [gsid, row['Employees']])), valuesOf(records));
}

function valuesOf(records: readonly { readonly Gsid: string; readonly Employees: number }[]) {
  return new Map(records.map(({ Gsid, Employees }) => [Gsid, Employees]));
}

/** Saved once, found after the lag, changed by its ExternalId, deleted by the id of the save. */
async function checkTimeline(bench: Bench): Promise<void> {
  const { client, sandbox, written } = bench;
  const { requiredActivityFields, externalIdRepeat } = sandbox.context.switches;
  const [author] = (await client.query('GsUser', { select: ['Gsid'], limit: 1 })).rows;
  bench.checks += 1;
  const record = {
    ExternalId: `hr1-switches-${bench.checks}-0`,
    ContextName: 'Company',
    TypeName: 'Meeting',
    Subject: 'Quarterly review',
    Notes: '<p>Send the plan</p>',
    AuthorId: author?.['Gsid'],
    GsCompanyId: written[0],
  };
  const [first] = await client.timeline.save({ records: [record] });
  if (requiredActivityFields.length > 0)
    assert.ok(first?.state === 'refused' && first.refusals[0]?.code === MISSING_FIELD);
  const required = Object.fromEntries(requiredActivityFields.map((field) => [field, 'Renewal']));
  const whole = { ...record, ...required };
  const [saved] =
    requiredActivityFields.length > 0 ? await client.timeline.save({ records: [whole] }) : [first];
  assert.equal(saved?.state, 'saved');
  const [repeat] = await client.timeline.save({ records: [whole] });
  assert.equal(repeat?.state, externalIdRepeat === 'refused' ? 'duplicate' : 'saved');
  sandbox.context.clock.advance(AFTER_LAG_MS);
  const found = await client.timeline.findByExternalIdPrefix(`hr1-switches-${bench.checks}-`);
  assert.equal(found.length, externalIdRepeat === 'refused' ? 1 : 2);
  for (const activity of found) {
    assert.equal(activity.externalId, record.ExternalId);
    assert.equal(activity.subject, record.Subject);
    assert.equal(activity.notes, record.Notes);
    assert.equal(activity.gsCompanyId, record.GsCompanyId);
    assert.equal(activity.authorId, record.AuthorId);
  }
  const change = { ExternalId: record.ExternalId, Subject: 'Changed' };
  const [changed] = await client.timeline.update('externalid', { records: [change] });
  assert.equal(changed?.state, 'saved');
  sandbox.context.clock.advance(AFTER_LAG_MS);
  assert.ok(
    (await client.timeline.findByExternalId(record.ExternalId)).some(({ subject }) => subject === 'Changed'),
  );
  const ids = [saved, repeat].flatMap((outcome) =>
    outcome?.state === 'saved' && outcome.activityId !== null ? [outcome.activityId] : [],
  );
  await client.timeline.delete(ids);
  sandbox.context.clock.advance(AFTER_LAG_MS);
  assert.deepEqual(await client.timeline.findByExternalId(record.ExternalId), []);
}

async function itemsOf<Item>(
  pages: AsyncIterable<{ readonly items: readonly Item[]; readonly unreadable: readonly unknown[] }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    assert.deepEqual(page.unreadable, []);
    items.push(...page.items);
  }
  return items;
}
