import assert from 'node:assert/strict';
import { findConnection } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import type { FaultKind } from '@handrail/sandbox';
import { createSignals } from '@handrail/signals';
import { runSchedule } from '@handrail/sync';
import { startSyncTest } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';
import { FIELDS, switchAllOn } from '../loop/switch-all-on.ts';

const COMPANIES = 40;
const FAULTY_ROUNDS = 10;
const MAX_QUIET_ROUNDS = 60;
const ROUND_MS = 10 * 60_000;
const FAULTS: readonly FaultKind[] = [
  'reset-before',
  'lost-reply',
  'cut-body',
  'invalid-json',
  'error-500',
  'html-200',
  'html-503',
  'short-page',
  'too-many',
];

/** What one seed met on the way. */
export interface ChaosResult {
  readonly seed: number;
  readonly faults: number;
  readonly stops: number;
  readonly edits: number;
  readonly activities: number;
  readonly values: number;
}

/**
 * The whole loop under a seed: calls fail, the process is stopped, companies are edited, added and deleted in between.
 * Then everything is quiet, and what stands is held against the source. Throws an AssertionError that names the seed.
 */
export async function runChaos(fileUrl: string, seed: number): Promise<ChaosResult> {
  const sync = await startSyncTest(fileUrl, {
    extra: [createSignals()],
    sandbox: { companies: COMPANIES, seed: 1 },
    pageSizeRecords: 7,
  });
  const draw = drawFrom(seed);
  const counts = { stops: 0, edits: 0 };
  await prepare(sync, draw);
  for (const [index, kind] of FAULTS.entries()) {
    sync.sandbox.context.faults.add({ kind, probability: 0.02, seed: seed * 100 + index });
  }
  let lastCursor = 0;
  const stopping = { now: new AbortController() };
  sync.beforeCall = async () => {
    if (draw() < 0.02) {
      counts.stops += 1;
      stopping.now.abort();
    }
    if (draw() < 0.03) {
      counts.edits += 1;
      await edit(sync, draw);
    }
  };
  for (let round = 0; round < FAULTY_ROUNDS; round += 1) {
    await workDue(sync, stopping);
    const cursor = await readCursor(sync);
    assert.ok(cursor >= lastCursor, `seed ${seed}: the cursor went back`);
    lastCursor = cursor;
    sync.clock.advance(ROUND_MS);
  }
  const faults = sync.sandbox.context.faults.list().reduce((sum, fault) => sum + fault.played, 0);
  sync.beforeCall = null;
  sync.sandbox.context.faults.clear();
  await quieten(sync, stopping, seed);
  return { seed, faults, ...counts, ...(await check(sync, seed)) };
}

export async function prepare(sync: SyncTest, draw: () => number): Promise<void> {
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(draw() * items.length)] ?? items[0];
  Object.assign(sync.sandbox.context.switches, {
    externalIdRepeat: pick(['refused', 'stored-twice']),
    activityReadLagSeconds: pick([0, 30, 600]),
    activityId: pick(['same-as-gsid', 'different']),
    noDataForm: pick(['empty', 'null-data', 'null-records', 'result-false', 'http-400']),
    replyShape: pick(['records', 'array']),
    dateForm: pick(['iso', 'epoch']),
    nullForm: pick(['null', 'omitted']),
  });
  await switchAllOn(sync);
}

/** Whatever the schedule asks for, slice by slice; a stop ends the slice in hand and the next process goes on. */
async function workDue(sync: SyncTest, stopping: { now: AbortController }): Promise<void> {
  await runSchedule(sync.engine);
  for (const run of await openRuns(sync)) {
    for (let slices = 0, now = run; slices < 30 && isOpen(now); slices += 1) {
      stopping.now = new AbortController();
      now = await sync.work(now, stopping.now.signal);
    }
  }
}

const isOpen = (run: RunRow) => run.state === 'queued' || run.state === 'running';

export function openRuns(sync: SyncTest): Promise<RunRow[]> {
  return sync.transaction((tx) =>
    tx.query<RunRow>(`select * from runs where state in ('queued', 'running') order by created_at`),
  );
}

/** Without faults: one full run of everything, and rounds until nothing is open. */
export async function quieten(
  sync: SyncTest,
  stopping: { now: AbortController },
  seed: number,
): Promise<void> {
  const gainsight = await sync.transaction((tx) => findConnection(tx, 'gainsight'));
  assert.equal(gainsight?.state, 'connected', `seed ${seed}`);
  await workDue(sync, stopping);
  for (const name of ['accounts', 'relationships', 'stakeholders', 'meetings', 'signals'] as const) {
    const run = await sync.run(name, name === 'signals' ? 'incremental' : 'full');
    assert.equal(run.state, 'done', `seed ${seed}: ${name} ${JSON.stringify(run)}`);
  }
  for (let round = 0; round < MAX_QUIET_ROUNDS; round += 1) {
    await workDue(sync, stopping);
    const open = await sync.transaction((tx) => tx.query('select 1 from outbox where settled_at is null'));
    if (open.length === 0 && (await openRuns(sync)).length === 0) return;
    sync.clock.advance(ROUND_MS);
  }
  assert.fail(`seed ${seed}: something stays open`);
}

