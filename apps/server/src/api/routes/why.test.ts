import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as e from '@handrail/contract';
import type { Explanation, ReplyOf, RunRecord } from '@handrail/contract';
import type { ExplainedNoun } from '@handrail/core';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 60 } });
await api.makeLoop();
const rows = (name: string) => api.sandbox.context.world.objects.get(name)?.rows ?? [];
const company = (status: string) =>
  rows('company').find((row) => row['Name'] !== 'Brightwater' && statusOf(row) === status);

async function ask(noun: ExplainedNoun, subject: unknown) {
  return api.call(e.explainSubject, { params: { noun }, query: { subject: String(subject) } });
}

async function why(noun: ExplainedNoun, subject: unknown): Promise<Explanation> {
  const { explanation, matches } = await ask(noun, subject);
  assert.ok(explanation !== null, JSON.stringify(matches));
  return explanation;
}

const reasonOf = (explanation: Explanation, label: string) =>
  explanation.reasons.find((reason) => reason.label === label);

function statusOf(row: Readonly<Record<string, unknown>>): string {
  const value = row['Status'];
  const field = fields.find(({ name }) => name === 'Status');
  return field?.options?.find((option) => option.value === value)?.label ?? String(value);
}

const { items: fields } = await api.call(e.listFields, { query: { object: 'Company' } });

test('says that everything is imported while no filter is set, and where each field comes from', async () => {
  const [first] = rows('company');
  const found = await why('account', first?.['Gsid']);
  assert.equal(found.standing, 'present');
  assert.equal(found.answer, 'Imported: all accounts are, no filter is set.');
  assert.match(
    reasonOf(found, 'Decided by')?.text ?? '',
    /^run #\d+ of accounts \(full, configuration version 1\)$/,
  );
  const name = found.fields.find(({ field }) => field === 'name');
  assert.equal(name?.value, first?.['Name']);
  assert.deepEqual([name?.source?.object, name?.source?.field], ['Company', 'Name']);
  assert.match(name?.change?.cause ?? '', /^Read from Gainsight by run #\d+ of accounts/);
});

test('names the rule and the value that keep an account out, also by a name in any letter case', async () => {
  const churned = company('Churn');
  const active = company('Active');
  assert.ok(churned && active, 'the world has both');
  const { version } = await api.call(e.getConfig, {});
  const filter = { and: [{ field: 'Status', op: 'in', value: ['Active'] }] };
  const document = { ...TEST_DOCUMENT, accounts: { import: 'matching', filter } };
  await api.call(e.saveConfig, { body: { basedOn: version, document } });
  await api.workRuns();

  const out = await why('account', String(churned['Name']).toUpperCase());
  assert.equal(out.standing, 'filtered');
  assert.equal(out.answer, 'Filtered out because “Status is one of Active” does not hold: Status is Churn.');
  const run = reasonOf(out, 'Decided by');
  assert.match(run?.text ?? '', /configuration version 2\)$/);
  assert.equal(run?.link?.to, 'run');
  assert.ok(out.remedy !== null);
  const there = (field: string) => {
    const { value, isKept } = out.fields.find((one) => one.field === field)?.source ?? {};
    return [value, isKept];
  };
  assert.deepEqual(there('name'), [churned['Name'], true]);
  assert.deepEqual(there('status'), ['Churn', true]);
  assert.deepEqual(there('arr'), [null, false]);
  const inside = await why('account', active['Gsid']);
  assert.equal(inside.answer, 'Imported because “Status is one of Active” holds: Status is Active.');
});

test('says of what left with its account which values are kept, and which are not', async () => {
  const outIds = new Set(rows('company').flatMap((row) => (statusOf(row) === 'Churn' ? [row['Gsid']] : [])));
  const relationship = rows('relationship').find((row) => outIds.has(row['CompanyId']));
  const tie = rows('company_person').find((row) => outIds.has(row['Company_ID']));
  assert.ok(relationship && tie);
  api.clock.advance(3_600_000);
  await api.workRuns();
  for (const [noun, row, field] of [
    ['relationship', relationship, 'arr'],
    ['stakeholder', tie, 'title'],
  ] as const) {
    const out = await why(noun, row['Gsid']);
    assert.equal(out.standing, 'filtered');
    const there = (name: string) => out.fields.find((one) => one.field === name)?.source;
    assert.deepEqual([there('name')?.value, there('name')?.isKept], [out.name, true], noun);
    assert.deepEqual([there(field)?.value, there(field)?.isKept], [null, false], noun);
  }
});

