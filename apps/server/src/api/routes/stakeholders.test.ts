import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();
const all = await api.call(e.listStakeholders, { query: { limit: 200 } });

test('pages through stakeholders by name, each once', async () => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: 7, ...(cursor === undefined ? {} : { cursor }) };
    const page = await api.call(e.listStakeholders, { query });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  assert.ok(all.total > 7);
  assert.equal(ids.length, all.total);
  assert.equal(new Set(ids).size, ids.length);
});

test('narrows by account and by text, and shows one with its last touch', async () => {
  const touched = all.items.find(({ lastTouchAt }) => lastTouchAt !== null);
  assert.ok(touched?.email);
  const { accountId, email } = touched;
  const ofAccount = await api.call(e.listStakeholders, { query: { accountId } });
  assert.ok(ofAccount.items.length > 0 && ofAccount.items.every((one) => one.accountId === accountId));
  const found = await api.call(e.listStakeholders, { query: { search: email.toUpperCase() } });
  assert.ok(found.items.some(({ id }) => id === touched.id));
  const shown = await api.call(e.getStakeholder, { params: { id: touched.id } });
  assert.deepEqual([shown.name, shown.lastTouchAt], [touched.name, touched.lastTouchAt]);
  assert.equal(shown.meetings[0]?.startedAt, touched.lastTouchAt);
  const unknown = await api.refusal(e.getStakeholder, { params: { id: accountId } });
  assert.equal(unknown.code, 'not_found');
});

test('orders by what is due and finds who is late by the cadence of role, tier or default', async () => {
  const due = await api.call(e.listStakeholders, { query: { sort: 'due', limit: 200 } });
  const dates = due.items.map(({ touchDueAt }) => touchDueAt ?? '~');
  assert.deepEqual(dates, dates.toSorted());
  const met = all.items.find(({ lastTouchAt }) => lastTouchAt !== null);
  const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  assert.equal(days(met?.lastTouchAt ?? '', met?.touchDueAt ?? ''), 90, 'the default');
  api.clock.advance(100 * 86_400_000);
  const late = await api.call(e.listStakeholders, { query: { gap: 'overdue', sort: 'due' } });
  assert.equal(late.total, all.total);
  assert.ok(late.items.every(({ overdueDays }) => overdueDays !== null && overdueDays >= 9));
  const never = await api.call(e.listStakeholders, { query: { lastTouch: 'never', limit: 200 } });
  assert.ok(never.items.length > 0 && never.items.every(({ lastTouchAt }) => lastTouchAt === null));
});

test('proposes who took part in a meeting of one account, until added or dismissed', async () => {
  const [account] = (await api.call(e.listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account);
  const params = { id: account.id };
  const line = JSON.stringify({
    id: 'proposal-1',
    title: 'Talk with two newcomers',
    startedAt: api.clock.now().toISOString(),
    participants: ['new.one@proposed.example', 'New.Two@proposed.example'].map((email) => ({
      name: `Newcomer ${email.slice(4, 7)}`,
      email,
      side: 'theirs',
    })),
    turns: [{ speaker: 'Newcomer one', text: 'We will renew next year.', startMs: 0, endMs: 4_000 }],
  });
  const imported = await api.call(e.importMeetings, {
    body: { fileName: 'talk.jsonl', format: 'json-lines', content: line },
  });
  const id = imported.meetingIds[0] ?? '';
  await api.call(e.attributeMeeting, { params: { id }, body: { by: 'person', accountIds: [account.id] } });
  api.clock.advance(3_600_000);
  await api.workRuns();
  const proposed = await api.call(e.listProposedStakeholders, { params });
  assert.deepEqual(
    proposed.items.map(({ email, meetings }) => [email, meetings]),
    [
      ['new.one@proposed.example', 1],
      ['new.two@proposed.example', 1],
    ],
  );
  const body = { email: 'new.one@proposed.example', name: 'Newcomer one', fromMeetings: true };
  const added = await api.call(e.addStakeholder, { params, body });
  assert.deepEqual([added.source, added.gainsightId, added.meetings.length], ['meeting', null, 1]);
  assert.equal((await api.refusal(e.addStakeholder, { params, body })).code, 'stakeholder_exists');
  const left = await api.call(e.dismissProposedStakeholder, {
    params,
    body: { email: 'new.two@proposed.example' },
  });
  assert.deepEqual(left.items, []);
  api.clock.advance(3_600_000);
  await api.workRuns();
  assert.deepEqual((await api.call(e.listProposedStakeholders, { params })).items, []);
});

test('sets and gives back by hand, and removes only whom Gainsight does not know', async () => {
  const one = all.items.find(({ title, gainsightId }) => title !== null && gainsightId !== null);
  assert.ok(one);
  const params = { id: one.id, field: 'title' } as const;
  const set = await api.call(e.setStakeholderField, { params, body: { value: 'Chief of Everything' } });
  assert.deepEqual([set.title, set.manual], ['Chief of Everything', ['title']]);
  assert.deepEqual(set.changes[0]?.fields, { title: [one.title, 'Chief of Everything'] });
  const back = await api.call(e.releaseStakeholderField, { params });
  assert.deepEqual([back.title, back.manual], [one.title, []]);
  const theirs = await api.refusal(e.removeStakeholder, { params: { id: one.id } });
  assert.equal(theirs.code, 'stakeholder_not_ours');
  const email = { params: { id: one.id, field: 'email' }, body: { value: 'else@where.example' } } as const;
  assert.equal((await api.refusal(e.setStakeholderField, email)).code, 'stakeholder_not_ours');
  const account = { id: one.accountId };
  const ours = await api.call(e.addStakeholder, { params: account, body: { name: 'Without an address' } });
  const why = { params: { noun: 'stakeholder' }, query: { subject: ours.id } } as const;
  const { explanation } = await api.call(e.explainSubject, why);
  assert.equal(explanation?.answer, 'Added by hand; Gainsight does not know them.');
  assert.equal(explanation.fields.find(({ field }) => field === 'name')?.value, 'Without an address');
  await api.call(e.removeStakeholder, { params: { id: ours.id } });
  assert.equal((await api.refusal(e.getStakeholder, { params: { id: ours.id } })).code, 'not_found');
});
