import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId, WorkspaceId } from '@handrail/core';
import { createWorkspace, listAccess, newId } from '@handrail/database';
import { createTestDatabase } from '@handrail/database/testing';
import { SILENT_LOG } from '../log.ts';
import { createAccessLog } from './access-log.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = newId<WorkspaceId>();
await database
  .platform()
  .transaction((tx) => createWorkspace(tx, { id, name: 'Test', organisationDomains: [] }));
const [ada, grace] = [newId<UserId>(), newId<UserId>()];
const EVERYTHING = {
  actorId: null,
  action: null,
  subjectId: null,
  since: null,
  until: null,
  before: null,
  limit: 1000,
};
const startMs = Date.UTC(2026, 0, 1);

/** How many lines these looks leave: who, at what, after how many seconds. */
async function linesOf(looks: readonly (readonly [UserId, string, number])[]): Promise<number> {
  const log = createAccessLog(database, SILENT_LOG);
  const stored = async () =>
    (await database.workspace(id).transaction((tx) => listAccess(tx, EVERYTHING))).length;
  const before = await stored();
  for (const [actor, subject, seconds] of looks) {
    const at = new Date(startMs + seconds * 1000);
    const look = { at, actor_id: actor, via: 'session', action: 'getAccount', records: null } as const;
    log.add(id, { ...look, subject: { id: subject } });
  }
  await log.flush();
  return (await stored()) - before;
}
const polls = (everySeconds: number, forSeconds: number) =>
  Array.from({ length: forSeconds / everySeconds }, (_, index) => index * everySeconds);

test('writes one line for a page that asks again while it is open', async () => {
  assert.equal(await linesOf(polls(15, 1800).map((at) => [ada, 'a', at])), 1);
});

test('writes a line for everyone who looks and for everything looked at', async () => {
  const looks = polls(20, 600).flatMap((at) =>
    [ada, grace].flatMap((actor) => ['a', 'b', 'c'].map((subject) => [actor, subject, at] as const)),
  );
  assert.equal(await linesOf(looks), 6);
});

test('writes a further line for who comes back, and every hour for a page left open', async () => {
  assert.equal(
    await linesOf([
      [ada, 'a', 0],
      [ada, 'a', 301],
    ]),
    2,
  );
  assert.equal(await linesOf(polls(30, 3 * 3600).map((at) => [ada, 'a', at])), 3);
});
