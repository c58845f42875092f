import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as e from '@handrail/contract';
import type { ReplyOf, RequestOf, Run, RunRecord } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const HOUR_MS = 3_600_000;
const STREAMS = ['accounts', 'relationships', 'stakeholders', 'deletions'] as const;
type Outcome = (typeof e.RUN_OUTCOMES)[number];

const api = await startApiTest(import.meta.url, { sandbox: { companies: 60 } });
const rows = (name: string) => api.sandbox.context.world.objects.get(name)?.rows ?? [];

/** The runs of these streams that ended since the last time. */
const told = new Set<string>();
async function newRuns(): Promise<readonly Run[]> {
  const found: Run[] = [];
  for (const stream of STREAMS) {
    const { items } = await api.call(e.listRuns, { query: { stream, limit: 100 } });
    found.push(...items.filter(({ id }) => !told.has(id)));
  }
  for (const { id } of found) told.add(id);
  return found;
}

async function list(run: Run, outcome: Outcome) {
  const records: RunRecord[] = [];
  for (let cursor: string | null = null; ;) {
    const query: RequestOf<typeof e.listRunRecords>['query'] = {
      run: run.id,
      outcome,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    };
    const page: ReplyOf<typeof e.listRunRecords> = await api.call(e.listRunRecords, { query });
    records.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== null) continue;
    assert.equal(records.length, page.total, `${run.stream} #${run.number} ${outcome}`);
    return { records, listing: page.listing };
  }
}

const nameOf = (run: Run, outcome: Outcome) =>
  `${run.stream} #${run.number} (${run.mode}, configuration ${run.configVersion}) ${outcome}`;

/** Outcomes of which no list is promised: a run that met a part alone does not write what stands, a log has lines. */
function isCountedOnly({ stream, mode }: Run, outcome: Outcome): boolean {
  if (outcome === 'filtered' && mode === 'incremental') return true;
  return (
    outcome === 'unchanged' && (mode === 'incremental' || stream === 'stakeholders' || stream === 'deletions')
  );
}

/** Whether fewer may be listed once another run of the stream has ended: of what the log of changes does not have. */
function mayBeDecidedAgain(run: Run, outcome: Outcome, listed: number): boolean {
  return ['changed', 'unchanged', 'filtered'].includes(outcome) && listed < e.countOfOutcome(run, outcome);
}

/** Holds every list of a run that has just ended against its counts. */
async function holdAgainstCounts(run: Run, isLast: boolean): Promise<void> {
  for (const outcome of e.RUN_OUTCOMES) {
    const { records, listing } = await list(run, outcome);
    const about = `${nameOf(run, outcome)} ${JSON.stringify(run.counts)}`;
    const ids = records.map(({ kind, recordId, gainsightId }) => `${kind} ${gainsightId ?? recordId}`);
    assert.equal(new Set(ids).size, ids.length, `${about}: each is listed once`);
    for (const { fields } of records)
      assert.ok(!('presence' in fields && 'name' in fields), `${about}: ${JSON.stringify(fields)}`);
    if (listing === 'joined') assert.equal(run.stream, 'stakeholders', about);
    else if (isCountedOnly(run, outcome)) assert.ok(listing === 'counted' || listing === 'whole', about);
    else if (!isLast && listing === 'decided-again')
      assert.ok(mayBeDecidedAgain(run, outcome, records.length), about);
    else assert.deepEqual([records.length, listing], [e.countOfOutcome(run, outcome), 'whole'], about);
  }
}

async function holdNewRuns(): Promise<readonly Run[]> {
  const runs = await newRuns();
  for (const run of runs)
    await holdAgainstCounts(
      run,
      !runs.some(({ stream, number }) => stream === run.stream && number > run.number),
    );
  return runs;
}

async function save(accounts: object): Promise<void> {
  const { version } = await api.call(e.getConfig, {});
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...TEST_DOCUMENT, accounts } } });
  await api.workRuns();
}

async function work(): Promise<void> {
  api.clock.advance(2 * HOUR_MS);
  await api.workRuns();
}

async function runOf(runs: readonly Run[], stream: (typeof STREAMS)[number], outcome: Outcome): Promise<Run> {
  const run = runs.find((one) => one.stream === stream && e.countOfOutcome(one, outcome) > 0);
  assert.ok(run, `a run of ${stream} with ${outcome}`);
  return run;
}

test('lists of every run what it counts: at first', async () => {
  await api.makeLoop();
  const runs = await holdNewRuns();
  const added = await list(await runOf(runs, 'stakeholders', 'added'), 'added');
  assert.ok(added.records.length > 0);
  assert.ok(added.records.every(({ event, name }) => event === 'added' && name !== null));
});

test('by an increment with deletions', async () => {
  const [company] = rows('company');
  const [relationship, goneRelationship] = rows('relationship');
  const [person] = rows('person');
  const [tie, goneTie] = rows('company_person');
  assert.ok(company && relationship && goneRelationship && person && tie && goneTie);
  await work();
  await holdNewRuns();
});

let left: readonly { readonly run: Run; readonly outcome: Outcome; readonly ids: readonly string[] }[] = [];

test('by a filter that is narrower', async () => {
  const chosen = rows('company')
    .slice(0, 12)
    .map((row) => String(row['Gsid']));
  await save({ import: 'matching', filter: { field: 'Gsid', op: 'in', value: chosen } });
  await work();
  const runs = await holdNewRuns();
  const kept = [];
  for (const [stream, outcome] of [
    ['relationships', 'gone'],
    ['stakeholders', 'gone'],
  ] as const) {
    const run = await runOf(runs, stream, outcome);
    const { records } = await list(run, outcome);
    if (outcome === 'gone') assert.ok(records.every(({ reason }) => reason === 'Left with its account.'));
    kept.push({ run, outcome, ids: records.map(({ recordId }) => String(recordId)).toSorted() });
  }
  left = kept;
});

test('by the filter undone, and still tells who left before', async () => {
  await save({ import: 'all' });
  await work();
  const runs = await holdNewRuns();
  for (const stream of ['relationships', 'stakeholders'] as const) {
    const back = [];
    for (const run of runs.filter((one) => one.stream === stream)) {
      const { records } = await list(run, 'changed');
      back.push(...records.filter(({ event }) => event === 'returned'));
    }
    const gone = left.find(({ run }) => run.stream === stream);
    assert.deepEqual(back.map(({ recordId }) => String(recordId)).toSorted(), gone?.ids, stream);
  }
  for (const { run, outcome, ids } of left) {
    const { records } = await list(run, outcome);
    assert.deepEqual(records.map(({ recordId }) => String(recordId)).toSorted(), ids, nameOf(run, outcome));
  }
});
