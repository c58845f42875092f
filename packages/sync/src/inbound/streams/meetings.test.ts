import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countSetAside, listTurns } from '@handrail/database';
import type { MeetingRow } from '@handrail/database';
import { explainMeeting } from '../../explain/explain-meeting.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../../testing.ts';
import { removeGoneMeetings } from '../gone-meetings.ts';

const HOUR_MS = 3_600_000;
const OURS = 'lumenta.example';
const CONFIG = {
  ...TEST_CONFIG,
  organisation: { domains: [OURS] },
  meetings: { exclude: [{ internalOnly: true }] },
};
const PRIVATE = 'Brightwater – Karen 1:1';
const INTERNAL = 'CS weekly – Halvorsen and Trellis';
const LATE_TRANSCRIPT = 'Castellan – line 4 downtime reports';
const ALIAS = 'Meridian Dental – wave one readiness';
const LATE_LISTED = 'Pemberton Ireland – coordinator onboarding';
const STRANGERS = 'Call from +1 555 0142';

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(CONFIG);
const { calls, gongUsers } = sync.sandbox.context.world;
const tom = gongUsers.find(({ firstName, emailAliases }) => firstName === 'Tom' && emailAliases.length > 0);
assert.ok(tom);
const aliases = tom.emailAliases;
Object.assign(tom, { emailAliases: [] });
beforeEach(() => {
  sync.sandbox.context.faults.clear();
});

const callTitled = (title: string) => {
  const call = calls.find((one) => one.title === title);
  assert.ok(call, title);
  return call;
};
const meetings = () =>
  sync.transaction((tx) => tx.query<MeetingRow>('select * from meetings order by source_meeting_id'));
const meetingOf = async (title: string) => {
  const { id } = callTitled(title);
  return (await meetings()).find((meeting) => meeting.source_meeting_id === id);
};
const turnsOf = async (title: string) => {
  const meeting = await meetingOf(title);
  assert.ok(meeting, title);
  return sync.transaction((tx) => listTurns(tx, meeting.id));
};
const gongBodies = () =>
  sync.sandbox.context.callLog.entries
    .filter((call) => call.vendor === 'gong')
    .map((call) => call.body ?? '');

test('reads calls with people and transcripts, and each call that is listed once', async () => {
  const listed = calls.filter((call) => Date.parse(call.listedAt) <= sync.clock.now().getTime());
  const run = await sync.run('meetings', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run));
  assert.equal(run.seen, listed.length);
  assert.equal((await meetings()).length, listed.length);
  const [renewal] = calls;
  assert.ok(renewal);
  const turns = await turnsOf(renewal.title);
  assert.equal(turns.length, renewal.monologues.length);
  assert.ok(turns.every((turn) => turn.side !== 'unknown'));
});

for (const [title, rule] of [
  [PRIVATE, 'private'],
  [INTERNAL, 'exclude internalOnly'],
] as const) {
  test(`keeps nothing of a meeting that the rule ${rule} excludes, and never asks for its transcript`, async () => {
    const meeting = await meetingOf(title);
    assert.deepEqual(
      [meeting?.state, meeting?.exclusion_rule, meeting?.title, meeting?.url, meeting?.host_email],
      ['excluded', rule, 'Excluded meeting', null, null],
    );
    assert.equal((await turnsOf(title)).length, 0);
    const people = await sync.transaction((tx) =>
      tx.query('select 1 from participants where meeting_id = $1', [meeting?.id]),
    );
    assert.equal(people.length, 0);
    const { id } = callTitled(title);
    const asked = sync.sandbox.context.callLog.entries.filter(
      (call) => call.path.startsWith('/v2/calls/transcript') && call.body?.includes(id) === true,
    );
    assert.equal(asked.length, 0);
  });
}

test('does not even ask who takes part in a private call', () => {
  const { id } = callTitled(PRIVATE);
  assert.ok(!gongBodies().some((body) => body.includes(id)));
});

