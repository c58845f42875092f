// Each change by itself: what its preview said is what Save then does. The property test mixes filter, status and mapping.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { DEFAULT_CADENCE_MINUTES, PREVIEW_KINDS } from '@handrail/core';
import type { PreviewKind } from '@handrail/core';
import {
  findLatestConfig,
  findOpenRun,
  findStream,
  hastenStream,
  listRuns,
  listStreams,
  readAccounts,
  scheduleStream,
} from '@handrail/database';
import type { AccountRow, RunRow } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { readConfiguration } from './configuration.ts';
import { readAccountContext, readDraftContext } from './inbound/account-context.ts';
import { getGainsight, requestInventory } from './inventory.ts';
import { previewCadence } from './preview-cadence.ts';
import { listPreviewRows, previewConfiguration } from './preview.ts';
import type { Preview, PreviewAsked, PreviewRow, PreviewRowsAsked } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { saveConfiguration } from './save-configuration.ts';
import { runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const MINUTE_MS = 60_000;
const sync = await startSyncTest(import.meta.url);
const workspace = sync.database.workspace(sync.workspaceId);
const gsids = sync.source.rows('company').map((row) => String(row['Gsid']));
await sync.connect();
await sync.save(TEST_CONFIG);
for (const name of ['accounts', 'relationships', 'stakeholders', 'users']) await sync.run(name, 'full');
for (const name of ['accounts', 'accounts', 'deletions']) await sync.run(name);

async function read(document: object) {
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  return draft.value;
}

async function preview(document: object): Promise<Preview> {
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  return look(document);
}

async function asked(document: object): Promise<PreviewAsked> {
  return { configuration: await read(document), limit: Infinity, search: null, now: sync.clock.now() };
}

/** The preview on the inventory that was read last. */
async function look(document: object): Promise<Preview> {
  return previewConfiguration(workspace, await asked(document));
}

async function save(document: object): Promise<void> {
  await sync.transaction(async (tx) => {
    const basedOn = (await findLatestConfig(tx))?.version ?? 0;
    const outcome = await saveConfiguration(tx, {
      basedOn,
      document,
      createdBy: null,
      now: sync.clock.now(),
    });
    assert.equal(outcome.kind, 'saved', JSON.stringify(outcome));
  });
}

/** Carries a saved document out: by the projection that Save began, else by the full run that it asked for. */
async function carryOut(document: object): Promise<RunRow> {
  await save(document);
  const open = await sync.transaction(async (tx) => {
    const stream = await findStream(tx, 'accounts');
    assert.ok(stream !== undefined);
    return findOpenRun(tx, stream.id);
  });
  const run = await sync.work(open ?? (await sync.queue('accounts', 'full')));
  // The schedule, which begins runs otherwise, would have set its next one.
  const fullDueAt = new Date(sync.clock.now().getTime() + 1_440 * MINUTE_MS);
  await sync.transaction((tx) => scheduleStream(tx, run.stream_id, { fullDueAt }));
  return run;
}

async function accounts(): Promise<ReadonlyMap<string, AccountRow>> {
  return sync.transaction(async (tx) => readAccounts(tx, (await getGainsight(tx)).id, gsids));
}

const idsOf = (found: Preview, kind: keyof Preview['rows']) =>
  found.rows[kind].map(({ gainsightId }) => gainsightId).toSorted();

test('a preview leaves no run and changes no account', async () => {
  await preview(TEST_CONFIG);
  const standing = async () => ({
    runs: (await sync.transaction((tx) => listRuns(tx, { limit: 100 }))).map(({ id, state }) => [id, state]),
    streams: await sync.transaction(listStreams),
    accounts: await accounts(),
  });
  const before = await standing();
  const filter = { field: 'Name', op: 'eq', value: 'Nobody' };
  const narrowest = { ...TEST_CONFIG, accounts: { import: 'matching', filter } };
  assert.equal((await look(narrowest)).totals.leaving, gsids.length);
  const list = { ...(await asked(narrowest)), kind: 'leaving', from: null } as const;
  assert.equal((await listPreviewRows(workspace, list)).rows.length, gsids.length);
  assert.deepEqual(await standing(), before);
});

test('a changed filter lets in and out just those whom its preview named', async () => {
  const value = String(sync.source.rows('company')[0]?.['Tier__gc']);
  const document = {
    ...TEST_CONFIG,
    accounts: { import: 'matching', filter: { field: 'Tier__gc', op: 'eq', value } },
  };
  const foreseen = await preview(document);
  assert.ok(foreseen.totals.leaving > 0 && foreseen.totals.entering === 0);
  assert.equal(foreseen.unchanged, gsids.length - foreseen.totals.leaving);
  const either = await look({
    ...TEST_CONFIG,
    accounts: {
      import: 'matching',
      filter: { or: [document.accounts.filter, { field: 'Name', op: 'eq', value: 'Nobody' }] },
    },
  });
  assert.deepEqual(idsOf(either, 'leaving'), idsOf(foreseen, 'leaving'));
  const [whole, ...others] = new Set(either.rows.leaving.map(({ rule }) => rule));
  assert.match(whole ?? '', /^Tier is .* or Name is Nobody$/, 'all of a group kept them out');
  assert.deepEqual(others, []);
  const run = await carryOut(document);
  assert.equal(run.mode === 'full', foreseen.cost.isFull);
  const left = [...(await accounts())].filter(([, { presence }]) => presence === 'filtered');
  assert.deepEqual(left.map(([id]) => id).toSorted(), idsOf(foreseen, 'leaving'));

  const same = await preview(document);
  assert.deepEqual(
    [...idsOf(same, 'almost-in'), ...idsOf(same, 'stays-out')].toSorted(),
    idsOf(foreseen, 'leaving'),
  );
  const { rows } = same;
  const tierOf = (id: string) =>
    sync.source.rows('company').find((row) => row['Gsid'] === id)?.['Tier__gc'] ?? null;
  for (const row of [...foreseen.rows.leaving, ...rows['almost-in'], ...rows['stays-out']])
    assert.deepEqual([row.rule !== null, row.field, row.value], [true, 'Tier__gc', tierOf(row.gainsightId)]);

  const back = await preview(TEST_CONFIG);
  await carryOut(TEST_CONFIG);
  const stayOut = new Set(
    [...(await accounts())].flatMap(([id, row]) => (row.presence === 'present' ? [] : [id])),
  );
  assert.deepEqual(
    left
      .map(([id]) => id)
      .filter((id) => !stayOut.has(id))
      .toSorted(),
    idsOf(back, 'entering'),
  );
  assert.equal(stayOut.size, 0);
});

test('the accounts of one kind are listed part by part, each once and in one order', async () => {
  const none = { import: 'matching', filter: { field: 'Name', op: 'in', value: ['Nobody'] } };
  const document = { ...TEST_CONFIG, accounts: none };
  const whole = await preview(document);
  const partsOf = async (kind: PreviewKind, limit: number) => {
    const parts: (readonly PreviewRow[])[] = [];
    for (let from: PreviewRowsAsked['from'] = null; from !== null || parts.length === 0;) {
      const { rows, next } = await listPreviewRows(workspace, {
        ...(await asked(document)),
        limit,
        kind,
        from,
      });
      parts.push(rows);
      if (next === null) break;
      from = next;
    }
    return parts;
  };
  const parts = await partsOf('leaving', 20);
  assert.ok(whole.totals.leaving > 20 && parts.every((part) => part.length <= 20));
  assert.deepEqual(parts.flat(), whole.rows.leaving);
  for (const kind of PREVIEW_KINDS) {
    assert.deepEqual((await partsOf(kind, MAX_QUERY_ROWS)).flat(), whole.rows[kind], kind);
  }
});

test('a list that goes on after Gainsight was read again is refused', async () => {
  const kind = 'leaving';
  await preview(TEST_CONFIG);
  const from = { inventory: randomUUID(), page: 1, skip: 0 };
  await assert.rejects(listPreviewRows(workspace, { ...(await asked(TEST_CONFIG)), kind, from }), {
    code: 'inventory_replaced',
  });
});

test('a draft that says what is saved is the same rules, though its keys come in another order', async () => {
  const draft = await read(Object.fromEntries(Object.entries(TEST_CONFIG).toReversed()));
  const [saved, drafted] = await sync.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const { version } = await readConfiguration(tx);
    return [
      await readAccountContext(tx, connection, version),
      await readDraftContext(tx, connection, draft),
    ] as const;
  });
  assert.equal(drafted.rules.version, saved.rules.version);
});

