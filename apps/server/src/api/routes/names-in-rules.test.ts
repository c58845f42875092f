// A rule names users and companies as people do; what names nobody, or more than one, decides about no account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  countDraft,
  getConfig,
  listFields,
  listFieldValues,
  listAccounts,
  previewConfig,
  readInventory,
  saveConfig,
  syncStream,
  validateConfig,
} from '@handrail/contract';
import type { ReplyOf } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const api = await startApiTest(import.meta.url, { sandbox: { companies: 40 } });
const rowsOf = (object: string) => api.sandbox.context.world.objects.get(object)?.rows ?? [];
const textOf = (row: Readonly<Record<string, unknown>> | undefined, field: string) => String(row?.[field]);

const users = rowsOf('gsuser').filter((user) => user['IsActiveUser'] === true);
const isOfMany = (user: (typeof users)[number]) =>
  rowsOf('company').some((company) => company['Csm'] === user['Gsid']);
const [mara, twin, ...others] = users.filter(isOfMany);
const leaver = others[0];
const parent = rowsOf('company').find((company) => company['ParentCompany'] === null);
const [child, namesake] = rowsOf('company').filter((company) => company !== parent);
assert.ok(mara && twin && leaver && parent && child && namesake);

async function atGainsight(object: string, id: string, values: object): Promise<void> {
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/${object}/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  assert.ok(reply.ok, await reply.text());
}

const documentOf = (field: string, ...values: readonly string[]) => ({
  ...INBOUND,
  accounts: { import: 'matching', filter: { and: [{ field, op: 'in', value: values }] } },
});

const issuesOf = async (document: object) =>
  (await api.call(validateConfig, { body: { document: { ...document } } })).issues;

/** What each value is refused for; Save, Preview and the live count refuse it for the same. */
const refusedFor = async (field: string, ...values: readonly string[]) => {
  const document = documentOf(field, ...values);
  const { version } = await api.call(getConfig, {});
  const issues = await issuesOf(document);
  const refusals = [
    await api.refusal(saveConfig, { body: { basedOn: version, document } }),
    await api.refusal(previewConfig, { body: { document } }),
    await api.refusal(countDraft, { body: { document } }),
  ];
  for (const refusal of refusals) assert.deepEqual(refusal.issues, issues);
  const at = (path: string) => Number(/value\[(\d+)\]$/u.exec(path)?.[1]);
  return issues.map(({ path, message }) => `${values[at(path)]}: ${message}`);
};

const counted = async (field: string, ...values: readonly string[]) =>
  (await api.call(countDraft, { body: { document: documentOf(field, ...values) } })).imported;

test('before anybody was read no name is taken, and an id with a warning', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  const [name, address, id] = [textOf(mara, 'Name'), textOf(mara, 'Email'), textOf(mara, 'Gsid')];
  const issues = await issuesOf(documentOf('Csm', name, address, id));
  assert.deepEqual(
    issues.map(({ path, message }) => [path.at(-2), /no user of Gainsight was read yet/u.test(message)]),
    [
      ['0', true],
      ['1', true],
    ],
  );
  const document = documentOf('Csm', id);
  const { isValid, warnings } = await api.call(validateConfig, { body: { document } });
  assert.deepEqual([isValid, warnings.map(({ path }) => path)], [true, ['accounts.filter.and[0].value[0]']]);
});

test('a user is named by address, by id or by a name that is theirs alone, and by nothing else', async () => {
  await api.call(saveConfig, { body: { basedOn: 0, document: INBOUND } });
  await api.call(syncStream, { params: { name: 'users' }, body: { mode: 'full' } });
  await api.workRuns();
  await api.call(readInventory, {});
  await api.workRuns();
  const own = rowsOf('company').filter((company) => company['Csm'] === mara['Gsid']).length;
  const [name, address, id] = [textOf(mara, 'Name'), textOf(mara, 'Email'), textOf(mara, 'Gsid')];
  assert.deepEqual(
    await Promise.all([
      counted('Csm', address),
      counted('Csm', id),
      counted('Csm', ` ${name.toUpperCase()} `),
    ]),
    [own, own, own],
  );
  const [given = ''] = name.split(' ');
  assert.match(
    String(await refusedFor('Csm', address, given)),
    new RegExp(
      `^${given}: no user of Gainsight .* name or id ${given}; nearest: .*${name} \\(${address}\\)`,
      'u',
    ),
  );
  assert.deepEqual(await refusedFor('Csm', '1P01NOBODYNOBODYNOBODYNOBODYNOBODY00'), [
    '1P01NOBODYNOBODYNOBODYNOBODYNOBODY00: no user of Gainsight that was read has the name or id 1P01NOBODYNOBODYNOBODYNOBODYNOBODY00',
  ]);
  assert.match(
    String(await refusedFor('Csm', `${given}@nowhere.example`)),
    new RegExp(`no active user of Gainsight that was read has the address .*; nearest: .*${address}`, 'u'),
  );
});

