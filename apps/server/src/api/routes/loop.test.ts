import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { endpoints } from '@handrail/contract';
import { METRICS } from '@handrail/core';
import { hastenStream, holdStream, reopenAttribution } from '@handrail/database';
import { summarizeMeeting } from '@handrail/signals';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
await api.makeLoop();
const UNKNOWN = '01890000-0000-7000-8000-000000000001';

test('pages through all accounts in every order, each once', async () => {
  for (const sort of ['name', 'health', 'arr', 'renewal'] as const) {
    for (const order of ['asc', 'desc'] as const) {
      const seen = new Set<string>();
      let cursor: string | undefined;
      for (;;) {
        const query = { limit: 7, sort, order, ...(cursor === undefined ? {} : { cursor }) };
        const page = await api.call(e.listAccounts, { query });
        assert.equal(page.total, 40);
        for (const account of page.items) seen.add(account.id);
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      assert.equal(seen.size, 40, `${sort} ${order}`);
    }
  }
});

test('refuses a cursor that is none of this list', async () => {
  for (const cursor of ['nonsense', Buffer.from('{"before":1}').toString('base64url')]) {
    for (const list of [e.listAccounts, e.listMeetings, e.listOutbox]) {
      const problem = await api.refusal(list, { query: { cursor } });
      assert.deepEqual([problem.status, problem.code], [400, 'cursor_invalid']);
    }
  }
});

test('finds accounts by name and by id at Gainsight, and narrows by status and health', async () => {
  const found = await api.call(e.listAccounts, { query: { search: 'brightwater' } });
  assert.equal(found.total, 1);
  assert.deepEqual(
    found.items.map((account) => account.name),
    ['Brightwater Utilities'],
  );
  const [account] = found.items;
  const byId = await api.call(e.listAccounts, { query: { search: account?.gainsightId ?? '' } });
  assert.equal(byId.items[0]?.id, account?.id);
  const churned = await api.call(e.listAccounts, { query: { status: 'churned', limit: 200 } });
  assert.ok(churned.items.every((one) => one.status === 'churned'));
  const scored = await api.call(e.listAccounts, { query: { health: 'none', limit: 200 } });
  assert.ok(scored.items.every((one) => one.health.score === null));
});

test('shows an account with names of people, sources of fields, health and written values', async () => {
  const { items } = await api.call(e.listAccounts, { query: { search: 'brightwater' } });
  const account = await api.call(e.getAccount, { params: { id: items[0]?.id ?? '' } });
  assert.equal(account.csm, 'Marcus Adeyemi');
  assert.ok(account.lastSyncedAt);
  assert.deepEqual(
    account.metrics.map(({ id }) => id),
    METRICS.map(({ id }) => id),
  );
  const held = account.metrics.find(({ id }) => id === 'meetings.count');
  assert.ok(typeof held?.value === 'number' && held.value >= 1 && held.measuredOn !== null);
  const rows = new Map(account.fieldRows.map((row) => [row.field, row]));
  assert.deepEqual(
    [rows.get('csm')?.sourceField, rows.get('csm')?.sourceLabel, rows.get('csm')?.sourceValue],
    ['Csm', 'CSM', 'Marcus Adeyemi'],
  );
  assert.equal(rows.get('tier')?.sourceValue, rows.get('tier')?.value);
  assert.equal(rows.get('status')?.sourceField, 'Status');
  assert.ok(Array.isArray(rows.get('products')?.value));
  assert.ok(account.healthScore !== null && account.healthScore.score !== null);
  assert.deepEqual(
    account.healthScore.parts.map(({ part }) => part),
    ['sentiment', 'engagement', 'openItems'],
  );
  assert.ok(account.healthScore.parts.every((part) => part.detail !== ''));
  const [added] = account.changes;
  assert.equal(added?.event, 'added');
  const brought = await api.call(e.getRun, { params: { id: added.runId ?? '' } });
  assert.equal(brought.number, added.runNumber, 'a change names the run that brought it');
  assert.deepEqual(
    account.writtenValues.map(({ fieldLabel, sent, refusal }) => [fieldLabel, sent, refusal]),
    [['Handrail Health', account.healthScore.score, null]],
  );
  assert.equal((await api.refusal(e.getAccount, { params: { id: UNKNOWN } })).code, 'not_found');
});

test('shows a meeting with a summary whose every quote stands in its turn, and its activity', async () => {
  const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed', limit: 200 } });
  const transcribed = items.filter((item) => item.state === 'transcribed');
  assert.ok(transcribed.length >= 12);
  let commits = 0;
  for (const item of transcribed) {
    const meeting = await api.call(e.getMeeting, { params: { id: item.id } });
    const { summary, turns } = meeting;
    assert.ok(summary !== null);
    const claims = [summary.headline, ...summary.points, ...summary.decisions, ...summary.actionItems];
    for (const claim of claims) {
      if (claim === null) continue;
      const { evidence } = claim;
      assert.ok(evidence !== null && turns[evidence.turn]?.text.includes(evidence.quote), item.title);
    }
    const hasTone = summary.language === 'en' || summary.language === 'de';
    assert.equal(
      turns.every(({ sentiment }) => sentiment !== null),
      hasTone,
      item.title,
    );
    // What the bench scores is what this door gives: the same function over the same turns, and nothing else.
    const scored = summarizeMeeting({
      turns: turns.map(({ turn, ...rest }) => ({ index: turn, ...rest })),
      language: item.language,
      startedAt: item.startedAt === null ? null : new Date(item.startedAt),
    });
    const given = [summary.headline, ...summary.points, ...summary.actionItems];
    assert.deepEqual(
      given.map((claim) => claim?.evidence),
      [scored.headline, ...scored.points, ...scored.actionItems].map((claim) => claim?.evidence),
    );
    commits += turns.filter(({ acts }) => acts.includes('commit')).length;
    assert.equal(meeting.timeline[0]?.state, 'delivered', item.title);
    assert.ok(meeting.timeline[0]?.standsSince);
    assert.equal(meeting.timeline[0]?.accountName, meeting.accounts[0]?.name);
  }
  assert.ok(commits > transcribed.length);
  assert.equal((await api.refusal(e.getMeeting, { params: { id: UNKNOWN } })).code, 'not_found');
});

test('pages through meetings newest first, also those of one account', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call(e.listMeetings, {
      query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map((meeting) => meeting.startedAt ?? ''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen, seen.toSorted().toReversed());
  const { items } = await api.call(e.listAccounts, { query: { search: 'brightwater' } });
  const own = await api.call(e.listMeetings, { query: { accountId: items[0]?.id ?? '' } });
  assert.ok(own.total >= 1 && own.total < seen.length);
});

test('imports meetings from JSON lines once, refuses lines it cannot read, and an unknown account', async () => {
  const turns = [
    { speaker: 'Ann', text: 'We agreed to renew for 48,000 dollars in March.' },
    { speaker: 'Bo', text: 'I will send the contract on Friday.' },
  ];
  const content = [JSON.stringify({ id: 'm-1', title: 'Imported', turns }), '{broken', '{"turns":[]}'].join(
    '\n',
  );
  const body = { fileName: 'calls.jsonl', format: 'json-lines', content } as const;
  const first = await api.call(e.importMeetings, { body });
  assert.deepEqual([first.added, first.refused.map((one) => one.line)], [1, [2, 3]]);
  const second = await api.call(e.importMeetings, { body });
  assert.deepEqual([second.added, second.unchanged, second.meetingIds], [0, 1, first.meetingIds]);
  const subtitles = await api.call(e.importMeetings, {
    body: {
      fileName: 'Quarterly review.vtt',
      format: 'webvtt',
      content: 'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>We renew in May.</v>\n',
      startedAt: '2026-11-03T09:00:00Z',
    },
  });
  const [reviewId] = subtitles.meetingIds;
  const review = await api.call(e.getMeeting, { params: { id: reviewId ?? '' } });
  assert.deepEqual(
    [review.title, review.startedAt, review.turns.map(({ speaker }) => speaker)],
    ['Quarterly review', '2026-11-03T09:00:00.000Z', ['Ann Lee']],
  );
  const problem = await api.refusal(e.importMeetings, { body: { ...body, accountId: UNKNOWN } });
  assert.equal(problem.code, 'not_found');
});

test('lists runs with their counts, and one with its records', async () => {
  const { items } = await api.call(e.listStreams, {});
  assert.deepEqual(
    items.map((stream) => [stream.name, stream.enabled, stream.idleReason]),
    [
      'accounts',
      'relationships',
      'deletions',
      'stakeholders',
      'users',
      'meetings',
      'signals',
      'timeline',
      'values',
      'retention',
    ].map((name) => [name, true, null]),
  );
  const runs = await api.call(e.listRuns, { query: { stream: 'accounts', limit: 1 } });
  assert.equal(runs.items.length, 1);
  assert.ok(runs.total >= 2 && runs.nextCursor !== null);
  const older = await api.call(e.listRuns, { query: { stream: 'accounts', cursor: runs.nextCursor } });
  const first = older.items.at(-1);
  assert.ok(first !== undefined);
  assert.deepEqual([first.mode, first.counts.added, first.state], ['full', 40, 'done']);
  const added = await api.call(e.listRunRecords, { query: { run: first.id, outcome: 'added' } });
  assert.deepEqual([added.items.length, added.total], [40, 40]);
  assert.ok(added.items.every((record) => record.event === 'added' && record.name !== null));
  assert.equal((await api.refusal(e.getRun, { params: { id: UNKNOWN } })).code, 'not_found');
  assert.equal((await api.refusal(e.approveRun, { params: { id: first.id } })).code, 'run_not_waiting');
});

test('queues a run by hand, answers the open one to the second asker, and cancels it', async () => {
  const one = await api.call(e.syncStream, { params: { name: 'accounts' }, body: { mode: 'full' } });
  const two = await api.call(e.syncStream, { params: { name: 'accounts' }, body: {} });
  assert.deepEqual([one.state, one.cause, two.id], ['queued', 'manual', one.id]);
  assert.equal(one.cancelRequestedAt, null);
  const asked = await api.call(e.cancelRun, { params: { id: one.id } });
  assert.notEqual(asked.cancelRequestedAt, null, 'who looks meanwhile sees that it was heard');
  await api.workRuns();
  const ended = await api.call(e.getRun, { params: { id: one.id } });
  assert.notEqual(ended.state, 'queued');
});

test('tells the state of the whole workspace on one page', async () => {
  const status = await api.call(e.getStatus, {});
  assert.equal(status.counts.accounts, 40);
  assert.ok(status.counts.activitiesDelivered >= 12);
  assert.ok(status.counts.valuesWritten >= 10);
  assert.equal(
    status.outbox['delivered'],
    (await api.call(e.listOutbox, { query: { state: 'delivered' } })).total,
  );
  assert.ok(status.budget.some((budget) => budget.family === 'sync' && budget.limitMinute === 70));
  assert.deepEqual(
    (await api.call(e.getWorkspace, {})).checklist.map((step) => step.done),
    [true, true, true, true, true, true],
  );
});

test('takes its share of a lower limit that a reply states, and says what is stated', async () => {
  const { limits, switches } = api.sandbox.context;
  const before = { limits: { ...limits }, switches: { ...switches } };
  const syncBudget = async () =>
    (await api.call(e.getStatus, {})).budget.find(({ family }) => family === 'sync');
  Object.assign(switches, { rateLimitHeader: 'everywhere', rateLimitForm: 'windows' });
  Object.assign(limits, { perMinute: 90, perDay: 80_000 });
  await api.call(e.checkConnection, { params: { vendor: 'gainsight' } });
  const lower = await syncBudget();
  assert.deepEqual([lower?.limitMinute, lower?.limitDay], [63, 35_000]);
  assert.deepEqual(lower?.stated, [
    { window: 'minute', calls: 90, limit: 100 },
    { window: 'day', calls: 80_000, limit: 50_000 },
  ]);
  const { budget } = await api.call(e.getDiagnostics, {});
  const minute = budget.find(({ family, window }) => family === 'sync' && window === 'minute');
  assert.deepEqual([minute?.allowance, minute?.limit, minute?.stated], [63, 100, 90]);
  Object.assign(limits, { perMinute: 300, perDay: 50_000 });
  await api.call(e.checkConnection, { params: { vendor: 'gainsight' } });
  const higher = await syncBudget();
  assert.deepEqual([higher?.limitMinute, higher?.limitDay], [70, 35_000]);
  assert.deepEqual(higher?.stated, [{ window: 'minute', calls: 300, limit: 100 }]);
  Object.assign(limits, before.limits);
  Object.assign(switches, before.switches);
});

test('shows what waits and went, and tries only what did not go again', async () => {
  const page = await api.call(e.listOutbox, { query: { kind: 'timeline-activity', limit: 5 } });
  assert.ok(page.total >= 12 && page.items.length === 5 && page.nextCursor !== null);
  const [item] = page.items;
  const problem = await api.refusal(e.retryOutboxItem, { params: { id: item?.id ?? '' } });
  assert.deepEqual([problem.status, problem.code], [409, 'delivery_not_retryable']);
  const plan = await api.call(e.previewWriteback, {});
  assert.deepEqual([plan.activities.length, plan.values.length, plan.calls], [0, 0, 0]);
});

test('saves a configuration as a new version, and refuses one made from an older', async () => {
  const { version } = await api.call(e.getConfig, {});
  const saved = await api.call(e.saveConfig, { body: { basedOn: version, document: TEST_DOCUMENT } });
  assert.equal(saved.version, version + 1);
  const problem = await api.refusal(e.saveConfig, { body: { basedOn: version, document: TEST_DOCUMENT } });
  assert.deepEqual([problem.status, problem.code], [409, 'config_conflict']);
  assert.deepEqual(problem.facts, { basedOn: version, current: version + 1 });
});

test('tells which rows of the contract are confirmed, and confirms only rows that stand in it', async () => {
  const { rows } = await api.call(e.getWriteback, {});
  assert.deepEqual(
    rows.map(({ field, isConfirmed, refused, kept }) => [field, isConfirmed, refused, kept]),
    [['Handrail_Health__gc', true, 0, 0]],
  );
  assert.ok((rows[0]?.written ?? 0) > 0);
  const row = {
    metric: 'health.score',
    object: 'Company' as const,
    field: 'Handrail_Engagement__gc',
    whenUndefined: 'keep' as const,
    owner: 'handrail' as const,
  };
  const problem = await api.refusal(e.confirmWriteback, { body: { rows: [row] } });
  assert.deepEqual([problem.status, problem.code], [409, 'writeback_changed']);
});

test('names every fault of a configuration by its path, unknown fields of the tenant among them', async () => {
  const { version } = await api.call(e.getConfig, {});
  const bad = { version: 1, accounts: { import: 'some' }, timeline: { enabled: true }, colour: 'blue' };
  const first = await api.refusal(e.saveConfig, { body: { basedOn: version, document: bad } });
  assert.deepEqual([first.status, first.code], [400, 'config_invalid']);
  assert.deepEqual(first.issues?.map((issue) => issue.path).toSorted(), [
    'accounts.import',
    'colour',
    'timeline.fallbackAuthor',
  ]);
  const foreign = {
    version: 1,
    fields: { account: { tier: 'No_Such__gc' } },
    timeline: { enabled: true, fallbackAuthor: 'nobody@lumenta.example' },
    status: { field: 'Nor_This__gc', churned: ['x'] },
    writeback: {
      values: [
        { metric: 'health.score', field: 'Name' },
        { metric: 'health.score', field: 'CurrentScore' },
      ],
    },
  };
  const second = await api.refusal(e.saveConfig, { body: { basedOn: version, document: foreign } });
  assert.deepEqual(
    second.issues?.map((issue) => issue.path),
    [
      'fields.account.tier',
      'status.field',
      'timeline.fallbackAuthor',
      'writeback.values[0].field',
      'writeback.values[1].field',
    ],
  );
});

test('refuses a metric that the catalogue lacks, that has no source, or that the field cannot hold', async () => {
  const { version } = await api.call(e.getConfig, {});
  const refused = async (metric: string, field: string) => {
    const fits = { metric: 'insight.accountDark', field: 'Handrail_Account_Dark__gc' };
    const document = { version: 1, writeback: { values: [fits, { metric, field }] } };
    const { issues } = await api.refusal(e.saveConfig, { body: { basedOn: version, document } });
    return issues?.map(({ path, message }) => `${path.split('.').at(-1)}: ${message}`).join();
  };
  assert.match((await refused('health.scores', 'Handrail_Health__gc')) ?? '', /^metric: names no metric/);
  assert.match((await refused('email.sent', 'Handrail_Health__gc')) ?? '', /^metric: has no source/);
  assert.match(
    (await refused('meetings.last', 'Handrail_Health__gc')) ?? '',
    /^field: .* does not take a date/,
  );
  assert.match(
    (await refused('insight.accountDark', 'Handrail_Health__gc')) ?? '',
    /^field: .* does not take yes or no/,
  );
  assert.match(
    (await refused('health.label', 'Tier__gc')) ?? '',
    /^field: Tier has no item High, Medium, Low/,
  );
});

test('refuses a text too short for a label, and warns of a number that Gainsight rounds', async () => {
  const fields = [
    { name: 'Short__gc', label: 'Short', type: 'STRING', length: 5 },
    { name: 'Whole__gc', label: 'Whole', type: 'NUMBER' },
  ];
  for (const field of fields) {
    const made = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(field),
    });
    assert.ok(made.ok, await made.text());
  }
  await api.call(e.syncStream, { params: { name: 'accounts' }, body: { mode: 'full' } });
  await api.workRuns();
  const { version, document } = await api.call(e.getConfig, {});
  const validate = async (metric: string, field: string) => {
    const values = [{ metric, field }];
    return api.call(e.validateConfig, { body: { document: { ...document, writeback: { values } } } });
  };
  const path = 'writeback.values[0].field';
  const short = await validate('health.label', 'Short__gc');
  assert.deepEqual(short.isValid ? [] : short.issues, [
    { path, message: 'Short takes 5 characters, too few for Medium' },
  ]);
  const message = 'Whole: Health score is rounded to 0 decimals by Gainsight';
  assert.deepEqual(await validate('health.score', 'Whole__gc'), {
    isValid: true,
    issues: [],
    warnings: [{ path, message }],
  });
  for (const [metric, field] of [
    ['meetings.count', 'Whole__gc'],
    ['health.score', 'Handrail_Health__gc'],
  ] as const) {
    assert.deepEqual((await validate(metric, field)).warnings, [], metric);
  }
  // It keeps nothing from being saved, and is said no more of what stands.
  const writeback = { values: [{ metric: 'health.score', field: 'Whole__gc' }] };
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...document, writeback } } });
  assert.deepEqual((await validate('health.score', 'Whole__gc')).warnings, []);
  await api.call(e.saveConfig, {
    body: { basedOn: (await api.call(e.getConfig, {})).version, document },
  });
});

