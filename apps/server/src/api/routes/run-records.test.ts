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

/** Changes a record at the source, as its own users would. */
async function change(
  method: 'PATCH' | 'DELETE',
  object: string,
  row: Readonly<Record<string, unknown>>,
  values?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const path = `${api.sandbox.gainsightUrl}/__sandbox/objects/${object}/${String(row['Gsid'])}`;
  const body = values && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(values) };
  assert.ok((await fetch(path, { method, ...body })).ok, path);
}

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
    for (const record of records) tellsItsAccount(record, about);
    if (listing === 'joined') assert.equal(run.stream, 'stakeholders', about);
    else if (isCountedOnly(run, outcome)) assert.ok(listing === 'counted' || listing === 'whole', about);
    else if (!isLast && listing === 'decided-again')
      assert.ok(mayBeDecidedAgain(run, outcome, records.length), about);
    else assert.deepEqual([records.length, listing], [e.countOfOutcome(run, outcome), 'whole'], about);
  }
}

/** A relationship or stakeholder is told with its account, an account alone. */
function tellsItsAccount({ kind, gainsightId, name, account }: RunRecord, about: string): void {
  if (KINDS_OF_ACCOUNTS.has(kind)) return assert.equal(account, null, about);
  const relationship = rows('relationship').find(({ Gsid }) => Gsid === gainsightId);
  const tie = rows('company_person').find(({ Gsid }) => Gsid === gainsightId);
  const companyId = relationship?.['CompanyId'] ?? tie?.['Company_ID'];
  const company = rows('company').find(({ Gsid }) => Gsid === companyId);
  if (company === undefined) return;
  assert.deepEqual(
    [account?.gainsightId, account?.name],
    [company['Gsid'], company['Name']],
    `${about}: ${kind} ${name}`,
  );
  toldWithAccount.add(kind);
}

const KINDS_OF_ACCOUNTS = new Set(['account', 'Company', 'accounts', 'deletions']);
const toldWithAccount = new Set<string>();

/** Whoever came is listed as such, and not among the changed of the same run as well. */
async function isToldOnce(run: Run): Promise<void> {
  const both = [...(await list(run, 'added')).records, ...(await list(run, 'changed')).records];
  const ids = both.map(({ gainsightId, recordId }) => gainsightId ?? recordId);
  assert.equal(new Set(ids).size, ids.length, `${run.stream} #${run.number}`);
}