test('a changed mapping changes just those fields of just those accounts', async () => {
  const { region: _, ...account } = TEST_CONFIG.fields.account;
  const document = { ...TEST_CONFIG, fields: { account: { ...account, industry: 'Region__gc' } } };
  const foreseen = await preview(document);
  assert.ok(foreseen.totals.fields > 0 && foreseen.totals.status === 0);
  const before = await accounts();
  const run = await carryOut(document);
  const [ofAccounts] = foreseen.cost.streams;
  assert.deepEqual(
    [run.mode, run.calls, ofAccounts?.mode, ofAccounts?.calls],
    ['projection', 0, 'projection', 0],
  );
  const changed = [...(await accounts())].filter(([id, row]) => {
    const old = before.get(id);
    return row.industry !== old?.industry || row.region !== old.region;
  });
  assert.deepEqual(changed.map(([id]) => id).toSorted(), idsOf(foreseen, 'fields'));
  for (const { gainsightId, changes } of foreseen.rows.fields) {
    const [old, now] = [before.get(gainsightId), (await accounts()).get(gainsightId)];
    if (changes['industry'] !== undefined)
      assert.deepEqual(changes['industry'], [old?.industry, now?.industry]);
    if (changes['region'] !== undefined) assert.deepEqual(changes['region'], [old?.region, now?.region]);
  }
  await carryOut(TEST_CONFIG);
});

