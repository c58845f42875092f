import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workspace } from '@handrail/contract';
import { buildAccount, buildAccountDetail, pageOfAll, runCli, startCannedServer } from '../testing.ts';
import type { Answer } from '../testing.ts';

const THREE = ['A', 'B', 'C'].map((letter, index) =>
  buildAccount({
    id: `01890000-0000-7000-8000-00000000000${index}`,
    name: letter,
    gainsightId: `1P0${letter}`,
  }),
);

/** Pages of one item each. */
const pageByPage: Answer = ({ query }) => {
  const index = Number(query['cursor'] ?? 0);
  return {
    items: THREE.slice(index, index + 1),
    nextCursor: index + 1 < THREE.length ? String(index + 1) : null,
    total: THREE.length,
  };
};

test('exports every page in every format', async () => {
  await using server = await startCannedServer({ listAccounts: pageByPage });
  const json = await runCli(server, ['accounts', 'list', '--json']);
  assert.deepEqual(JSON.parse(json.out), THREE);
  const ndjson = await runCli(server, ['accounts', 'list', '--format', 'ndjson']);
  assert.deepEqual(
    ndjson.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    THREE,
  );
  const csv = await runCli(server, ['accounts', 'list', '--format', 'csv']);
  assert.equal(csv.out.split('\r\n').length, 5);
  assert.match(csv.out, /^id,gainsightId,name,status,/u);
  const table = await runCli(server, ['accounts', 'list']);
  assert.match(table.out, /^GAINSIGHT ID +NAME +STATUS/u);
  assert.equal(table.out.trimEnd().split('\n').length, 4);
  assert.equal(
    server.seen.every((request) => request.query['limit'] === '200'),
    true,
  );
});

test('has a CSV column for every field that the contract has', async () => {
  await using server = await startCannedServer({ listAccounts: () => pageOfAll([]) });
  const csv = await runCli(server, ['accounts', 'list', '--format', 'csv']);
  const columns = csv.out.trimEnd().split(',');
  const parts: Record<string, readonly string[]> = {
    health: ['healthScore', 'healthLabel'],
    gone: ['goneKind', 'goneSince', 'goneUntil'],
  };
  const expected = Object.keys(buildAccount()).flatMap((name) => parts[name] ?? [name]);
  assert.deepEqual(columns.toSorted(), expected.toSorted());
});

test('stops asking for pages when the limit is reached', async () => {
  await using server = await startCannedServer({ listAccounts: pageByPage });
  const ended = await runCli(server, ['accounts', 'list', '--json', '--limit', '2']);
  assert.deepEqual(
    JSON.parse(ended.out).map((account: { name: string }) => account.name),
    ['A', 'B'],
  );
  assert.equal(server.seen.length, 2);
});

test('writes an empty list as an empty array', async () => {
  await using server = await startCannedServer({ listAccounts: () => pageOfAll([]) });
  assert.equal((await runCli(server, ['accounts', 'list', '--json'])).out, '[]\n');
});

test('says of an empty list why nobody is in it', async () => {
  const workspace = (absentAccounts: Workspace['absentAccounts']): Workspace => ({
    id: 'w',
    name: 'Demo',
    timeZone: 'Europe/Berlin',
    organisationDomains: [],
    outgoingPaused: false,
    checklist: [],
    absentAccounts,
  });
  const noteOf = async (absent: Workspace['absentAccounts'], ...args: string[]) => {
    await using server = await startCannedServer({
      listAccounts: () => pageOfAll([]),
      getWorkspace: () => workspace(absent),
    });
    return (await runCli(server, ['accounts', 'list', ...args])).error.trim();
  };
  const out = 'No account is in: the filter keeps 1,500 accounts out';
  assert.equal(await noteOf({ filtered: 1_500, missing: 0 }), `${out}.`);
  assert.equal(await noteOf({ filtered: 1_500, missing: 1 }), `${out}, and 1 is gone from Gainsight.`);
  assert.equal(await noteOf({ filtered: 0, missing: 2 }), 'No account is in: 2 are gone from Gainsight.');
  assert.match(await noteOf({ filtered: 0, missing: 0 }), /^No account yet/u);
  assert.equal(await noteOf({ filtered: 1_500, missing: 0 }, '--search', 'x'), 'No account matches.');
});