test('answers for a name that never came in, and with what may be meant for a part of several names', async () => {
  const newcomer = `Never In ${rows('company').length}`;
  const status = company('Churn')?.['Status'];
  await insert('Company', { Name: newcomer, Status: status });
  await insert('Company', { Name: `${newcomer} East`, Status: status });
  api.clock.advance(3_600_000);
  await api.workRuns();
  const found = await why('account', newcomer);
  assert.deepEqual([found.id, found.standing, found.name], [null, 'filtered', newcomer]);
  assert.deepEqual(found.fields, []);
  const several = await ask('account', 'never in');
  assert.equal(several.explanation, null);
  assert.deepEqual(
    several.matches.map(({ name, standing }) => [name, standing]),
    [
      [newcomer, 'filtered'],
      [`${newcomer} East`, 'filtered'],
    ],
  );
  assert.deepEqual(await ask('account', 'nobody has this name'), { matches: [], explanation: null });
});

test('lists the records of a run by outcome, page by page, searched by name, with the rule of those kept out', async () => {
  const { items: runs } = await api.call(e.listRuns, { query: { stream: 'accounts', limit: 50 } });
  const decided = runs.findLast((run) => run.configVersion === 2);
  assert.ok(decided);
  const read = async (outcome: (typeof e.RUN_OUTCOMES)[number], search?: string) => {
    const found: RunRecord[] = [];
    const query = { run: decided.id, outcome, limit: 7, ...(search === undefined ? {} : { search }) };
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: ReplyOf<typeof e.listRunRecords> = await api.call(e.listRunRecords, {
        query: { ...query, ...(cursor && { cursor }) },
      });
      found.push(...page.items);
      cursor = page.nextCursor;
      if (cursor === null) assert.equal(found.length, page.total);
    }
    return found;
  };
  const churned = company('Churn');
  const out = await read('filtered');
  assert.ok(out.length > 7);
  assert.equal(new Set(out.map(({ gainsightId }) => gainsightId)).size, out.length);
  assert.ok(out.every(({ event }) => event === 'left'));
  const [one, ...others] = await read('filtered', String(churned?.['Name']));
  assert.deepEqual([one?.gainsightId, others.length], [churned?.['Gsid'], 0]);
  assert.match(
    one?.reason ?? '',
    /^Filtered out because “Status is one of Active” does not hold: Status is Churn/,
  );
  const kept = await read('unchanged');
  assert.deepEqual([kept.length, out.length], [decided.counts.unchanged, decided.counts.filtered]);
  assert.ok(kept.length > 0 && kept.every(({ event }) => event === 'decided'));
  assert.equal((await read('changed')).length, decided.counts.changed);
  assert.deepEqual(await read('held'), []);
  assert.deepEqual(await read('set-aside'), []);
});

test('tells a value set by hand, who set it, and that it is by hand', async () => {
  const active = company('Active');
  const account = await why('account', active?.['Gsid']);
  const params = { id: account.id ?? '', field: 'region' };
  await api.call(e.setAccountField, { params, body: { value: 'Mars' } });
  const found = await why('account', account.id);
  const region = found.fields.find(({ field }) => field === 'region');
  assert.deepEqual([region?.value, region?.change?.cause], ['Mars', 'A person, by hand']);
  assert.equal(region?.change?.after, 'Mars');
  assert.ok(region?.manual?.by);
});

test('names the users and companies of a value set by hand and of what it replaced', async () => {
  const [child, ...others] = rows('company').filter((row) => statusOf(row) === 'Active');
  const parents = others.slice(0, 2);
  const { id } = await why('account', child?.['Gsid']);
  const params = { id: id ?? '', field: 'parent' };
  for (const parent of parents)
    await api.call(e.setAccountField, { params, body: { value: String(parent['Gsid']) } });
  const { fields: origins } = await why('account', id);
  const { change } = origins.find(({ field }) => field === 'parent') ?? {};
  assert.deepEqual(
    [change?.before, change?.after],
    parents.map((parent) => parent['Name']),
  );
  await api.call(e.releaseAccountField, { params });
});

test('knows an account that was named by hand by its name in Gainsight, too', async () => {
  const active = company('Active');
  const { id } = await why('account', active?.['Gsid']);
  const params = { id: id ?? '', field: 'name' };
  await api.call(e.setAccountField, { params, body: { value: 'Named Here' } });
  for (const name of ['named here', active?.['Name']]) assert.equal((await why('account', name)).id, id);
  await api.call(e.releaseAccountField, { params });
});