const FOLLOWING = ['accounts', 'relationships', 'stakeholders'];

/** What a preview says that a save takes of these streams, and what it then took, in calls. */
async function callsOfSave(document: object, changeSource: (() => void) | null = null) {
  // Nobody's own minute of the hour comes in between, and all that is due from the time before is worked off.
  const ownMinutes = (await sync.transaction(listStreams))
    .filter(({ name }) => FOLLOWING.includes(name))
    .map(({ offset_seconds: seconds }) => seconds / 60);
  const minutesUntil = (own: number) => (own - sync.clock.now().getTime() / MINUTE_MS) % 60;
  while (ownMinutes.some((own) => (minutesUntil(own) + 60) % 60 < 12)) sync.clock.advance(MINUTE_MS);
  await watchStarts(2);
  const now = sync.clock.now().getTime();
  for (const { id, name } of await sync.transaction(listStreams)) {
    const [dueAt, fullDueAt] = [60, 1_440].map((minutes) => new Date(now + minutes * MINUTE_MS));
    if (FOLLOWING.includes(name) && dueAt !== undefined && fullDueAt !== undefined)
      await sync.transaction((tx) => scheduleStream(tx, id, { dueAt, fullDueAt }));
  }
  changeSource?.();
  const { cost } = await preview(document);
  const [last] = await sync.transaction((tx) => listRuns(tx, { limit: 1 }));
  await save(document);
  await watchStarts(3);
  const streams = new Map((await sync.transaction(listStreams)).map(({ id, name }) => [id, name]));
  const made = new Map<string, number>();
  for (const run of await sync.transaction((tx) => listRuns(tx, { limit: 50 }))) {
    const stream = streams.get(run.stream_id) ?? '';
    if (run.number > (last?.number ?? 0) && FOLLOWING.includes(stream))
      made.set(stream, (made.get(stream) ?? 0) + run.calls);
  }
  const foreseen = new Map(cost.streams.map(({ stream, calls }) => [stream, calls ?? Number.NaN]));
  assert.equal(
    cost.calls,
    [...foreseen.values()].reduce((sum, calls) => sum + calls, 0),
  );
  return { foreseen, made };
}

