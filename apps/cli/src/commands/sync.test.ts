import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildRun, refuse, runCli, startCannedServer } from '../testing.ts';

test('waits for a run, tells its progress, prints its counts and calls, and ends with 0', async () => {
  let polls = 0;
  await using server = await startCannedServer({
    syncStream: () => buildRun({ state: 'queued', counts: { ...buildRun().counts, seen: 0 }, calls: 0 }),
    getRun: () => ({ ...buildRun({ state: (polls += 1) < 3 ? 'running' : 'done' }), records: [] }),
  });
  const ended = await runCli(server, ['sync', 'accounts', '--mode', 'incremental', '--wait']);
  assert.equal(ended.exitCode, 0);
  assert.match(ended.error, /accounts run 12 \(incremental\) queued: 0 of 5 accounts seen, 0 calls\n/u);
  assert.match(ended.error, /done: 5 of 5 accounts seen, 2 calls\n/u);
  assert.match(ended.out, /RUN +STREAM +MODE +STATE +SEEN +ADDED/u);
  assert.match(ended.out, /12 +accounts +incremental +done +5 +3 +1 +1 +0 +0 +0 +2/u);
  assert.equal(polls, 3);
});

test('runs several streams in the order given, each after the one before', async () => {
  await using server = await startCannedServer({
    syncStream: ({ params }) =>
      buildRun({ mode: 'full', stream: params['name'] === 'meetings' ? 'meetings' : 'accounts' }),
  });
  const ended = await runCli(server, ['sync', 'accounts', 'meetings', '--mode', 'full', '--wait', '--json']);
  assert.equal(ended.exitCode, 0);
  assert.equal(ended.error.includes('under way'), false);
  assert.deepEqual(
    server.seen.map((request) => [request.params['name'], request.body]),
    [
      ['accounts', { mode: 'full' }],
      ['meetings', { mode: 'full' }],
    ],
  );
  assert.deepEqual(
    JSON.parse(ended.out).runs.map((run: { stream: string }) => run.stream),
    ['accounts', 'meetings'],
  );
});

test('waits for a lesser run that is under way, then has the full one that was asked for', async () => {
  const increment = buildRun({ number: 11, mode: 'incremental' });
  let asked = 0;
  await using server = await startCannedServer({
    syncStream: () => ((asked += 1) === 1 ? increment : buildRun({ mode: 'full' })),
  });
  const ended = await runCli(server, ['sync', 'accounts', '--mode', 'full', '--wait']);
  assert.equal(ended.exitCode, 0);
  assert.match(ended.error, /run 11 \(incremental\) is under way already; the one asked for follows/u);
  assert.match(ended.out, /12 +accounts +full +done/u);
  assert.doesNotMatch(ended.out, /incremental/u);
});

test('ends with 3 when the guard holds exits back, and says how many and what to do', async () => {
  const withheld = {
    count: 60,
    live: 500,
    sample: [{ gainsightId: '1P02A', name: 'Acme', kind: 'missing' as const }],
    drift: null,
  };
  await using server = await startCannedServer({
    syncStream: () => buildRun({ state: 'awaiting-approval', withheld }),
  });
  const ended = await runCli(server, ['sync', 'accounts', '--wait']);
  assert.equal(ended.exitCode, 3);
  assert.match(ended.error, /holds back 60 exits of 500 live accounts/u);
  assert.match(ended.error, /handrail runs approve 12/u);
});

test('offers to approve a run that an emptied field stopped, and only to dismiss one whose field is gone', async () => {
  const stopped = async (kind: 'removed' | 'emptied') => {
    const withheld = { count: 0, live: 0, sample: [], drift: { object: 'Company', field: 'Tier__gc', kind } };
    const failure = {
      kind: 'configuration' as const,
      code: `source_field_${kind}`,
      message: 'Tier__gc moved.',
      remedy: 'Look.',
    };
    await using server = await startCannedServer({
      syncStream: () => buildRun({ state: 'awaiting-approval', withheld, failure }),
    });
    return (await runCli(server, ['sync', 'accounts', '--wait'])).error;
  };
  assert.match(await stopped('emptied'), /handrail runs approve 12, or reject/u);
  const gone = await stopped('removed');
  assert.match(gone, /Dismiss the run with: handrail runs reject 12/u);
  assert.doesNotMatch(gone, /approve/u);
});

