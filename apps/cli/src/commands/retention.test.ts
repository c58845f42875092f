import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAccountDetail, buildRun, refuse, runCli, startCannedServer } from '../testing.ts';

const ID = '01890000-0000-7000-8000-00000000000a';
const plan = {
  keep: { deleted: 90, merged: 90, filtered: 'forever' },
  due: 1,
  held: 2,
  waiting: 3,
  oldestLeftAt: '2026-01-01T00:00:00Z',
  blockedByRun: 41,
  accounts: [
    {
      id: ID,
      gainsightId: '1P02A',
      name: 'Acme',
      kind: 'deleted',
      leftAt: '2026-01-01T00:00:00Z',
      dueAt: '2026-04-01T00:00:00Z',
    },
  ],
};

test('retention shows what it would remove, and removes on that count alone', async () => {
  await using server = await startCannedServer({
    previewRetention: () => plan,
    runRetention: () => buildRun({ stream: 'retention', mode: 'full' }),
  });
  const dry = await runCli(server, ['retention', 'run', '--dry-run']);
  assert.match(dry.out, /^1 accounts would be removed, the oldest gone since .*; nothing was removed\.\n/u);
  assert.match(dry.out, /3 are out or gone and not due yet, 2 are kept by a legal hold\.\nRun 41 waits/u);
  assert.match(dry.out, /1P02A +Acme +deleted/u);
  assert.equal((await runCli(server, ['retention', 'run'])).exitCode, 2);
  const run = await runCli(server, ['retention', 'run', '--expect', '1']);
  assert.equal(run.exitCode, 0);
  assert.deepEqual(server.seen.at(-1)?.body, { expected: 1 });
});

test('a count that changed is told, and a run that the guard holds back ends with 3', async () => {
  await using changed = await startCannedServer({
    runRetention: refuse({ status: 409, code: 'retention_count_changed', title: 'Not possible' }),
  });
  const told = await runCli(changed, ['retention', 'run', '--expect', '9']);
  assert.equal(told.exitCode, 1);
  assert.match(told.error, /retention_count_changed/u);
  await using held = await startCannedServer({
    runRetention: () => buildRun({ stream: 'retention', mode: 'full', state: 'awaiting-approval' }),
  });
  assert.equal((await runCli(held, ['retention', 'run', '--expect', '50'])).exitCode, 3);
});

test('an account is put on hold, put back and let go by name', async () => {
  const account = buildAccountDetail({
    keptAt: '2026-08-01T10:00:00Z',
    hold: { reason: 'Litigation', setAt: '2026-08-01T10:00:00Z', setBy: null },
  });
  await using server = await startCannedServer({
    setLegalHold: () => account,
    restoreAccount: () => account,
    releaseAccount: () => account,
  });
  assert.equal(
    (await runCli(server, ['retention', 'hold', ID, '--reason', 'Litigation'])).out,
    'Acme is on hold.\n',
  );
  const back = await runCli(server, ['accounts', 'restore', ID]);
  assert.match(back.out, /Put back by hand at .*\nLegal hold: Litigation/u);
  assert.equal((await runCli(server, ['accounts', 'release', ID])).exitCode, 0);
});