test('lists what stands on accounts in words, page by page, of one account or kind', async () => {
  const all = await api.call(e.listInsights, { query: {} });
  assert.ok(all.total > 0 && all.items.every(({ evidence }) => evidence.every(({ text }) => text !== '')));
  const [first] = all.items;
  assert.ok(first);
  const query = { accountId: first.account.id, insight: first.insight };
  const one = await api.call(e.listInsights, { query });
  assert.deepEqual([one.total, one.items], [1, [first]]);
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.call(e.listInsights, {
      query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map(({ account, insight }) => `${account.id} ${insight}`));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  assert.equal(new Set(seen).size, all.total);
});

test('changes the workspace, and refuses zones and domains that are none', async () => {
  const problem = await api.refusal(e.updateWorkspace, {
    body: { timeZone: 'Mars/Base', organisationDomains: ['lumenta.example', 'not a domain'] },
  });
  assert.deepEqual(
    problem.issues?.map((issue) => issue.path),
    ['timeZone', 'organisationDomains.1'],
  );
  const changed = await api.call(e.updateWorkspace, {
    body: { name: 'Lumenta', timeZone: 'Europe/Berlin', outgoingPaused: true },
  });
  assert.deepEqual(
    [changed.name, changed.timeZone, changed.outgoingPaused],
    ['Lumenta', 'Europe/Berlin', true],
  );
  await api.watch();
  const status = await api.call(e.getStatus, {});
  assert.ok(status.alarms.some((alarm) => alarm.code === 'outgoing_paused'));
  const resumed = await api.call(e.updateWorkspace, { body: { outgoingPaused: false } });
  assert.equal(resumed.outgoingPaused, false);
});

test('what sends meetings back to be judged waits for a slice that judges, and neither gives way', async () => {
  const workspace = api.database.workspace(api.workspace.id);
  const isHeld = Promise.withResolvers<void>();
  const mayWrite = Promise.withResolvers<void>();
  const judging = workspace.transaction(async (tx) => {
    await holdStream(tx, 'signals');
    isHeld.resolve();
    await mayWrite.promise;
    await tx.query('update meetings set updated_at = updated_at');
  });
  await isHeld.promise;
  const reopening = workspace.transaction(async (tx) => {
    await reopenAttribution(tx, 'all');
    await hastenStream(tx, 'signals', api.clock.now());
  });
  // Long enough for it to have locked the meetings, if it did so before it waits.
  await pause(200);
  mayWrite.resolve();
  await Promise.all([judging, reopening]);
  await api.workRuns();
});

test('says when streams would start by another cadence, and what that takes of the calls of a day', async () => {
  // Whatever the hour: what ran before may have been the daily full runs alone.
  await api.call(e.syncStream, { params: { name: 'accounts' }, body: {} });
  await api.workRuns();
  const { document } = await api.call(e.getConfig, {});
  const draft = { ...document, cadence: { accounts: 30, writeback: 120 } };
  const { streams, vendors } = await api.call(e.previewCadence, { body: { document: draft } });
  assert.deepEqual(
    streams.map(({ stream, before, after }) => [stream, before.intervalMinutes, after.intervalMinutes]),
    [
      ['accounts', 60, 30],
      ['timeline', 60, 120],
      ['values', 60, 120],
    ],
  );
  const [accounts] = streams;
  assert.ok(accounts?.callsADay != null && accounts.callsADay.after > accounts.callsADay.before);
  assert.equal(accounts.after.nextStarts.length, 3);
  const gainsight = vendors.find(({ vendor }) => vendor === 'gainsight');
  assert.ok(gainsight !== undefined && gainsight.limitDay === 35_000 && gainsight.after > 0);
});

test('says why a stream does not run when it was asked to', async () => {
  await api.call(e.disconnect, { params: { vendor: 'gong' } });
  const problem = await api.refusal(e.syncStream, { params: { name: 'meetings' }, body: {} });
  assert.deepEqual([problem.status, problem.code], [409, 'stream_idle']);
  assert.match(problem.detail ?? '', /Gong is not connected/);
});