test('names speakers whom nobody knows by number', async () => {
  const speakers = new Set((await turnsOf(STRANGERS)).map((turn) => turn.speaker));
  assert.ok(speakers.size >= 3, [...speakers].join());
});

test('reads on with a key that may not read users', async () => {
  const { faults } = sync.sandbox.context;
  faults.add({ kind: 'missing-permission', vendor: 'gong', path: '^/v2/users' });
  sync.clock.advance(60_000);
  const run = await sync.run('meetings', 'full');
  faults.clear();
  assert.deepEqual([run.state, run.changed], ['done', 0]);
});

test('changes nothing when everything is read again', async () => {
  const before = await meetings();
  sync.clock.advance(60_000);
  for (const mode of ['incremental', 'full'] as const) {
    const run = await sync.run('meetings', mode);
    assert.deepEqual([run.state, run.added, run.changed], ['done', 0, 0]);
  }
  const waiting = (meeting: MeetingRow) => meeting.state === 'awaiting-transcript';
  assert.deepEqual(
    (await meetings()).filter((meeting) => !waiting(meeting)),
    before.filter((meeting) => !waiting(meeting)),
  );
});

test('fetches a transcript when it is there, asking more rarely each time', async () => {
  assert.equal((await meetingOf(LATE_TRANSCRIPT))?.state, 'awaiting-transcript');
  const asked = () =>
    sync.sandbox.context.callLog.entries.filter((call) => call.path.startsWith('/v2/calls/transcript'))
      .length;
  const before = asked();
  for (let minutes = 0; minutes < 120; minutes += 15) {
    sync.clock.advance(15 * 60_000);
    assert.equal((await sync.run('meetings')).state, 'done');
  }
  const meeting = await meetingOf(LATE_TRANSCRIPT);
  assert.equal(meeting?.state, 'transcribed');
  assert.ok((await turnsOf(LATE_TRANSCRIPT)).length > 0);
  assert.ok(asked() - before <= 6, `${asked() - before} calls`);
});

test('finds a call that appears in the list long after it was held', async () => {
  assert.equal((await meetingOf(LATE_LISTED))?.state, 'transcribed');
});

test('takes over what changes at the recorder within a full run’s reach', async () => {
  const call = calls.find((one) => one.title.startsWith('Trellis'));
  assert.ok(call);
  Object.assign(call, { title: 'Trellis, renamed' });
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.deepEqual([run.changed, run.added], [1, 0]);
  assert.equal((await meetingOf('Trellis, renamed'))?.title, 'Trellis, renamed');
});

test('takes a colleague for one of us under whichever address, as soon as the recorder names it', async () => {
  const meeting = await meetingOf(ALIAS);
  assert.ok(meeting);
  const told = () =>
    sync.transaction((tx) =>
      tx.query<{ email: string; side: string; turns: string[] }>(
        `select p.email, p.side, array(select distinct side from turns t
           where t.meeting_id = p.meeting_id and t.speaker = p.name) as turns
         from participants p where p.meeting_id = $1 and p.name like 'Tom %'`,
        [meeting.id],
      ),
    );
  assert.deepEqual(await told(), [{ email: aliases[1], side: 'theirs', turns: ['theirs'] }]);
  Object.assign(tom, { emailAliases: aliases });
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.deepEqual([run.state, run.changed], ['done', 0]);
  assert.deepEqual(await told(), [{ email: tom.emailAddress, side: 'ours', turns: ['ours'] }]);
  const { attribution, resummarize_at: again } = (await meetingOf(ALIAS)) ?? {};
  assert.deepEqual([attribution, again], ['pending', sync.clock.now()]);
});

test('takes everything of a call away that was made private afterwards', async () => {
  const call = callTitled('Trellis, renamed');
  Object.assign(call, { isPrivate: true });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  const meeting = await meetingOf(call.title);
  assert.deepEqual([meeting?.state, meeting?.title], ['excluded', 'Excluded meeting']);
  assert.equal((await turnsOf(call.title)).length, 0);
});

