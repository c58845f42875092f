import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '@handrail/database/testing';
import { prepareFirstWorkspace } from '../first-workspace.ts';
import { patientWorkspace } from './patient-workspace.ts';

const { database } = await createTestDatabase(import.meta.url);
const { id } = await prepareFirstWorkspace(database);
const workspace = patientWorkspace(database.workspace(id), () => 0.5);
await workspace.transaction((tx) =>
  tx.query(
    `insert into users (id, workspace_id, email, name, role) select gen_random_uuid(), $1, n, n, 'user' from unnest(array['a', 'b']) n`,
    [id],
  ),
);

test('tries again when two writers lock each other out, and both changes stand', async () => {
  let isFirstHeld = (): void => undefined;
  const firstHeld = new Promise<void>((resolve) => {
    isFirstHeld = resolve;
  });
  let isSecondHeld = (): void => undefined;
  const secondHeld = new Promise<void>((resolve) => {
    isSecondHeld = resolve;
  });
  const rename = (email: string) =>
    `update users set name = name || '+' where email = '${email}' and workspace_id = '${id}'`;
  await Promise.all([
    workspace.transaction(async (tx) => {
      await tx.query(rename('a'));
      isFirstHeld();
      await secondHeld;
      await tx.query(rename('b'));
    }),
    workspace.transaction(async (tx) => {
      await firstHeld;
      await tx.query(rename('b'));
      isSecondHeld();
      await tx.query(rename('a'));
    }),
  ]);
  const rows = await workspace.transaction((tx) =>
    tx.query<{ name: string }>(`select name from users where email in ('a', 'b') order by email`),
  );
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['a++', 'b++'],
  );
});

test('gives every other failure on at once', async () => {
  let calls = 0;
  const failing = workspace.transaction((tx) => {
    calls += 1;
    return tx.query('select 1 / 0');
  });
  await assert.rejects(failing, { code: '22012' });
  assert.equal(calls, 1);
});