test('a preview counts the calls of every stream that its save starts, about as many as it then takes', async () => {
  const value = String(sync.source.rows('company')[0]?.['Tier__gc']);
  const { account } = TEST_CONFIG.fields;
  const narrow = { import: 'matching', filter: { field: 'Tier__gc', op: 'eq', value } };
  const people = { account, stakeholder: { title: 'Person.Name' } };
  for (const [document, names] of [
    [{ ...TEST_CONFIG, accounts: narrow }, FOLLOWING],
    [TEST_CONFIG, FOLLOWING],
    [{ ...TEST_CONFIG, fields: people }, ['stakeholders']],
    [{ ...TEST_CONFIG, fields: people }, []],
    [TEST_CONFIG, ['stakeholders']],
  ] as const) {
    const { foreseen, made } = await callsOfSave(document);
    assert.deepEqual([...made.keys()].toSorted(), [...names]);
    assert.deepEqual([...foreseen.keys()], [...names]);
    for (const [stream, calls] of foreseen)
      assert.ok(Math.abs(calls - (made.get(stream) ?? 0)) <= 2, `${stream}: ${calls} of ${made.get(stream)}`);
  }
});

test('a preview foresees no run of relationships where the save begins none of accounts', async () => {
  const { account } = TEST_CONFIG.fields;
  const document = { ...TEST_CONFIG, fields: { account, stakeholder: { title: 'Person.Name' } } };
  const company = sync.sandbox.context.world.objects.get('company')?.rows[0];
  assert.ok(company !== undefined);
  // The inventory sees it before the accounts' own run does.
  const { foreseen, made } = await callsOfSave(document, () =>
    Object.assign(company, { Name: 'Renamed meanwhile', ModifiedDate: sync.clock.now().toISOString() }),
  );
  assert.deepEqual([...made.keys()], ['stakeholders']);
  assert.deepEqual([...foreseen.keys()], ['stakeholders']);
  await callsOfSave(TEST_CONFIG);
  await sync.run('accounts');
});

test('a changed status mapping gives just those accounts just that status', async () => {
  const document = { ...TEST_CONFIG, status: { field: 'Status', prospect: ['Prospect', 'Churn'] } };
  const foreseen = await preview(document);
  assert.ok(foreseen.totals.status > 0 && foreseen.totals.fields === 0);
  const before = await accounts();
  const run = await carryOut(document);
  assert.deepEqual([run.mode, run.calls], ['projection', 0]);
  const after = await accounts();
  const changed = [...after].filter(([id, { status }]) => status !== before.get(id)?.status);
  assert.deepEqual(changed.map(([id]) => id).toSorted(), idsOf(foreseen, 'status'));
  for (const { gainsightId, changes } of foreseen.rows.status) {
    assert.deepEqual(changes['status'], [before.get(gainsightId)?.status, after.get(gainsightId)?.status]);
  }
  await carryOut(TEST_CONFIG);
});

/**
 * Works all that the schedule starts for so long, looking every minute and within ten seconds of what is due; answers
 * the starts of each stream.
 */
async function watchStarts(forMinutes: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const from = await sync.transaction((tx) => listRuns(tx, { limit: 1 }));
  const until = sync.clock.now().getTime() + forMinutes * MINUTE_MS;
  for (; sync.clock.now().getTime() <= until; sync.clock.advance(await untilNextLook())) {
    await runSchedule(sync.engine);
    for (const run of await sync.transaction((tx) => listRuns(tx, { limit: 20 })))
      if (run.state === 'queued' || run.state === 'running') await sync.work(run);
  }
  const streams = new Map((await sync.transaction(listStreams)).map(({ id, name }) => [id, name]));
  const starts = new Map<string, number[]>();
  for (const run of await sync.transaction((tx) => listRuns(tx, { limit: 500 }))) {
    if (run.number <= (from[0]?.number ?? 0)) continue;
    const name = streams.get(run.stream_id) ?? '';
    starts.set(name, [run.created_at.getTime(), ...(starts.get(name) ?? [])]);
  }
  return starts;
}

async function untilNextLook(): Promise<number> {
  const nowMs = sync.clock.now().getTime();
  const streams = await sync.transaction(listStreams);
  const ahead = streams
    .flatMap((one) => [one.next_due_at, one.next_full_due_at, one.day_change_due_at])
    .map((at) => (at?.getTime() ?? 0) - nowMs)
    .filter((aheadMs) => aheadMs > 0);
  return Math.min(MINUTE_MS, Math.max(10_000, Math.min(...ahead)));
}

