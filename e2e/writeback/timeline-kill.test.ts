import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingId } from '@handrail/core';
import type { Database, WorkspaceHandle } from '@handrail/database';
import { runSlice } from '@handrail/sync';
import { startWritebackTest } from './one-meeting.ts';

const sync = await startWritebackTest(import.meta.url);
const { switches } = sync.sandbox.context;
/** A lease outlives its worker by a minute. */
const LEASE_MS = 61_000;

/** What everything meets that a killed process still wanted to do. */
class Killed extends Error {}

/** The same database for a process that is killed before, or just after, its n-th transaction: nothing of it happens after. */
function mortal(
  database: Database,
  when: 'before' | 'after',
  n: number,
): { db: Database; isMet: () => boolean } {
  let count = 0;
  let isDead = false;
  const handleOf = (handle: WorkspaceHandle): WorkspaceHandle => ({
    id: handle.id,
    async transaction(work) {
      if (isDead) throw new Killed();
      count += 1;
      if (count !== n) return handle.transaction(work);
      isDead = true;
      if (when === 'after') await handle.transaction(work);
      throw new Killed();
    },
  });
  const db: Database = {
    workspace: (id, personId) => handleOf(database.workspace(id, personId)),
    platform: () => database.platform(),
    close: () => database.close(),
  };
  return { db, isMet: () => isDead };
}

async function killPass(when: 'before' | 'after', n: number): Promise<boolean> {
  const { db, isMet } = mortal(sync.database, when, n);
  const run = await sync.queue('timeline');
  const engine = { ...sync.engine, database: db, onDefect: () => undefined };
  await runSlice(
    engine,
    { workspaceId: sync.workspaceId, runId: run.id },
    new AbortController().signal,
  ).catch((thrown: unknown) => {
    if (!(thrown instanceof Killed)) throw thrown;
  });
  sync.clock.advance(LEASE_MS);
  return isMet();
}

/** Runs the pass to its end, and once more from the beginning of what is known. */
async function replayTwice(): Promise<void> {
  await sync.settle();
  await sync.transaction((tx) =>
    tx.query(`update outbox set settled_at = null, fence = fence + 1 where kind = 'timeline-activity'
      and state not in ('withdrawn', 'paused')`),
  );
  await sync.settle();
}

for (const [repeat, lag] of [
  ['refused', 0],
  ['stored-twice', 600],
] as const) {
  test(`stands once though its pass is killed at every step and replayed twice (repeats ${repeat}, reads ${lag} s late)`, async () => {
    Object.assign(switches, { externalIdRepeat: repeat, activityReadLagSeconds: lag });
    const meetings: MeetingId[] = [];
    for (const when of ['before', 'after'] as const) {
      for (let n = 1, isMet = true; isMet; n += 1) {
        const id = await sync.orderMeeting(`killed ${when} ${n}, ${repeat}`);
        meetings.push(id);
        isMet = await killPass(when, n);
        await replayTwice();
        assert.equal((await sync.standing(id)).length, 1, `killed ${when} transaction ${n}`);
        assert.ok(n < 60, 'a pass has an end');
      }
    }
    assert.ok(meetings.length > 10, `${meetings.length} kills`);
    for (const id of meetings) assert.equal((await sync.standing(id)).length, 1);
  });
}

test('writes nothing again after its database was put back to before the writes, and adopts what stands', async () => {
  Object.assign(switches, { externalIdRepeat: 'stored-twice', activityReadLagSeconds: 30 });
  const ids = await sync.orderMeetings(Array.from({ length: 100 }, (_, index) => `restored ${index}`));
  await sync.settle();
  await sync.transaction(async (tx) => {
    await tx.query('delete from deliveries');
    await tx.query('delete from remote_activities');
    await tx.query(`delete from outbox where kind = 'timeline-activity'`);
  });
  await sync.backfill();
  await sync.run('signals');
  await sync.settle();
  for (const id of ids) assert.equal((await sync.standing(id)).length, 1);
  const rows = await sync.transaction((tx) =>
    tx.query(`select 1 from outbox where kind = 'timeline-activity' and state = 'delivered'`),
  );
  assert.ok(rows.length >= ids.length);
});