test('applies a new exclusion rule to the past, and reads the meeting again when the rule is gone', async () => {
  const { title } = callTitled('Sable Bank – vendor security review');
  const exclude = [{ internalOnly: true }, { domain: 'sablebank.example' }];
  await sync.save({ ...CONFIG, meetings: { exclude } });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal((await meetingOf(title))?.state, 'excluded');
  assert.equal((await turnsOf(title)).length, 0);
  await sync.save(CONFIG);
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal((await meetingOf(title))?.state, 'transcribed');
  assert.ok((await turnsOf(title)).length > 0);
});

test('names the rule that keeps a meeting out, also after others came before it or it was taken away', async () => {
  const { title } = callTitled('Sable Bank – vendor security review');
  const wordsOf = async () => {
    const meeting = await meetingOf(title);
    assert.ok(meeting);
    const why = await sync.transaction((tx) => explainMeeting(tx, meeting.id));
    return why?.answer.replace(/^Kept out by (.*): nothing.*$/u, '$1');
  };
  const saveRules = (...exclude: readonly unknown[]) =>
    sync.save({ ...CONFIG, meetings: { exclude: [{ internalOnly: true }, ...exclude] } });
  await saveRules({ title: 'vendor security' });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal(await wordsOf(), 'the rule “title like vendor security”');
  await sync.save({
    ...CONFIG,
    meetings: { exclude: [{ domain: 'nobody.example' }, { title: 'vendor security' }] },
  });
  assert.equal(await wordsOf(), 'the rule “title like vendor security”');
  await saveRules({ domain: 'sablebank.example' });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal(await wordsOf(), 'the rule “somebody of sablebank.example”');
  await sync.save(CONFIG);
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal((await meetingOf(title))?.state, 'transcribed');
});

test('reads again what a rule kept out long ago, when the rule is gone', async () => {
  const reach = sync.clock.now().getTime() - 15 * 24 * HOUR_MS;
  const old = (await meetings()).find(
    ({ state, started_at: at }) => state === 'transcribed' && at !== null && at.getTime() < reach,
  );
  assert.ok(old);
  const stateOf = async () => (await meetings()).find(({ id }) => id === old.id)?.state;
  await sync.save({ ...CONFIG, meetings: { exclude: [{ internalOnly: true }, { title: old.title }] } });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal(await stateOf(), 'excluded');
  await sync.save(CONFIG);
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal(await stateOf(), 'transcribed');
});

test('reads the time before when an earlier first day is set', async () => {
  const old = { ...callTitled(STRANGERS), id: '4242424242424242', title: 'Long ago' };
  const held = new Date(sync.clock.now().getTime() - 200 * 24 * HOUR_MS).toISOString();
  calls.push({ ...old, scheduled: held, started: held, listedAt: held, transcribedAt: held });
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal(await meetingOf('Long ago'), undefined);
  await sync.save({ ...CONFIG, meetings: { ...CONFIG.meetings, from: held.slice(0, 10) } });
  await sync.run('meetings', 'full');
  assert.equal((await meetingOf('Long ago'))?.state, 'transcribed');
});

test('takes everything of a call away that was deleted at the recorder, and reads it again when it is back', async () => {
  const at = calls.findIndex(({ title }) => title === STRANGERS);
  const call = callTitled(STRANGERS);
  const deleteUrl = `${sync.sandbox.gainsightUrl}/__sandbox/gong/calls/${call.id}`;
  assert.equal((await fetch(deleteUrl, { method: 'DELETE' })).status, 200);
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 1]);
  const gone = await meetingOf(STRANGERS);
  assert.deepEqual(
    [gone?.state, gone?.exclusion_rule, gone?.title],
    ['excluded', 'deleted', 'Excluded meeting'],
  );
  assert.equal((await turnsOf(STRANGERS)).length, 0);
  calls[at] = call;
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.equal((await meetingOf(STRANGERS))?.state, 'transcribed');
});