test('a changed cadence starts just those streams just then, and takes as many calls a day', async () => {
  // All that is due from the time before is worked off.
  await watchStarts(2);
  const cadence = { accounts: 15, users: 45, deletions: 30 };
  const document = { ...TEST_CONFIG, cadence };
  const foreseen = await sync.transaction(async (tx) =>
    previewCadence(tx, await read(document), sync.clock.now()),
  );
  assert.deepEqual(
    foreseen.streams.map(({ stream, before, after }) => [
      stream,
      before.intervalMinutes,
      after.intervalMinutes,
    ]),
    [
      ['accounts', 60, 15],
      ['deletions', 60, 30],
      ['users', DEFAULT_CADENCE_MINUTES.users, 45],
    ],
  );
  const users = foreseen.streams.find(({ stream }) => stream === 'users')?.callsADay;
  // By the minute that the stream's key decides, it may have run incrementally by now.
  const [least] = await sync.transaction((tx) =>
    tx.query<{ calls: number }>(
      `select min(r.calls) as calls from runs r join streams s on s.id = r.stream_id where s.name = 'users'
       group by r.mode order by r.mode = 'incremental' desc limit 1`,
    ),
  );
  assert.ok(least !== undefined && least.calls > 0);
  assert.ok((users?.after ?? 0) >= (1_440 / 45) * least.calls, 'those of full runs, where it ran no other');
  const due = async () =>
    new Map((await sync.transaction(listStreams)).map((row) => [row.name, row.next_due_at?.getTime()]));
  const standing = await due();
  await save(document);
  const saved = await due();
  for (const name of ['relationships', 'stakeholders'])
    assert.equal(saved.get(name), standing.get(name), name);

  const starts = await watchStarts(150);
  for (const { stream, after } of foreseen.streams) {
    const found = starts.get(stream)?.slice(0, after.nextStarts.length) ?? [];
    assert.equal(found.length, after.nextStarts.length, stream);
    for (const [at, foretold] of after.nextStarts.entries()) {
      // The schedule is looked at within ten seconds here.
      const late = (found[at] ?? 0) - foretold.getTime();
      assert.ok(late >= 0 && late <= 10_000, `${stream}: start ${at} is ${late} ms late`);
    }
  }
  const accountsCalls = foreseen.streams.find(({ stream }) => stream === 'accounts')?.callsADay;
  assert.ok(accountsCalls !== null && accountsCalls !== undefined);
  const stream = await sync.transaction((tx) => findStream(tx, 'accounts'));
  assert.ok(stream !== undefined);
  const latest = await sync.transaction((tx) => listRuns(tx, { streamId: stream.id, limit: 8 }));
  const runs = latest.filter(({ mode }) => mode === 'incremental');
  const each = runs.reduce((sum, { calls }) => sum + calls, 0) / runs.length;
  assert.ok(Math.abs((1440 / 15) * each - accountsCalls.after) <= accountsCalls.after * 0.1 + 10);
  const [vendor] = foreseen.vendors;
  assert.ok(vendor !== undefined && vendor.after > vendor.before);
});

test('a longer cadence moves no start that was promised, and what is due stays due', async () => {
  await save(TEST_CONFIG);
  await watchStarts(2);
  const foreseen = async () =>
    sync.transaction(async (tx) =>
      previewCadence(tx, await read({ ...TEST_CONFIG, cadence: { accounts: 10_080 } }), sync.clock.now()),
    );
  const [weekly] = (await foreseen()).streams;
  assert.deepEqual(weekly?.after.nextStarts[0], weekly?.before.nextStart);
  assert.ok((weekly?.callsADay?.after ?? 0) < (weekly?.callsADay?.before ?? 0));
  await sync.transaction((tx) => hastenStream(tx, 'accounts', sync.clock.now()));
  assert.deepEqual((await foreseen()).streams[0]?.after.nextStarts[0], sync.clock.now());
});
