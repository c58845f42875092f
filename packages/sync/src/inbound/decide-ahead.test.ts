import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkspaceId } from '@handrail/core';
import { createWorkspace, LeaseLostError, newId } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { createTestDatabase } from '@handrail/database/testing';
import { decideAhead } from './decide-ahead.ts';

const { database } = await createTestDatabase(import.meta.url);
const workspaceId = newId<WorkspaceId>();
await database
  .platform()
  .transaction((tx) => createWorkspace(tx, { id: workspaceId, name: 'Ahead', organisationDomains: [] }));

const slice = { database, workspaceId, hold: () => Promise.resolve(), giveWay: () => Promise.resolve() };
const rename = (tx: WorkspaceTransaction, name: string) =>
  tx.query('update workspaces set name = $1', [name]);
const readName = async (tx: WorkspaceTransaction) =>
  (await tx.query<{ name: string }>('select name from workspaces'))[0]?.name;
const nameNow = () => database.workspace(workspaceId).transaction(readName);

test('decides the next one while the one before it is not yet written, and writes both in turn', async () => {
  const ahead = decideAhead(slice);
  const first = ahead.open(() => Promise.resolve('first'));
  const second = ahead.open(readName);
  assert.equal(await second.decided, 'Ahead');
  await first.write(rename);
  assert.equal(await nameNow(), 'first');
  assert.equal(await second.write((tx, decided) => rename(tx, `${decided}, second`).then(() => 7)), 7);
  assert.equal(await nameNow(), 'Ahead, second');
  await ahead.close();
});

test('leaves nothing behind of what was decided and not written', async () => {
  const ahead = decideAhead(slice);
  const opened = ahead.open((tx) => rename(tx, 'never'));
  await opened.decided;
  await ahead.close();
  assert.equal(await nameNow(), 'Ahead, second');
  // Would wait for ever where its row was still locked.
  await database.workspace(workspaceId).transaction((tx) => rename(tx, 'Ahead, second'));
});

test('lets go of what is still being decided, or failed to be, without a fault of its own', async () => {
  const ahead = decideAhead(slice);
  const deciding = Promise.withResolvers<undefined>();
  ahead.open(() => deciding.promise);
  ahead.open(() => deciding.promise.then(() => Promise.reject(new RangeError('cannot decide'))));
  const closed = ahead.close();
  // A rejection that nobody hears of would end the process; the runner fails the test for it.
  await pause(10);
  deciding.resolve(undefined);
  await closed;
});

test('opens nothing once it is closed: a page that comes late holds neither a connection nor a lock', async () => {
  const ahead = decideAhead(slice);
  await ahead.close();
  let wasDecided = false;
  const late = ahead.open((tx) => {
    wasDecided = true;
    return rename(tx, 'late');
  });
  await assert.rejects(late.decided, { name: 'NotWantedError' });
  assert.equal(wasDecided, false);
});

test('writes nothing when the lease is lost, and throws what deciding threw', async () => {
  const ahead = decideAhead({ ...slice, hold: () => Promise.reject(new LeaseLostError('stream', 1)) });
  await assert.rejects(ahead.open(() => Promise.resolve('lost')).write(rename), LeaseLostError);
  const failing = ahead.open(() => Promise.reject(new RangeError('cannot decide')));
  await assert.rejects(failing.write(rename), RangeError);
  assert.equal(await nameNow(), 'Ahead, second');
  await ahead.close();
});