test('touches nothing when more calls are gone at once than the guard lets go, until a person says so', async () => {
  const held = (await meetings()).filter(({ state }) => state !== 'excluded');
  const kept = [...calls];
  calls.splice(0, calls.length, ...calls.slice(0, 3));
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
  const after = (await meetings()).filter(({ state }) => state !== 'excluded');
  assert.equal(after.length, held.length);
  assert.ok(after.filter(({ gone_at: at }) => at !== null).length > 10);
  calls.splice(0, calls.length, ...kept);
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  assert.ok((await meetings()).every(({ gone_at: at }) => at === null));
  calls.splice(0, calls.length, ...kept.slice(0, 3));
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
  const now = sync.clock.now();
  const removed = await sync.transaction((tx) => removeGoneMeetings(tx, { isApproved: true, now }));
  assert.ok(removed > 10);
  assert.equal((await meetings()).filter(({ state }) => state !== 'excluded').length, held.length - removed);
  calls.splice(0, calls.length, ...kept);
  sync.clock.advance(HOUR_MS);
  await sync.run('meetings', 'full');
});

test('goes on after the last whole piece of the period when it was stopped', async () => {
  sync.clock.advance(HOUR_MS);
  const run = await sync.queue('meetings', 'full');
  const stopping = new AbortController();
  let made = 0;
  sync.beforeCall = () => {
    made += 1;
    if (made === 3) stopping.abort();
  };
  const stopped = await sync.work(run, stopping.signal);
  sync.beforeCall = null;
  assert.equal(stopped.state, 'running');
  const resumed = await sync.work(stopped);
  assert.deepEqual([resumed.state, resumed.added, resumed.changed], ['done', 0, 0]);
});

test('sets a call aside that has not its shape, and reads all others', async () => {
  calls.push({ ...callTitled(STRANGERS), id: '', title: 'No id' });
  const good = { ...callTitled(STRANGERS), id: '777777777', title: 'Good beside bad' };
  const now = sync.clock.now().toISOString();
  calls.push({ ...good, scheduled: now, started: now, listedAt: now, transcribedAt: now });
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.equal((await meetingOf('Good beside bad'))?.state, 'transcribed');
  assert.deepEqual([run.state, run.set_aside], ['partial', 1]);
  assert.equal(await sync.transaction((tx) => countSetAside(tx, 'Call')), 1);
  const bad = calls.findIndex((call) => call.id === '');
  calls.splice(bad, 1);
});

test('keeps text of calls that PostgreSQL cannot hold as far as it can be kept', async () => {
  const odd = callTitled('Good beside bad');
  const call = { ...odd, id: '888888888', title: 'NUL \0 and \uD800 half' };
  calls.push(call);
  sync.clock.advance(HOUR_MS);
  const run = await sync.run('meetings', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  const stored = (await meetings()).find((meeting) => meeting.source_meeting_id === call.id);
  assert.equal(stored?.title, 'NUL  and \uFFFD half');
});

for (const [kind, code] of [
  ['html-200', 'http_not_json'],
  ['cut-body', 'http_cut_body'],
  ['error-500', 'gong_server_error'],
  ['too-many', 'gong_rate_limited'],
] as const) {
  test(`keeps every meeting when Gong answers with ${kind}, and says ${code}`, async () => {
    const before = (await meetings()).length;
    sync.clock.advance(HOUR_MS);
    sync.sandbox.context.faults.add({ kind, vendor: 'gong', times: 1_000 });
    const run = await sync.queue('meetings');
    const worked = await sync.work(run);
    assert.equal(worked.state, 'running');
    assert.equal(storedFailure(worked).code, code);
    sync.sandbox.context.faults.clear();
    assert.equal((await sync.run('meetings')).state, 'done');
    assert.equal((await meetings()).length, before);
  });
}