test('says for relationships and stakeholders that they stand and fall with their account', async () => {
  const kept = new Set(
    rows('company')
      .filter((row) => statusOf(row) === 'Active')
      .map((row) => row['Gsid']),
  );
  const inside = rows('relationship').find((row) => kept.has(row['CompanyId']));
  const outside = rows('relationship').find((row) => !kept.has(row['CompanyId']));
  assert.ok(inside && outside);
  const here = await why('relationship', inside['Gsid']);
  assert.equal(here.standing, 'present');
  assert.match(here.answer, /^Imported with its account, /);
  assert.equal(here.fields.find(({ field }) => field === 'name')?.value, inside['Name']);
  const there = await why('relationship', outside['Gsid']);
  assert.deepEqual([there.standing, there.remedy], ['filtered', 'It comes in when its account does.']);
  const account = await why('account', outside['CompanyId']);
  const wasIn = rows('company_person').find(
    (row) => row['Company_ID'] === outside['CompanyId'] && row['Active'] === true,
  );
  const gone = await why('stakeholder', wasIn?.['Gsid']);
  assert.equal(gone.standing, 'filtered');
  for (const told of [there, gone]) {
    const { text, link } = reasonOf(told, 'Decided by') ?? {};
    assert.match(text ?? '', /^run #\d+ of accounts /);
    assert.deepEqual(link, reasonOf(account, 'Decided by')?.link, 'the run that put the account out');
  }
  const tie = rows('company_person').find((row) => kept.has(row['Company_ID']) && row['Active'] === true);
  const person = await why('stakeholder', tie?.['Gsid']);
  assert.equal(person.standing, 'present');
  assert.match(person.answer, /^Shown because Gainsight ties the person to /);
  assert.equal(person.fields.find(({ field }) => field === 'email')?.source?.object, 'person');

  const defaultsOf = ({ fields: told }: Explanation) =>
    told.flatMap(({ field, source }) => (source?.isDefault === true ? [field] : []));
  assert.deepEqual(defaultsOf(person), ['name', 'email', 'title', 'role']);
  const { version, document } = await api.call(e.getConfig, {});
  const mapped = {
    ...TEST_DOCUMENT.fields,
    stakeholder: { title: 'Title', custom: { mail: 'Person.Email' } },
  };
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...document, fields: mapped } } });
  await api.workRuns();
  // The same field, but somebody chose it.
  assert.deepEqual(defaultsOf(await why('stakeholder', tie?.['Gsid'])), ['name', 'email', 'role']);
  await api.call(e.saveConfig, { body: { basedOn: version + 1, document } });
  await api.workRuns();
});

test('names the account that a relationship was at before', async () => {
  const active = rows('company').filter((row) => statusOf(row) === 'Active');
  const companyOf = (row: Readonly<Record<string, unknown>>) =>
    active.find(({ Gsid }) => Gsid === row['CompanyId']);
  const moved = rows('relationship').find(companyOf);
  assert.ok(moved);
  const from = companyOf(moved);
  const to = active.find((row) => row !== from);
  assert.ok(from && to);
  api.clock.advance(60_000);
  const ModifiedDate = api.clock.now().toISOString();
  Object.assign(moved, { CompanyId: to['Gsid'], ModifiedDate });
  api.clock.advance(3_600_000);
  await api.workRuns();
  const { fields: told } = await why('relationship', moved['Gsid']);
  const change = told.find(({ field }) => field === 'company')?.change;
  assert.deepEqual([change?.before, change?.after], [from['Name'], to['Name']]);
});

test('says on what evidence a meeting is at its account, and why a delivery stands as it stands', async () => {
  const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed' } });
  const placed = items.find((meeting) => meeting.timeline.some(({ state }) => state === 'delivered'));
  assert.ok(placed);
  const meeting = await why('meeting', placed.id);
  const [account] = placed.accounts;
  assert.ok(meeting.answer.startsWith(`At ${account?.name}`), meeting.answer);
  assert.match(reasonOf(meeting, 'Account')?.text ?? '', /confidence \d+ %/);
  const delivery = await why('delivery', placed.timeline[0]?.externalId);
  assert.equal(delivery.answer, 'The activity stands at Gainsight.');
  assert.equal(reasonOf(delivery, 'Meeting')?.link?.id, placed.id);
});

test('says who a member is, and that a user of Gainsight without access is none', async () => {
  const member = await why('user', api.workspace.admin.email);
  assert.equal(member.standing, 'present');
  const gone = rows('gsuser').find((row) => row['IsActiveUser'] === false);
  assert.equal((await why('user', gone?.['Email'])).standing, 'inactive');
});

async function insert(object: string, values: object): Promise<void> {
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/${object}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  assert.ok(reply.ok, await reply.text());
}
