import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildRun, runCli, startCannedServer } from '../testing.ts';

const SET_ASIDE = {
  id: '01890000-0000-7000-8000-00000000000b',
  stream: 'accounts' as const,
  object: 'Company',
  gainsightId: '1P02A',
  name: 'Acme',
  field: 'Arr',
  label: 'ARR',
  reason: 'not-a-number',
  value: 'much',
  cause: 'The field ARR holds “much”, which is not a number.',
  remedy: 'Mend the value in Gainsight.',
  since: '2026-08-01T09:00:00Z',
  runId: '01890000-0000-7000-8000-000000000001',
  runNumber: 12,
  nextTryAt: '2026-08-01T10:00:00Z',
  dismissed: null,
};

test('lists what is set aside with its cause', async () => {
  await using server = await startCannedServer({
    listSetAside: () => ({ items: [SET_ASIDE], nextCursor: null, total: 1 }),
  });
  const ended = await runCli(server, ['records', 'set-aside', '--search', 'acme']);
  assert.equal(ended.exitCode, 0);
  assert.match(ended.out, /000b +Company +1P02A +Acme +The field ARR holds “much”, which is not a number\./u);
});

test('tries all again, waits, prints the counts, and ends with 0', async () => {
  await using server = await startCannedServer({
    replaySetAside: () => ({ runs: [buildRun({ scope: { kind: 'set-aside', records: null } })] }),
  });
  const ended = await runCli(server, ['records', 'set-aside', '--replay']);
  assert.equal(ended.exitCode, 0);
  assert.match(ended.out, /12 +accounts +incremental +done +5/u);
});

test('dismisses a record with a reason and opens it again, by its id', async () => {
  await using server = await startCannedServer({
    dismissSetAside: () => ({}),
    reopenSetAside: () => ({}),
  });
  const dismissed = await runCli(server, [
    'records',
    'dismiss',
    SET_ASIDE.id,
    '--reason',
    'A test of theirs',
  ]);
  assert.deepEqual([dismissed.exitCode, dismissed.out], [0, `Record ${SET_ASIDE.id} is dismissed.\n`]);
  const opened = await runCli(server, ['records', 'reopen', SET_ASIDE.id, '--json']);
  assert.deepEqual([opened.exitCode, JSON.parse(opened.out)], [0, { id: SET_ASIDE.id, state: 'open' }]);
  assert.deepEqual(
    server.seen.map(({ body }) => body),
    [{ reason: 'A test of theirs' }, undefined],
  );
  const without = await runCli(server, ['records', 'dismiss', SET_ASIDE.id]);
  assert.equal(without.exitCode, 2);
});
