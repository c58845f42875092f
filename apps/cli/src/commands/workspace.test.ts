import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboxItem, Status, Workspace } from '@handrail/contract';
import type { Answer } from '../testing.ts';
import { buildRun, pageOfAll, runCli, startCannedServer } from '../testing.ts';

const WORKSPACE: Workspace = {
  id: 'w',
  name: 'Demo',
  timeZone: 'Europe/Berlin',
  organisationDomains: [],
  outgoingPaused: false,
  checklist: [],
  absentAccounts: null,
};
const STATUS: Status = {
  streams: [
    {
      name: 'accounts',
      label: 'Accounts',
      direction: 'in',
      lastCompletedAt: '2026-08-01T09:57:00Z',
      nextDueAt: '2026-08-01T11:00:00Z',
      state: 'idle',
      failure: null,
    },
  ],
  freshness: [
    {
      type: 'accounts',
      label: 'Accounts',
      stream: 'accounts',
      asOf: '2026-08-01T09:57:00Z',
      ageSeconds: 180,
      promiseMinutes: 60,
      state: 'in-time',
      nextDueAt: '2026-08-01T11:00:00Z',
    },
  ],
  counts: {
    accounts: 500,
    meetings: 46,
    summaries: 46,
    activitiesDelivered: 40,
    valuesWritten: 90,
    reviews: 2,
    setAside: 1,
  },
  outbox: { waiting: 3 },
  budget: [
    {
      host: 'acme.gainsightcloud.com',
      family: 'objects',
      usedMinute: 4,
      limitMinute: 70,
      usedHour: null,
      limitHour: null,
      usedDay: 40,
      limitDay: 35_000,
      stated: [{ window: 'minute', calls: 90, limit: 100 }],
    },
  ],
  alarms: [
    {
      id: '01890000-0000-7000-8000-0000000000a1',
      kind: 'run-missed',
      subject: 'meetings',
      code: 'stream_late',
      title: 'Meetings: a run was missed',
      cause: 'No complete run.',
      remedy: 'Look at the last runs.',
      openedAt: '2026-08-01T09:00:00Z',
      endedAt: null,
      acknowledgedAt: null,
    },
  ],
  outgoingPaused: false,
};
const WAITING: OutboxItem = {
  id: '01890000-0000-7000-8000-0000000000d1',
  kind: 'timeline-activity',
  subjectId: 's',
  subject: 'Renewal',
  accountId: 'a',
  accountName: 'Acme',
  state: 'refused',
  standsSince: null,
  next: 'post',
  cause: 'summary',
  reason: null,
  externalId: 'hr1-x',
  attempts: 1,
  notBefore: '2026-08-01T10:00:00Z',
  lastAttemptAt: null,
  settledAt: null,
  createdAt: '2026-08-01T09:00:00Z',
  failure: null,
};

test('status shows age and next run of each stream, the outbox, the budget and the alarms', async () => {
  await using server = await startCannedServer({ getStatus: () => STATUS });
  const ended = await runCli(server, ['status']);
  assert.match(ended.out, /accounts +in +idle +3 min ago +in 1 h/u);
  assert.match(ended.out, /Outbox: 3 waiting/u);
  assert.match(ended.out, /4 of 70 calls this minute/u);
  assert.match(
    ended.out,
    /Alarm stream_late \(\d+ \w+ ago\): Meetings: a run was missed\. Look at the last runs\./u,
  );
  assert.deepEqual(JSON.parse((await runCli(server, ['status', '--json'])).out), STATUS);
});

test('status puts nothing ahead that has happened, though the clock here stands behind', async () => {
  await using server = await startCannedServer({ getStatus: () => STATUS });
  const ended = await runCli(server, ['status'], { now: new Date('2026-08-01T08:30:00Z') });
  assert.match(ended.out, /accounts +in +idle +0 s ago +in 2 h/u);
  assert.match(ended.out, /Alarm stream_late \(0 s ago\)/u);
});

test('pause, outbox pause and resume set the one switch', async () => {
  await using server = await startCannedServer({
    updateWorkspace: ({ body }) => ({ ...WORKSPACE, ...(body as object) }),
  });
  for (const args of [['pause'], ['outbox', 'pause'], ['resume']]) {
    assert.equal((await runCli(server, args)).exitCode, 0);
  }
  assert.deepEqual(
    server.seen.map((request) => request.body),
    [{ outgoingPaused: true }, { outgoingPaused: true }, { outgoingPaused: false }],
  );
});

/** A row of the writeback contract. */
const ROW = {
  metric: 'health.score',
  object: 'Company' as const,
  field: 'Health__gc',
  conversion: { outOf: 10, decimals: null },
  whenUndefined: 'keep' as const,
  owner: 'handrail' as const,
};
const runOf: Answer = ({ params }) =>
  buildRun({ stream: params['name'] === 'timeline' ? 'timeline' : 'values' });