async function holdNewRuns(): Promise<readonly Run[]> {
  const runs = await newRuns();
  for (const run of runs) await isToldOnce(run);
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

/** Works the hourly runs. */
async function work(): Promise<void> {
  api.clock.advance(2 * HOUR_MS);
  await api.workRuns();
}

function runOf(runs: readonly Run[], stream: (typeof STREAMS)[number], outcome: Outcome): Run {
  const [run] = runs
    .filter((one) => one.stream === stream && e.countOfOutcome(one, outcome) > 0)
    .toSorted((left, right) => e.countOfOutcome(right, outcome) - e.countOfOutcome(left, outcome));
  assert.ok(run, `a run of ${stream} with ${outcome}`);
  return run;
}

test('lists of every run what it counts: at first', async () => {
  await api.makeLoop();
  const runs = await holdNewRuns();
  const added = await list(runOf(runs, 'stakeholders', 'added'), 'added');
  assert.ok(added.records.length > 0);
  assert.ok(added.records.every(({ event, name }) => event === 'added' && name !== null));
});

test('by an increment with deletions', async () => {
  const [renamed, deleted] = rows('company');
  const [relationship, goneRelationship] = rows('relationship').filter(
    ({ CompanyId }) => CompanyId !== deleted?.['Gsid'],
  );
  const [person] = rows('person');
  const [tie, goneTie] = rows('company_person');
  assert.ok(renamed && deleted && relationship && goneRelationship && person && tie && goneTie);
  await change('PATCH', 'company', renamed, { Name: 'Renamed Company' });
  await change('PATCH', 'relationship', relationship, { Name: 'Renamed Relationship' });
  await change('PATCH', 'person', person, { Name: 'Renamed Person' });
  await change('DELETE', 'company', deleted);
  await change('DELETE', 'relationship', goneRelationship);
  await change('DELETE', 'company_person', goneTie);
  await work();
  const runs = await holdNewRuns();
  const kinds = new Set<string>();
  for (const run of runs)
    for (const { kind } of (await list(run, 'gone')).records) kinds.add(`${run.stream} ${kind}`);
  for (const kind of ['account', 'relationship', 'stakeholder'])
    assert.ok(kinds.has(`deletions ${kind}`), kind);
});

/** Who left by the narrower filters: of each run that counted any under this outcome, the ids listed then. */
const left: { readonly run: Run; readonly outcome: Outcome; readonly ids: readonly string[] }[] = [];

async function narrowTo(companies: number): Promise<readonly Run[]> {
  const chosen = rows('company')
    .slice(0, companies)
    .map((row) => String(row['Gsid']));
  await save({ import: 'matching', filter: { field: 'Gsid', op: 'in', value: chosen } });
  await work();
  const runs = await holdNewRuns();
  for (const [stream, outcome] of [
    ['accounts', 'filtered'],
    ['relationships', 'gone'],
    ['stakeholders', 'gone'],
  ] as const) {
    const run = runOf(runs, stream, outcome);
    const { records } = await list(run, outcome);
    if (outcome === 'gone') assert.ok(records.every(({ reason }) => reason === 'Left with its account.'));
    const leaving = records.filter(({ event }) => outcome === 'gone' || event === 'left');
    assert.ok(leaving.length > 0, nameOf(run, outcome));
    left.push({ run, outcome, ids: idsOf(leaving) });
  }
  return runs;
}

test('by a filter that is narrower, and by one that is narrower still', async () => {
  await narrowTo(30);
  const runs = await narrowTo(12);
  // Decided anew by the other filter, and as they were.
  assert.ok(
    runs.some(({ stream, mode, counts }) => stream === 'accounts' && mode === 'full' && counts.unchanged > 0),
  );
});

test('with the account of every relationship and stakeholder, also of what is kept out with it', () => {
  const kinds = ['Relationship', 'company_person', 'relationship', 'stakeholder'];
  assert.deepEqual([...toldWithAccount].toSorted(), kinds);
});

test('by the filter undone, and still tells who left before', async () => {
  await save({ import: 'all' });
  await work();
  const runs = await holdNewRuns();
  for (const stream of ['relationships', 'stakeholders'] as const) {
    const back: RunRecord[] = [];
    for (const run of runs.filter((one) => one.stream === stream)) {
      const { records } = await list(run, stream === 'stakeholders' ? 'added' : 'changed');
      back.push(...records.filter(({ event }) => event === 'returned'));
    }
    const gone = left.filter(({ run }) => run.stream === stream).flatMap(({ ids }) => ids);
    assert.deepEqual(idsOf(back), gone.toSorted(), stream);
  }
  for (const { run, outcome, ids } of left) {
    const { records, listing } = await list(run, outcome);
    const still = records.filter(({ event }) => outcome === 'gone' || event === 'left');
    assert.deepEqual(idsOf(still), ids, nameOf(run, outcome));
    const isFewer = records.length < e.countOfOutcome(run, outcome);
    assert.equal(listing, isFewer ? 'decided-again' : 'whole', nameOf(run, outcome));
  }
});

test('says which configuration turned an account to Churned, beside what changed', async () => {
  const { version } = await api.call(e.getConfig, {});
  const status = { ...TEST_DOCUMENT.status, churned: ['Active'] };
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...TEST_DOCUMENT, status } } });
  await api.workRuns();
  const { records } = await list(runOf(await holdNewRuns(), 'accounts', 'changed'), 'changed');
  const turned = records.filter(({ fields }) => fields['status']?.[1] === 'churned');
  assert.ok(turned.length > 0);
  for (const { fields, reason } of turned) {
    assert.equal(reason, `By configuration version ${version + 1}.`);
    assert.deepEqual(Object.keys(fields).toSorted(), ['churnedOn', 'status']);
  }
  // The page of the account tells the same of the change.
  const id = turned[0]?.recordId ?? '';
  const [newest] = (await api.call(e.getAccount, { params: { id } })).changes;
  assert.deepEqual([newest?.fields, newest?.reason], [turned[0]?.fields, turned[0]?.reason]);
});

test('tells a person that the run counts the records of everybody, not that nothing is kept of them', async () => {
  const { token } = await api.addMember('user');
  const [first, gone] = [left[0], left.find(({ outcome }) => outcome === 'gone')];
  assert.ok(first !== undefined && gone !== undefined);
  for (const { run, outcome } of [first, gone]) {
    const page = await api.call(e.listRunRecords, { query: { run: run.id, outcome } }, token);
    assert.deepEqual([page.total, page.listing], [0, 'seen']);
    assert.match(
      e.runListingInWords(page, e.countOfOutcome(run, outcome)) ?? '',
      /^The run counts \d+ records? of all accounts\. Listed are those that you may see: 0\.$/,
    );
  }
});

function idsOf(records: readonly RunRecord[]): readonly string[] {
  return records.map(({ recordId }) => String(recordId)).toSorted();
}
