import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkspaceId } from '@handrail/core';
import { newId } from '../new-id.ts';
import { createTestDatabase } from '../testing.ts';
import { closeRun, openRun, startRun } from './runs.ts';
import { upsertStream } from './streams.ts';
import { createWorkspace } from './workspaces.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = newId<WorkspaceId>();
await database
  .platform()
  .transaction((tx) => createWorkspace(tx, { id, name: 'Test', organisationDomains: [] }));
const workspace = database.workspace(id);

test('opens one run when several ask at the same moment', async () => {
  const stream = await workspace.transaction((tx) =>
    upsertStream(tx, {
      name: 'accounts',
      direction: 'in',
      connectionId: null,
      intervalMinutes: 60,
      offsetSeconds: 0,
      enabled: true,
      nextDueAt: null,
      nextFullDueAt: null,
    }),
  );
  const open = () =>
    workspace.transaction((tx) =>
      openRun(tx, {
        stream_id: stream.id,
        mode: 'incremental',
        cause: 'manual',
        config_version: 0,
        now: new Date(),
      }),
    );
  const opened = await Promise.all(Array.from({ length: 5 }, open));
  assert.equal(opened.filter((one) => one.isNew).length, 1);
  assert.equal(new Set(opened.map((one) => one.run.id)).size, 1);
});

test('never starts a run that was closed', async () => {
  const run = await workspace.transaction(async (tx) => {
    const stream = await upsertStream(tx, {
      name: 'meetings',
      direction: 'in',
      connectionId: null,
      intervalMinutes: 15,
      offsetSeconds: 0,
      enabled: true,
      nextDueAt: null,
      nextFullDueAt: null,
    });
    const order = { mode: 'incremental', cause: 'manual', config_version: 0, now: new Date() } as const;
    return (await openRun(tx, { stream_id: stream.id, ...order })).run;
  });
  await workspace.transaction((tx) =>
    closeRun(tx, run.id, { state: 'done', failure: null, now: new Date() }),
  );
  assert.equal(await workspace.transaction((tx) => startRun(tx, run.id, 7, new Date())), false);
});