test('writeback --dry-run shows what would go and starts nothing', async () => {
  const plan = {
    activities: [
      {
        meetingId: 'm',
        accountName: 'Acme',
        does: 'post' as const,
        subject: 'Renewal',
        notes: '<p>x</p>',
        externalId: 'hr1-x',
        reason: null,
      },
      {
        meetingId: 'n',
        accountName: 'Globex',
        does: 'take-back' as const,
        subject: 'Kick-off',
        notes: '',
        externalId: 'hr1-y',
        reason: 'moved',
      },
    ],
    values: [
      {
        accountId: 'a',
        accountName: 'Acme',
        object: 'Company' as const,
        recordName: 'Acme',
        gainsightId: '1P',
        field: 'Health__gc',
        fieldLabel: 'Health',
        before: null,
        after: 71,
        beforeLabel: null,
        afterLabel: null,
        awaitsConfirmation: true,
      },
    ],
    unconfirmed: [ROW],
    calls: 2,
  };
  await using server = await startCannedServer({ previewWriteback: () => plan });
  const ended = await runCli(server, ['writeback', '--dry-run']);
  assert.match(ended.out, /^Activities: 2 · values: 1 · calls: 2\. Nothing was sent\./u);
  assert.match(ended.out, /takes back +Globex +Kick-off +hr1-y +the meeting is at another account now/u);
  assert.match(ended.out, /Health__gc +– +71 +yes/u);
  assert.deepEqual(JSON.parse((await runCli(server, ['writeback', '--dry-run', '--json'])).out), plan);
  assert.equal(
    server.seen.every((request) => request.name === 'previewWriteback'),
    true,
  );
});

test('writeback runs both outgoing streams', async () => {
  await using server = await startCannedServer({
    getWorkspace: () => WORKSPACE,
    getWriteback: () => ({ enabled: true, rows: [] }),
    syncStream: runOf,
  });
  const ended = await runCli(server, ['writeback', '--wait', '--json']);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(
    JSON.parse(ended.out).runs.map((run: { stream: string }) => run.stream),
    ['timeline', 'values'],
  );
});

test('writeback ends with 3 while a first difference waits, and --confirm confirms just what waits', async () => {
  const row = { ...ROW, fieldLabel: 'Health', isConfirmed: false, written: 0, refused: 0, kept: 0 };
  const confirmed = { ...row, field: 'Other__gc', isConfirmed: true };
  await using server = await startCannedServer({
    getWorkspace: () => WORKSPACE,
    getWriteback: () => ({ enabled: true, rows: [row, confirmed] }),
    confirmWriteback: () => ({ confirmed: 1 }),
    syncStream: runOf,
  });
  const held = await runCli(server, ['writeback', '--wait']);
  assert.equal(held.exitCode, 3);
  assert.match(held.error, /Company\.Health__gc: the first write waits for a look at the difference/u);
  assert.ok(server.seen.every(({ name }) => name !== 'confirmWriteback'));
  assert.equal((await runCli(server, ['writeback', '--wait', '--confirm'])).exitCode, 0);
  assert.deepEqual(server.seen.find(({ name }) => name === 'confirmWriteback')?.body, { rows: [ROW] });
});

test('writeback ends with 3 while everything outgoing is paused', async () => {
  await using server = await startCannedServer({
    getWorkspace: () => ({ ...WORKSPACE, outgoingPaused: true }),
  });
  const ended = await runCli(server, ['writeback']);
  assert.equal(ended.exitCode, 3);
  assert.match(ended.error, /handrail resume/u);
});

test('outbox lists deliveries and retries one', async () => {
  await using server = await startCannedServer({
    listOutbox: () => pageOfAll([WAITING]),
    retryOutboxItem: () => ({ ...WAITING, state: 'waiting' }),
  });
  const list = await runCli(server, ['outbox', 'list', '--state', 'refused', '--json']);
  assert.deepEqual(JSON.parse(list.out), [WAITING]);
  assert.equal(server.seen[0]?.query['state'], 'refused');
  const retried = await runCli(server, ['outbox', 'retry', WAITING.id]);
  assert.match(retried.out, /waiting +Renewal/u);
});

test('outbox list says a reason in words, and leaves its code to what programs read', async () => {
  await using server = await startCannedServer({
    listOutbox: () => pageOfAll([{ ...WAITING, reason: 'row-removed' as const }]),
  });
  const table = await runCli(server, ['outbox', 'list']);
  assert.match(table.out, /no row of the contract writes to it any more/u);
  const csv = await runCli(server, ['outbox', 'list', '--format', 'csv']);
  assert.match(csv.out, /row-removed/u);
});

test('runs list names what was filtered out and what is gone apart, as the page of a run does', async () => {
  const counts = { ...buildRun().counts, filtered: 14, exits: 0 };
  await using server = await startCannedServer({ listRuns: () => pageOfAll([buildRun({ counts })]) });
  const { out } = await runCli(server, ['runs', 'list']);
  const [titles = '', row = ''] = out.split('\n').filter((line) => line.trim() !== '');
  const cellAt = (title: string) => row.slice(titles.indexOf(title)).trim().split(/\s/u)[0];
  assert.deepEqual([cellAt('FILTERED'), cellAt('GONE')], ['14', '0']);
  assert.doesNotMatch(titles, /EXITS/u);
});

