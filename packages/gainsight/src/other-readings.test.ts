import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStubClock, type StubServer } from '@handrail/http/testing';
import { createGainsightClient, type GainsightWriter } from './client.ts';
import { parseItems } from './values.ts';
import { OTHER_DATE_MS, OTHER_IDS, startOtherTenant } from './testing/other-tenant.ts';

/** A tenant unlike the sandbox, within what the reference allows: nothing of it may cost a value. */
let tenant: StubServer;
let client: GainsightWriter;
const [FIRST = '', SECOND = '', THIRD = ''] = OTHER_IDS;
const MODIFIED = new Date(OTHER_DATE_MS);

before(async () => {
  tenant = await startOtherTenant();
  const http = { allowOrigins: [tenant.origin], clock: createStubClock(), random: () => 0 };
  const credential = { kind: 'access-key', accessKey: 'key' } as const;
  client = createGainsightClient({ origin: tenant.origin, credential, http, write: true });
});
after(async () => {
  await client.close();
  await tenant.close();
});

async function allOf<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

test('waits out a limit told in a 200 and one without Retry-After, then is in', async () => {
  const { requestId } = await client.checkCredential();
  assert.equal(requestId, null);
  assert.equal(tenant.requests.length, 3);
});

for (const paging of ['gsid', 'offset'] as const) {
  test(`reads companies by ${paging} from a bare list with words for numbers and epochs for dates`, async () => {
    const fields = ['Name', 'Arr', 'ParentCompany', 'RenewalDate', 'ModifiedDate', 'Tags'];
    const pages = await allOf(client.companies.list({ fields, paging, limit: 2 }));
    assert.deepEqual(
      pages.flatMap(({ unreadable }) => unreadable),
      [],
    );
    const items = pages.flatMap((page) => page.items);
    assert.deepEqual(
      items.map(({ gsid, name, arr, parentCompany, renewalDate, modifiedDate }) => [
        gsid,
        name,
        arr,
        parentCompany,
        renewalDate?.toISOString(),
        modifiedDate?.getTime(),
      ]),
      [
        [FIRST, 'Lindqvist AB', 48_000, null, undefined, OTHER_DATE_MS],
        [SECOND, 'Holm & Söner', null, FIRST, undefined, OTHER_DATE_MS],
        [THIRD, '', 12.5, null, '2027-03-31T00:00:00.000Z', OTHER_DATE_MS],
      ],
    );
    assert.deepEqual(
      items.map(({ row }) => parseItems(row['Tags'])),
      [['1I00A', '1I00B'], [], ['1I00A', '1I00B']],
    );
  });
}

test('reads by id, since a date, flags in words, and objects without rows', async () => {
  const [byGsid] = await allOf(client.companies.byGsid([SECOND, 'none']));
  assert.deepEqual(
    byGsid?.items.map(({ gsid }) => gsid),
    [SECOND],
  );
  const since = async (modifiedSince: Date) =>
    (await allOf(client.companies.list({ modifiedSince }))).flatMap(({ items }) => items).length;
  assert.equal(await since(MODIFIED), 3);
  assert.equal(await since(new Date(OTHER_DATE_MS + 2_000)), 0);
  const [people] = await allOf(client.companyPeople.list());
  assert.equal(people?.items[0]?.isActive, true);
  assert.equal(people?.items[0]?.isPrimaryCompany, null);
  const [users] = await allOf(client.users.list());
  assert.deepEqual(users?.unreadable, []);
  assert.equal(users?.items[0]?.gsid, '1P01X');
  for (const records of [
    client.people,
    client.relationships,
    client.relationshipTypes,
    client.relationshipPeople,
    client.companyTeam,
    client.picklistRecords,
  ]) {
    assert.deepEqual(
      (await allOf<{ items: readonly unknown[] }>(records.list())).flatMap(({ items }) => items),
      [],
    );
  }
});

test('probes it as able to do all', async () => {
  assert.deepEqual(await client.probe({ objectName: 'Company', dateField: 'ModifiedDate' }), {
    joinsConditions: true,
    ordersByGsid: true,
    readsFilterDatesAsUtc: true,
  });
});

test('lists and describes objects in capitals, fields without meta, flags and lengths in words', async () => {
  const names = ['COMPANY', 'person'];
  assert.deepEqual(
    (await client.objects.list()).map(({ objectName }) => objectName),
    names,
  );
  assert.deepEqual(
    (await client.objects.listLite()).map(({ label }) => label),
    names,
  );
  const [described] = await client.objects.describeMany(['Company']);
  assert.deepEqual(described, await client.objects.describe('company'));
  const fields = new Map(described?.fields.map((field) => [field.fieldName, field]));
  assert.equal(fields.size, 8);
  assert.equal(fields.get('Arr')?.isUpdateable, true);
  assert.equal(fields.get('Arr')?.isRequired, false);
  assert.equal(fields.get('Arr')?.length, 18);
  assert.equal(fields.get('Gsid')?.isUpdateable, null);
  assert.equal(fields.get('Region__gc')?.isCustom, true);
  assert.deepEqual(fields.get('Csm')?.lookup, { name: 'Csm__gr', objects: [] });
  assert.equal(fields.get('Untyped')?.dataType, '');
  const { items, isMultiSelect } = await client.picklists.category(
    fields.get('Tags')?.picklistCategoryId ?? '',
  );
  assert.equal(isMultiSelect, true);
  assert.deepEqual(
    items.map(({ gsid, name, isActive }) => [gsid, name, isActive]),
    [
      ['1I00A', 'Key', true],
      ['1I00B', 'Old', false],
    ],
  );
});

test('reads deletions whose object is spelled otherwise', async () => {
  const [deletions] = await allOf(client.deletions.list({ objectName: 'COMPANY', since: new Date(0) }));
  assert.deepEqual(
    deletions?.map(({ recordId }) => recordId),
    ['1P02GONE'],
  );
});

test('updates, and takes a count in digits for the count', async () => {
  const records = [
    { Gsid: FIRST, Arr: 1 },
    { Gsid: SECOND, Arr: 2 },
  ];
  const updated = await client.companies.update({ keys: ['Gsid'], records });
  assert.equal(updated.count, 2);
  assert.equal(updated.records.length, 2);
});

test('saves, finds, updates and deletes activities by ids that are no Gsids', async () => {
  const records = ['a', 'b', 'c'].map((ExternalId) => ({ ExternalId }));
  const outcomes = [
    { externalId: 'a', state: 'saved', activityId: '9b1d-not-a-gsid' },
    {
      externalId: 'b',
      state: 'refused',
      refusals: [
        { code: 'GS_TL_10_0213', message: 'no author' },
        { code: null, message: null },
      ],
    },
    { externalId: 'c', state: 'unanswered' },
  ];
  assert.deepEqual(await client.timeline.save({ records }), outcomes);
  assert.deepEqual(await client.timeline.update('activityid', { records }), outcomes);
  await client.timeline.delete(['9b1d-not-a-gsid']);
  const [found] = await client.timeline.findByExternalId('hr1-other-1');
  assert.equal(found?.activityDate?.getTime(), OTHER_DATE_MS);
  assert.equal(found?.authorId, null);
  assert.equal((await client.timeline.findByExternalIdPrefix('hr1-')).length, 1);
});
