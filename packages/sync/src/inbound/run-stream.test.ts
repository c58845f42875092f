import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { findRun, LeaseLostError, requestCancel } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { runSlice } from './run-stream.ts';
import type { Slice, SliceOutcome, Stream } from './stream.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../testing.ts';

/** What the stream of these tests does in its next slice. */
let work: (slice: Slice) => Promise<SliceOutcome> = () =>
  Promise.resolve({ kind: 'complete', withheld: null });

const told: string[] = [];
/** A stream that does what a test says; it stands in for signals, which the engine runs like any other. */
const stream: Stream = {
  name: 'signals',
  label: 'Work of a test',
  direction: 'in',
  followedBy: [],
  slice: (slice) => work(slice),
};

const sync = await startSyncTest(import.meta.url, { extra: [stream] });
const engine = {
  ...sync.engine,
  log: (event: string) => told.push(event),
  onDefect: () => told.push('defect'),
};
await sync.connect();
await sync.save(TEST_CONFIG);
beforeEach(() => {
  told.length = 0;
  sync.clock.advance(3_600_000);
});

const never = new AbortController().signal;
const slice = (run: RunRow, signal = never) =>
  runSlice(engine, { workspaceId: sync.workspaceId, runId: run.id }, signal);
const now = async (run: RunRow) => {
  const found = await sync.transaction((tx) => findRun(tx, run.id));
  assert.ok(found);
  return found;
};
const note = (inside: Slice, text: string) =>
  inside.transaction((tx) =>
    tx.query('update workspaces set name = $1 where id = $2', [text, sync.workspaceId]),
  );
const noted = async () => {
  const [row] = await sync.transaction((tx) => tx.query<{ name: string }>('select name from workspaces'));
  return row?.name;
};

test('lets no second worker take a run that one works on', async () => {
  let slices = 0;
  const run = await sync.queue('signals');
  work = async () => {
    slices += 1;
    if (slices === 1) await slice(run);
    return { kind: 'complete', withheld: null };
  };
  await slice(run);
  assert.equal(slices, 1);
  assert.equal((await now(run)).state, 'done');
});

test('lets a worker whose lease was taken over write nothing', async () => {
  const run = await sync.queue('signals');
  let isFirst = true;
  let thrown: unknown;
  work = async (inside) => {
    if (!isFirst) {
      await note(inside, 'by the second');
      return { kind: 'complete', withheld: null };
    }
    isFirst = false;
    // This worker sleeps past its lease, and another one takes the run over and ends it.
    sync.clock.advance(engine.leaseMs + 1);
    await slice(run);
    thrown = await note(inside, 'by the first').catch((error: unknown) => error);
    throw thrown;
  };
  await slice(run);
  assert.ok(thrown instanceof LeaseLostError);
  assert.equal(await noted(), 'by the second');
  const ended = await now(run);
  assert.deepEqual([ended.state, ended.failure], ['done', null]);
  assert.ok(told.includes('lease_lost'));
});

test('lets a late result of a worker that lost its lease change nothing either', async () => {
  const run = await sync.queue('signals');
  let isFirst = true;
  work = async (): Promise<SliceOutcome> => {
    if (!isFirst) return { kind: 'more' };
    isFirst = false;
    sync.clock.advance(engine.leaseMs + 1);
    await slice(run);
    return { kind: 'complete', withheld: null };
  };
  await slice(run);
  assert.equal((await now(run)).state, 'running');
  work = () => Promise.resolve({ kind: 'complete', withheld: null });
  await slice(run);
  assert.equal((await now(run)).state, 'done');
});

test('keeps a run open when the process is asked to stop, and goes on at the next start', async () => {
  const run = await sync.queue('signals');
  const stopping = new AbortController();
  work = async (inside) => {
    stopping.abort();
    assert.ok(inside.signal.aborted && inside.isOver());
    await note(inside, 'saved while stopping');
    inside.signal.throwIfAborted();
    return { kind: 'complete', withheld: null };
  };
  await slice(run, stopping.signal);
  assert.equal((await now(run)).state, 'running');
  assert.equal(await noted(), 'saved while stopping');
  work = () => Promise.resolve({ kind: 'complete', withheld: null });
  await slice(run);
  assert.equal((await now(run)).state, 'done');
});

test('stops a run after its present page when a person cancels it', async () => {
  const run = await sync.queue('signals');
  let slices = 0;
  work = async (): Promise<SliceOutcome> => {
    slices += 1;
    await sync.transaction((tx) => requestCancel(tx, run.id, sync.clock.now()));
    return { kind: 'more' };
  };
  await slice(run);
  assert.deepEqual([(await now(run)).state, slices], ['cancelled', 1]);
});

test('never begins a run that was cancelled while it waited', async () => {
  const run = await sync.queue('signals');
  await sync.transaction((tx) => requestCancel(tx, run.id, sync.clock.now()));
  work = () => Promise.reject(new TypeError('it began'));
  await slice(run);
  assert.equal((await now(run)).state, 'cancelled');
});

test('waits longer after each failure that may pass, not before its time, and gives up in the end', async () => {
  const run = await sync.queue('signals');
  work = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }));
  const waits: number[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    await slice(run);
    const { state, resume_at: resumeAt } = await now(run);
    if (state === 'failed') break;
    assert.ok(resumeAt);
    waits.push(resumeAt.getTime() - sync.clock.now().getTime());
    // A second job of the same run finds nothing to do yet.
    await slice(run);
    assert.equal((await now(run)).attempts, waits.length);
    sync.clock.advance(waits.at(-1) ?? 0);
  }
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000]);
  const ended = await now(run);
  assert.deepEqual([ended.state, storedFailure(ended).code], ['failed', 'database_unreachable']);
  assert.ok(!told.includes('defect'));
});

test('stops at once on a fault of ours, tells it with its trace and shows no inside of it', async () => {
  const run = await sync.queue('signals');
  work = () => Promise.reject(new RangeError('secret inside'));
  await slice(run);
  const failure = storedFailure(await now(run));
  assert.deepEqual([failure.kind, failure.code], ['defect', 'defect']);
  assert.ok(!failure.message.includes('secret'));
  assert.ok(told.includes('defect'));
});