/** A person at Gainsight renames, adds or, rarely, deletes a company. */
async function edit(sync: SyncTest, draw: () => number): Promise<void> {
  const rows = sync.source.rows('company');
  const row = rows[Math.floor(draw() * rows.length)];
  const kind = draw();
  if (kind < 0.6) {
    await sync.source.update('company', String(row?.['Gsid']), {
      Name: `Renamed ${Math.floor(draw() * 1e9)}`,
    });
  } else if (kind < 0.9 || rows.length < COMPANIES - 5) {
    await sync.source.insert('company', { Name: `Added ${Math.floor(draw() * 1e9)}` });
  } else {
    await sync.source.delete('company', String(row?.['Gsid']));
  }
}

async function readCursor(sync: SyncTest): Promise<number> {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ cursor: string | null }>(
      `select position ->> 'cursor' as cursor from checkpoints where object = 'Company' and mode = 'incremental'`,
    ),
  );
  return row?.cursor == null ? 0 : Date.parse(row.cursor);
}

/** The copy equals the source; each summary stands once where it belongs; each value stands as it was computed. */
export async function check(sync: SyncTest, seed: number): Promise<{ activities: number; values: number }> {
  const held = await sync.transaction((tx) =>
    tx.query<{ id: string; name: string }>(
      `select gainsight_id as id, name from accounts where presence = 'present' order by gainsight_id collate "C"`,
    ),
  );
  const companies = sync.source.rows('company');
  assert.deepEqual(
    held,
    companies.map((row) => ({ id: String(row['Gsid']), name: String(row['Name']) })),
    `seed ${seed}: the copy differs`,
  );
  await checkBeneath(sync, seed);
  const due = await sync.transaction((tx) =>
    tx.query<{ company: string; title: string }>(`
      select c.gainsight_id as company, m.title from attributions a
      join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      join accounts c on c.workspace_id = a.workspace_id and c.id = a.account_id and c.presence = 'present'
      where exists (select 1 from summaries s where s.workspace_id = m.workspace_id and s.meeting_id = m.id)`),
  );
  const standing = sync.sandbox
    .activities()
    .filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-'))
    .filter((row) => companies.some((company) => company['Gsid'] === row['GsCompanyId']))
    .map((row) => `${String(row['GsCompanyId'])} ${String(row['Subject'])}`);
  assert.deepEqual(
    standing.toSorted(),
    due.map(({ company, title }) => `${company} Meeting summary: ${title}`).toSorted(),
    `seed ${seed}: the Timeline differs`,
  );
  const scores = await sync.transaction((tx) =>
    tx.query<{ id: string; value: number | null }>(`
      select distinct on (s.account_id) c.gainsight_id as id, s.score::float8 as value
      from scores s join accounts c on c.workspace_id = s.workspace_id and c.id = s.account_id
      where c.presence = 'present' and s.kind = 'health' order by s.account_id, s.scored_on desc`),
  );
  const values = scores.filter((score) => score.value !== null);
  for (const { id, value } of values) {
    const row = companies.find((company) => company['Gsid'] === id);
    assert.equal(row?.[FIELDS[0]], value, `seed ${seed}: the value of ${id} differs`);
  }
  return { activities: standing.length, values: values.length };
}

/** What stands beneath the accounts equals the source, too: relationships, and people at companies and relationships. */
async function checkBeneath(sync: SyncTest, seed: number): Promise<void> {
  const objects = {
    relationship: `select gainsight_id as id from relationships where presence = 'present'`,
    company_person: `select gainsight_id as id from stakeholders where presence in ('present', 'inactive')`,
    relationship_person: `select gainsight_id as id from relationship_people`,
  };
  for (const [object, query] of Object.entries(objects)) {
    const held = await sync.transaction((tx) => tx.query<{ id: string }>(query));
    assert.deepEqual(
      held.map(({ id }) => id).toSorted(),
      sync.source
        .rows(object)
        .map((row) => String(row['Gsid']))
        .toSorted(),
      `seed ${seed}: the copy of ${object} differs`,
    );
  }
}

/** Repeatable numbers from 0 to below 1 (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