test('lists those that are gone or filtered out when asked', async () => {
  await using server = await startCannedServer({ listAccounts: () => pageOfAll([]) });
  await runCli(server, ['accounts', 'list', '--presence', 'all']);
  assert.deepEqual(
    server.seen.map((request) => request.query['presence']),
    ['present', 'missing', 'filtered'],
  );
});

test('shows an account by our id, its Gainsight id or its exact name', async () => {
  const acme = buildAccount({ name: 'Acme', gainsightId: '1P02ACME' });
  const other = buildAccount({ name: 'Acme Europe', id: '01890000-0000-7000-8000-00000000000b' });
  const detail = buildAccountDetail(acme);
  await using server = await startCannedServer({
    listAccounts: ({ query }) => pageOfAll(query['presence'] === 'present' ? [other, acme] : []),
    getAccount: () => detail,
  });
  for (const meant of [acme.id, '1P02ACME', 'Acme']) {
    const ended = await runCli(server, ['accounts', 'show', meant, '--json']);
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(JSON.parse(ended.out), detail);
    assert.equal(server.seen.at(-1)?.params['id'], acme.id);
  }
});

test('names the candidates when several accounts have the name, and fails when none has', async () => {
  const twins = [
    buildAccount(),
    buildAccount({ id: '01890000-0000-7000-8000-00000000000b', gainsightId: '1P02B' }),
  ];
  await using server = await startCannedServer({
    listAccounts: ({ query }) => pageOfAll(query['search'] === 'Acme' ? twins : []),
  });
  const ambiguous = await runCli(server, ['accounts', 'show', 'Acme']);
  assert.equal(ambiguous.exitCode, 1);
  assert.match(ambiguous.error, /1P02A.*1P02B.*\n.*\nCode: cli_name_ambiguous\n$/u);
  const unknown = await runCli(server, ['accounts', 'show', 'Nobody', '--json']);
  assert.equal(unknown.exitCode, 1);
  assert.equal(JSON.parse(unknown.error).code, 'cli_not_found');
});

test('refuses two formats at once', async () => {
  const ended = await runCli(null, ['accounts', 'list', '--json', '--format', 'csv']);
  assert.equal(ended.exitCode, 2);
});

test('tells the health of an account on a day, whether it can be rebuilt, and what changed since', async () => {
  const acme = buildAccount({ name: 'Acme' });
  const part = { part: 'engagement', label: 'Engagement', score: 40, weight: 0.6, detail: '1 meeting' };
  await using server = await startCannedServer({
    listAccounts: () => pageOfAll([acme]),
    getAccountHealth: () => ({
      score: {
        score: 48.2,
        label: 'Medium',
        scoredOn: '2026-11-20',
        reason: null,
        topCause: 'Engagement lowers the score.',
        parts: [part],
        heldAgainst: null,
        figures: [],
        inputs: {},
        algorithm: 'health-2',
      },
      rebuilt: { score: 48.2, label: 'Medium', isSame: true },
      history: [{ on: '2026-11-20', score: 48.2, label: 'Medium' }],
      events: [
        { at: '2026-11-12T10:00:00Z', on: '2026-11-12', kind: 'meeting', label: 'Review', meetingId: 'm' },
      ],
      change: {
        since: '2026-10-21',
        before: { on: '2026-10-20', score: 56, label: 'Medium' },
        points: -7.8,
        parts: [{ part: 'engagement', label: 'Engagement', before: 53, after: 40, points: -7.8 }],
        inputs: [{ label: 'Meetings in the window', before: '3', after: '1' }],
        isByRules: false,
      },
    }),
  });
  const { out } = await runCli(server, ['accounts', 'health', 'Acme', '--on', '2026-11-20']);
  assert.match(out, /^48\.2 Medium on 2026-11-20, rebuilt to the digit\n/u);
  assert.match(out, /Since 2026-10-21: -7\.8 \(was 56 Medium\)\n {2}Meetings in the window: 3 → 1\n/u);
  assert.match(out, /2026-11-12 {2}Review\n2026-11-20 {2}48\.2 Medium\n$/u);
  assert.equal(server.seen.at(-1)?.query['on'], '2026-11-20');
});