test('ends with 3 and names the run that asks when a run met only what is asked about already', async () => {
  const withheldEnd = { kind: 'joined', count: 60, run: { id: 'r5', number: 5 }, gone: null } as const;
  await using server = await startCannedServer({ syncStream: () => buildRun({ withheldEnd }) });
  const ended = await runCli(server, ['sync', 'accounts', '--wait']);
  assert.equal(ended.exitCode, 3);
  assert.match(ended.error, /^60 changes that the guard holds back wait for the decision about run #5\.\n/mu);
  assert.match(ended.error, /handrail runs approve 5/u);
});

test('ends with 1 when a run failed, with cause, remedy and code on stderr, and still runs the next', async () => {
  const failure = {
    kind: 'configuration' as const,
    code: 'gainsight_key_refused',
    message: 'Gainsight refused the access key.',
    remedy: 'Enter a new key under Connection.',
    requestId: 'req-1',
  };
  await using server = await startCannedServer({
    syncStream: ({ params }) =>
      params['name'] === 'accounts'
        ? buildRun({ state: 'failed', failure })
        : buildRun({ stream: 'meetings' }),
  });
  const ended = await runCli(server, ['sync', 'accounts', 'meetings', '--wait']);
  assert.equal(ended.exitCode, 1);
  assert.match(
    ended.error,
    /Gainsight refused the access key\.\nWhat to do: Enter a new key under Connection\.\nCode: gainsight_key_refused \(request req-1\)\n/u,
  );
  assert.match(ended.out, /meetings/u);
  const json = await runCli(server, ['sync', 'accounts', '--wait', '--json']);
  assert.equal(JSON.parse(json.error).code, 'gainsight_key_refused');
  assert.equal(JSON.parse(json.out).runs[0].failure.code, 'gainsight_key_refused');
});

test('tells a refusal of the server in one block, or as its problem with --json', async () => {
  await using server = await startCannedServer({
    syncStream: refuse({
      status: 409,
      code: 'not_connected',
      title: 'Gainsight is not connected.',
      remedy: 'Connect it.',
    }),
  });
  const ended = await runCli(server, ['sync', 'accounts']);
  assert.equal(ended.exitCode, 1);
  assert.equal(ended.error, 'Gainsight is not connected.\nWhat to do: Connect it.\nCode: not_connected\n');
  const json = await runCli(server, ['sync', 'accounts', '--json']);
  assert.deepEqual(JSON.parse(json.error), {
    type: 'about:blank',
    title: 'Gainsight is not connected.',
    status: 409,
    code: 'not_connected',
    remedy: 'Connect it.',
  });
});

test('ends with 2 on a stream, mode or option that does not exist, and asks nobody', async () => {
  await using server = await startCannedServer({});
  for (const args of [
    ['sync'],
    ['sync', 'companies'],
    ['sync', 'accounts', '--mode', 'delta'],
    ['sync', 'accounts', '--fast'],
    ['synch', 'accounts'],
    ['runs'],
    [],
  ]) {
    const ended = await runCli(server, args);
    assert.equal(ended.exitCode, 2, args.join(' '));
    assert.match(ended.error, /\nWhat to do: .*\nCode: cli_usage\n$/u);
  }
  assert.equal(server.seen.length, 0);
});

test('asks nothing of any stream when one of them has no full run', async () => {
  await using server = await startCannedServer({ syncStream: () => buildRun({ mode: 'full' }) });
  const ended = await runCli(server, ['sync', 'accounts', 'deletions', 'retention', '--mode', 'full']);
  assert.equal(ended.exitCode, 2);
  assert.match(ended.error, /No full run can be asked of deletions, retention\./u);
  assert.match(ended.error, /Leave --mode out/u);
  assert.deepEqual(server.seen, []);
});

test('says that a run under way is another than asked for', async () => {
  await using server = await startCannedServer({
    syncStream: () => buildRun({ mode: 'full', state: 'running' }),
  });
  const ended = await runCli(server, ['sync', 'accounts']);
  assert.equal(ended.exitCode, 0);
  assert.match(ended.error, /run 12 \(full\) is under way already/u);
});

test('narrows runs to an account or to what moved since a day, and refuses both at once', async () => {
  const accountId = '01890000-0000-7000-8000-00000000000a';
  const gainsightId = '1P02BPD1612SMGWXZVNJP2QP752HKDMZPQ9T';
  await using server = await startCannedServer({
    syncStream: () => buildRun({ scope: { kind: 'account', accountId, gainsightId } }),
  });
  const asked = async (...args: string[]) => runCli(server, ['sync', 'accounts', ...args]);
  assert.equal((await asked('--account', accountId)).exitCode, 0);
  assert.equal((await asked('--account', gainsightId)).exitCode, 0);
  assert.equal((await asked('--since', '2026-07-01')).exitCode, 0);
  assert.deepEqual(
    server.seen.map(({ body }) => body),
    [
      { mode: 'incremental', accountId },
      { mode: 'incremental', gainsightId },
      { mode: 'incremental', since: '2026-07-01' },
    ],
  );
  assert.equal((await asked('--account', accountId, '--since', '2026-07-01')).exitCode, 2);
  assert.equal((await asked('--since', 'yesterday')).exitCode, 2);
});

test('says so when a run that is not so narrow is under way', async () => {
  await using server = await startCannedServer({ syncStream: () => buildRun({ mode: 'full' }) });
  const ended = await runCli(server, ['sync', 'accounts', '--since', '2026-07-01']);
  assert.match(ended.error, /run 12 \(full\) is under way already/u);
});

test('does not offer the inventory, which is read for a draft, and says what there is', async () => {
  await using server = await startCannedServer({});
  const ended = await runCli(server, ['sync', 'inventory']);
  assert.notEqual(ended.exitCode, 0);
  assert.match(ended.error, /'inventory' is invalid.*accounts, relationships/u);
  assert.match((await runCli(server, ['sync', '--help'])).out, /the\s+inventory:\s+config preview --read/u);
  assert.equal(server.seen.length, 0);
});

test('says of a run that waits what it met and when it goes on', async () => {
  const run = buildRun({
    state: 'running',
    failure: {
      kind: 'limit',
      code: 'vendor_away',
      message: 'acme.example does not answer; it is asked again every 90 seconds.',
      remedy: 'Nothing to do.',
    },
    resumeAt: '2026-08-01T10:04:05Z',
  });
  await using server = await startCannedServer({
    getRun: () => run,
    listRunRecords: () => ({ items: [], nextCursor: null, total: 0, listing: 'whole' }),
  });
  const { out } = await runCli(server, ['runs', 'show', run.id]);
  assert.match(out, /does not answer/u);
  assert.match(out, /It goes on at 2026-08-01 10:04:05 UTC\./u);
});

test('names what is no run and no other id in words, with where to find one', async () => {
  await using server = await startCannedServer({});
  for (const [command, noun, list] of [
    [['runs', 'show', 'abc'], 'run', 'handrail runs list'],
    [['runs', 'approve', ''], 'run', 'handrail runs list'],
    [['outbox', 'retry', 'abc'], 'delivery', 'handrail outbox list'],
    [['records', 'reopen', 'abc'], 'dismissed record', 'handrail records set-aside --dismissed'],
    [['records', 'dismiss', 'abc', '--reason', 'why'], 'record set aside', 'handrail records set-aside'],
    [['meetings', 'undo-import', 'abc'], 'import', 'handrail meetings imports'],
  ] as const) {
    const { exitCode, error } = await runCli(server, [...command]);
    assert.equal(exitCode, 1);
    assert.ok(error.startsWith(`There is no ${noun} "`), error);
    assert.ok(error.includes(`see all with: ${list}\n`), error);
  }
  assert.equal(server.seen.length, 0);
});