test('runs records names changed fields in words, and leave their keys to what programs read', async () => {
  const fields = { churnedOn: [null, '2026-12-13'], 'fields.seats': [1, 2] };
  const record = {
    kind: 'account',
    recordId: '01890000-0000-7000-8000-000000000002',
    gainsightId: '1P02A',
    name: 'Acme',
    account: null,
    event: 'changed',
    fields,
    reason: null,
    changedSincePreviewOf: null,
  };
  await using server = await startCannedServer({
    getRun: () => buildRun(),
    listRuns: () => pageOfAll([buildRun()]),
    listRunRecords: () => ({ ...pageOfAll([record]), listing: 'whole' as const }),
  });
  const ask = ['runs', 'records', buildRun().id, '--outcome', 'changed'];
  const table = await runCli(server, ask);
  assert.match(table.out, /Churned on, seats/u);
  assert.doesNotMatch(table.out, /churnedOn/u);
  const json = await runCli(server, [...ask, '--json']);
  assert.deepEqual(JSON.parse(json.out), [record]);
});

test('runs say of stakeholders that persons and ties are counted, and of others what they are', async () => {
  const ask = async (stream: 'accounts' | 'stakeholders') => {
    await using server = await startCannedServer({
      getRun: () => buildRun({ stream }),
      listRunRecords: () => ({ ...pageOfAll([]), listing: 'whole' as const }),
    });
    return (await runCli(server, ['runs', 'show', buildRun().id])).out;
  };
  assert.match(
    await ask('stakeholders'),
    /\nThe numbers are of persons and their ties, as Gainsight has them;/u,
  );
  assert.doesNotMatch(await ask('accounts'), /The numbers are of/u);
});

test('runs show what the guard holds back; approving tells the extent first', async () => {
  const withheld = {
    count: 60,
    live: 500,
    sample: [{ gainsightId: '1P02A', name: 'Acme', kind: 'missing' as const }],
    drift: null,
  };
  const held = buildRun({ state: 'awaiting-approval', withheld });
  const record = {
    kind: 'accounts',
    recordId: null,
    gainsightId: '1P02A',
    name: '=Acme',
    account: { id: null, gainsightId: '1P02B', name: 'Acme Group' },
    event: 'missing',
    fields: {},
    reason: null,
    changedSincePreviewOf: null,
  };
  await using server = await startCannedServer({
    listRuns: () => pageOfAll([held]),
    getRun: () => held,
    listRunRecords: ({ query }) =>
      query['outcome'] === 'held'
        ? { ...pageOfAll([record]), listing: 'counted' as const }
        : { ...pageOfAll([]), listing: 'whole' as const },
    approveRun: () => buildRun({ state: 'done' }),
    rejectRun: () => buildRun({ state: 'done' }),
  });
  assert.match((await runCli(server, ['runs', 'list', '--stream', 'accounts'])).out, /awaiting-approval/u);
  const byNumber = await runCli(server, ['runs', 'show', '12', '--json']);
  assert.deepEqual(JSON.parse(byNumber.out), {
    ...held,
    records: [{ outcome: 'held', total: 1, note: 'The run counts 60, and 1 are listed.', records: [record] }],
  });
  const csv = await runCli(server, ['runs', 'records', held.id, '--outcome', 'held', '--format', 'csv']);
  assert.match(
    csv.out,
    /^kind,recordId,event,name,accountName,.*\r\naccounts,,missing,'=Acme,Acme Group,,1P02B,1P02A/u,
  );
  assert.match((await runCli(server, ['runs', 'show', '13'])).error, /Code: cli_not_found\n$/u);
  const shown = await runCli(server, ['runs', 'show', held.id]);
  assert.equal(shown.exitCode, 0);
  assert.match(shown.out, /EVENT +NAME +ACCOUNT .*\nmissing +=Acme +Acme Group +1P02A/u);
  assert.match(shown.out, /Held back: 60 exits of 500 live accounts, among them:\n {2}Acme \(1P02A\)/u);
  const approved = await runCli(server, ['runs', 'approve', held.id]);
  assert.equal(approved.exitCode, 0);
  assert.match(approved.error, /Held back: 60 exits/u);
  assert.equal((await runCli(server, ['runs', 'reject', held.id])).exitCode, 0);
});

test('a decision about a run that a field stopped is done when that run has ended by it', async () => {
  const drift = { object: 'Company', field: 'Tier__gc', kind: 'emptied' as const };
  const withheld = { count: 0, live: 0, sample: [], drift };
  const ended = () => buildRun({ state: 'cancelled' });
  await using server = await startCannedServer({
    getRun: () => buildRun({ state: 'awaiting-approval', withheld }),
    approveRun: ended,
    rejectRun: ended,
  });
  const { id } = buildRun({});
  const approved = await runCli(server, ['runs', 'approve', id]);
  assert.equal(approved.exitCode, 0);
  assert.match(approved.error, /The field is taken as it is; a full run begins\./u);
  assert.doesNotMatch(approved.error, /was cancelled/u);
  assert.equal((await runCli(server, ['runs', 'reject', id])).exitCode, 0);
});