test('a name that two users have, and one who left, are told with what says who is meant', async () => {
  await atGainsight('gsuser', textOf(twin, 'Gsid'), { Name: textOf(mara, 'Name') });
  await atGainsight('gsuser', textOf(leaver, 'Gsid'), { IsActiveUser: false });
  api.clock.advance(60_000);
  await api.call(syncStream, { params: { name: 'users' }, body: { mode: 'full' } });
  await api.workRuns();
  const name = textOf(mara, 'Name');
  const [ofTwins, ...none] = await refusedFor('Csm', name);
  assert.deepEqual(none, []);
  for (const user of [mara, twin])
    assert.ok(ofTwins?.includes(`${name} (${textOf(user, 'Email')})`), ofTwins);
  assert.match(String(ofTwins), /2 users of Gainsight are called/u);
  const left = String(await refusedFor('Csm', textOf(leaver, 'Name')));
  assert.match(left, /is no active user of Gainsight/u);
  assert.ok(left.includes(textOf(leaver, 'Gsid')), left);
  assert.ok(((await counted('Csm', textOf(leaver, 'Gsid'))) ?? 0) > 0);
});

test('a company is named by id or by a name that is its alone, also where the filter keeps it out', async () => {
  await atGainsight('company', textOf(child, 'Gsid'), { ParentCompany: textOf(parent, 'Gsid') });
  await atGainsight('company', textOf(namesake, 'Gsid'), { Name: textOf(child, 'Name') });
  api.clock.advance(60_000);
  await api.call(syncStream, { params: { name: 'accounts' }, body: { mode: 'full' } });
  await api.call(readInventory, {});
  await api.workRuns();
  const [name, id] = [textOf(parent, 'Name'), textOf(parent, 'Gsid')];
  const own = await counted('ParentCompany', id);
  assert.ok(own !== null && own > 0);
  assert.equal(await counted('ParentCompany', name), own);
  assert.match(
    String(await refusedFor('ParentCompany', 'nonsense of nobody')),
    /no company of Gainsight that was read has the name or id nonsense of nobody$/u,
  );
  const twice = String(await refusedFor('ParentCompany', textOf(child, 'Name')));
  assert.match(twice, /2 companies of Gainsight are called .* so the id has to say which/u);

  const { version } = await api.call(getConfig, {});
  await api.call(saveConfig, { body: { basedOn: version, document: documentOf('ParentCompany', name) } });
  await api.workRuns();
  const { items } = await api.call(listAccounts, { query: { limit: 100 } });
  assert.equal(items.length, own);
  // The parent itself is out by now, and its name means it still.
  assert.deepEqual(await issuesOf(documentOf('ParentCompany', name)), []);
});

test('users and companies are found by a part of a name, each with what a rule takes for it', async () => {
  const { items: fields } = await api.call(listFields, { query: {} });
  const holds = (name: string) => fields.find((field) => field.name === name)?.holds;
  assert.deepEqual([holds('Csm'), holds('ParentCompany'), holds('Name')], ['users', 'companies', null]);
  const find = async (field: string, search: string) =>
    (await api.call(listFieldValues, { query: { field, search } })).items;

  const [name, address] = [textOf(mara, 'Name'), textOf(mara, 'Email')];
  const byPart = await find('Csm', name.slice(1).toUpperCase());
  assert.deepEqual(byPart.map(({ value }) => value).toSorted(), [address, textOf(twin, 'Email')].toSorted());
  assert.deepEqual(await find('Csm', address), [{ value: address, name, address, isActive: true }]);
  const [left] = await find('Csm', textOf(leaver, 'Email'));
  assert.deepEqual([left?.value, left?.isActive], [textOf(leaver, 'Gsid'), false]);

  const [alone] = await find('ParentCompany', textOf(parent, 'Gsid'));
  assert.deepEqual([alone?.value, alone?.name], [textOf(parent, 'Name'), textOf(parent, 'Name')]);
  assert.deepEqual(
    (await find('ParentCompany', textOf(child, 'Name'))).map(({ value }) => value).toSorted(),
    [textOf(child, 'Gsid'), textOf(namesake, 'Gsid')].toSorted(),
  );
  assert.deepEqual(await find('Name', 'a'), []);

  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = { field: 'ParentCompany', limit: 7, ...(cursor === '' ? {} : { cursor }) };
    const page: ReplyOf<typeof listFieldValues> = await api.call(listFieldValues, { query });
    paged.push(...page.items.map(({ value }) => value));
    cursor = page.nextCursor;
  }
  assert.deepEqual([paged.length, new Set(paged).size], [40, 40]);
  for (const values of [paged, [address, String(left?.value)]])
    assert.deepEqual(await issuesOf(documentOf(values === paged ? 'ParentCompany' : 'Csm', ...values)), []);
});

test('a rule of the status is held to the same', async () => {
  const churned = { field: 'Csm', op: 'eq', value: 'nobody' };
  const issues = await issuesOf({ ...INBOUND, status: { ...INBOUND.status, churned } });
  assert.deepEqual(
    issues.map(({ path }) => path),
    ['status.churned.value'],
  );
});
