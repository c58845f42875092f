import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import type { Meeting, MeetingsPreview } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();

const meetings = async (): Promise<readonly Meeting[]> =>
  (await api.call(e.listMeetings, { query: { limit: 200 } })).items;
const previewOf = (document: object): Promise<MeetingsPreview> =>
  api.call(e.previewMeetings, { body: { document: { ...document } } });
const save = async (document: object) => {
  const { version } = await api.call(e.getConfig, {});
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...document } } });
};
/** Works all runs hour by hour, until what was withdrawn is proven to be gone. */
const settle = async () => {
  for (let hour = 0; hour < 3; hour += 1) {
    api.clock.advance(3_600_000);
    await api.workRuns();
  }
};
const withMeetings = (rules: object) => ({ ...TEST_DOCUMENT, meetings: rules });
const gongCalls = () =>
  api.sandbox.context.callLog.entries.filter(({ vendor }) => vendor === 'gong').map(({ path }) => path);

test('tries rules on the last 30 days from titles and people alone, and stores nothing', async () => {
  const before = await meetings();
  api.sandbox.context.callLog.clear();
  const exclude = [{ domain: 'brightwater.example' }, { title: 'renewal' }, { internalOnly: true }];
  const tried = await api.call(e.tryExclusion, {
    body: { document: { ...withMeetings({ exclude }) } },
  });
  assert.ok(tried.meetings > 5 && tried.calls > 0 && !tried.isCut);
  assert.equal(tried.excluded, tried.list.length);
  assert.deepEqual(Object.keys(tried.matches).toSorted(), [
    'exclude[0]',
    'exclude[1]',
    'exclude[2]',
    'private',
  ]);
  const privates = tried.list.filter(({ rule }) => rule === 'private');
  assert.ok(privates.length > 0 && privates.every(({ title }) => title === null));
  assert.equal(tried.matches['private'], privates.length);
  assert.ok(gongCalls().every((path) => !path.includes('transcript')));
  assert.deepEqual(await meetings(), before);
});

test('tells of a meeting that is kept out now, when the draft would let it in', async () => {
  await save(withMeetings({ exclude: [{ internalOnly: true }] }));
  await api.workRuns();
  const kept = await api.call(e.tryExclusion, {
    body: { document: { ...withMeetings({ exclude: [{ internalOnly: true }] }) } },
  });
  const open = await api.call(e.tryExclusion, { body: { document: { ...TEST_DOCUMENT } } });
  assert.equal(open.excluded, kept.excluded - (kept.matches['exclude[0]'] ?? 0));
  assert.equal((await previewOf(TEST_DOCUMENT)).exclusion.keptOut, kept.matches['exclude[0]']);
  await save(TEST_DOCUMENT);
  await api.workRuns();
});

test('only listed lets in what is listed, as tried', async () => {
  const document = withMeetings({ mode: 'only-listed', only: [{ title: '*renewal*' }] });
  const tried = await api.call(e.tryExclusion, { body: { document: { ...document } } });
  assert.equal(tried.meetings - tried.excluded, tried.matches['only[0]']);
});

test('keeps out at once, and to the record, what the preview said, its Timeline entries included', async () => {
  const placed = (await meetings()).find((one) => one.timeline.some(({ state }) => state === 'delivered'));
  assert.ok(placed);
  const before = api.sandbox.activities().length;
  const document = withMeetings({ exclude: [{ title: placed.title }] });
  const { exclusion } = await previewOf(document);
  assert.deepEqual(
    [exclusion.excluded, exclusion.list[0]?.meetingId, exclusion.withdrawals],
    [1, placed.id, placed.timeline.length],
  );
  await save(document);
  const after = (await meetings()).find(({ id }) => id === placed.id);
  assert.deepEqual([after?.state, after?.title], ['excluded', 'Excluded meeting']);
  assert.deepEqual(
    after?.timeline.map(({ standsSince, next, reason }) => [standsSince !== null, next, reason]),
    placed.timeline.map(() => [true, 'removal', 'excluded']),
    'its entries stand until they are taken back',
  );
  // At once: no hour passes.
  await api.workRuns();
  assert.equal(api.sandbox.activities().length, before - placed.timeline.length);
  await save(TEST_DOCUMENT);
  await api.workRuns();
});

test('a rule moves every meeting that the simulation named and no other, in the Timeline too', async () => {
  const before = await meetings();
  const accounts = (await api.call(e.listAccounts, { query: { limit: 200 } })).items;
  const people = new Set<string>();
  for (const { id } of before) {
    const { participants } = await api.call(e.getMeeting, { params: { id } });
    for (const { email, side } of participants) {
      if (side !== 'ours' && email !== null) people.add(email);
    }
  }
  const elsewhere = accounts.find(({ id }) =>
    before.every((one) => one.accounts.every((at) => at.id !== id)),
  );
  assert.ok(elsewhere);
  // Every third person: some meetings move, some gain an account, of some the evidence then disagrees.
  const rules = [...people]
    .filter((_, at) => at % 3 === 0)
    .map((person) => ({ person, account: elsewhere.gainsightId }));
  const document = withMeetings({ attribution: { thresholdPercent: 95, rules } });
  const { attribution } = await previewOf(document);
  assert.ok(attribution.totals.moved + attribution.totals.gained > 0, JSON.stringify(attribution.totals));
  assert.ok(attribution.totals.lost > 0);
  await save(document);
  await settle();
  const after = await meetings();
  const changed = after.filter((one) => {
    const earlier = before.find(({ id }) => id === one.id);
    const ids = (held: Meeting | undefined) => (held?.accounts ?? []).map(({ id }) => id).toSorted();
    return ids(earlier).join() !== ids(one).join();
  });
  assert.deepEqual(
    changed.map(({ id }) => id).toSorted(),
    attribution.list.map(({ meetingId }) => meetingId).toSorted(),
  );
  for (const told of attribution.list) {
    const now = after.find(({ id }) => id === told.meetingId);
    assert.deepEqual(now?.accounts.map(({ id }) => id).toSorted(), told.after.map(({ id }) => id).toSorted());
    for (const { id } of told.withdrawnFrom) {
      assert.equal(now?.timeline.find(({ accountId }) => accountId === id)?.state, 'withdrawn');
    }
  }
  assert.ok((await previewOf(document)).attribution.list.length === 0);
});

test('is for admins, and refuses a draft that Save would refuse', async () => {
  const { token } = await api.addMember('manager');
  const body = { document: { ...TEST_DOCUMENT } };
  for (const endpoint of [e.tryExclusion, e.previewMeetings]) {
    assert.equal((await api.refusal(endpoint, { body }, token)).status, 403);
    const wrong = await api.refusal(endpoint, {
      body: { document: { ...withMeetings({ exclude: [{ domain: 'no' }] }) } },
    });
    assert.equal(wrong.code, 'config_invalid');
    assert.equal(wrong.detail, 'The configuration cannot be previewed: it has faults.');
  }
});
