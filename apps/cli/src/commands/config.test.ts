import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { listPreviewRows, MAX_PREVIEW_ROWS } from '@handrail/contract';
import type { OtherValues, Preview } from '@handrail/contract';
import { pageOfAll, refuse, runCli, startCannedServer } from '../testing.ts';

async function fileOf(t: TestContext, name: string, content: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-cli-'));
  t.after(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, name), content);
  return join(dir, name);
}

const NOBODY_LEAVES = { accounts: 0, imported: 40, isToConfirm: false };

test('a configuration that takes out many accounts says how many, and waits for --confirm', async (t) => {
  let accounts: number | null = 40;
  const version = { version: 8, document: { version: 1 }, createdAt: null, createdBy: null };
  await using server = await startCannedServer({
    countLeaving: () => ({ accounts, imported: 40, isToConfirm: accounts !== 2 }),
    saveConfig: () => version,
  });
  const apply = ['config', 'apply', await fileOf(t, 'c.yaml', 'version: 1\n'), '--based-on', '7'];
  const held = await runCli(server, apply);
  assert.equal(held.exitCode, 3);
  assert.match(held.error, /40 of 40 accounts leave: .*Nothing was saved\.[^]*config apply FILE --confirm/u);
  assert.equal(server.seen.length, 1);
  const confirmed = await runCli(server, [...apply, '--confirm']);
  assert.deepEqual([confirmed.exitCode, confirmed.out], [0, 'Version 8 is in force.\n']);
  assert.match(confirmed.error, /40 of 40 accounts leave/u);
  accounts = null;
  assert.match((await runCli(server, apply)).error, /Nobody can tell how many of 40 accounts leave/u);
  accounts = 2;
  const few = await runCli(server, apply);
  assert.deepEqual([few.exitCode, few.out], [0, 'Version 8 is in force.\n']);
  assert.match(few.error, /2 of 40 accounts leave/u);
});

test('a configuration exported with its version is applied against that version', async (t) => {
  const version = {
    version: 7,
    document: { version: 1, accounts: { import: 'all' } },
    createdAt: null,
    createdBy: null,
  };
  await using server = await startCannedServer({
    getConfig: () => version,
    countLeaving: () => NOBODY_LEAVES,
    saveConfig: ({ body }) => ({ ...version, ...(body as object), version: 8 }),
  });
  const exported = await runCli(server, ['config', 'export', '--json']);
  const whole = await runCli(server, ['config', 'apply', await fileOf(t, 'whole.json', exported.out)]);
  assert.equal(whole.out, 'Version 8 is in force.\n');
  assert.deepEqual(server.seen.at(-1)?.body, { basedOn: 7, document: version.document });
  const bare = await runCli(server, ['config', 'export']);
  assert.equal(bare.out, 'version: 1\naccounts:\n  import: all\n');
  await runCli(server, ['config', 'apply', await fileOf(t, 'bare.yaml', bare.out)]);
  assert.deepEqual(server.seen.at(-1)?.body, { basedOn: 7, document: version.document });
});

test('a conversion of the writeback contract goes out as YAML and comes back the same', async (t) => {
  const values = [
    { metric: 'health.score', field: 'Score__gc', conversion: { outOf: 10, decimals: 0 } },
    {
      metric: 'health.label',
      field: 'Label__gc',
      conversion: { words: { High: 'Good', Medium: 'Yes', Low: '0' } },
    },
  ];
  const document = { version: 1, writeback: { enabled: true, values } };
  const version = { version: 7, document, createdAt: null, createdBy: null };
  await using server = await startCannedServer({
    getConfig: () => version,
    countLeaving: () => NOBODY_LEAVES,
    saveConfig: ({ body }) => ({ ...version, ...(body as object), version: 8 }),
  });
  const exported = await runCli(server, ['config', 'export']);
  await runCli(server, ['config', 'apply', await fileOf(t, 'c.yaml', exported.out)]);
  assert.deepEqual(server.seen.at(-1)?.body, { basedOn: 7, document });
});

test('a configuration that is refused shows every issue with its path', async (t) => {
  await using server = await startCannedServer({
    getConfig: () => ({ version: 1, document: {}, createdAt: null, createdBy: null }),
    countLeaving: refuse({ status: 422, code: 'config_invalid', title: 'It cannot be previewed.' }),
    saveConfig: refuse({
      status: 422,
      code: 'config_invalid',
      title: 'The configuration has 2 issues.',
      issues: [
        { path: 'accounts.filter', message: 'unknown operator' },
        { path: 'status.field', message: 'no such field' },
      ],
    }),
  });
  const ended = await runCli(server, ['config', 'apply', await fileOf(t, 'c.json', '{}')]);
  assert.equal(ended.exitCode, 1);
  assert.match(ended.error, /accounts\.filter: unknown operator\n {2}status\.field: no such field\n/u);
});

test('a configuration file that is broken is refused before anything is sent', async (t) => {
  await using server = await startCannedServer({});
  for (const content of ['{', 'a: 1\na: 2\n', '- a list\n', 'a: &x [b]\nc: *y\n']) {
    const broken = await runCli(server, ['config', 'apply', await fileOf(t, 'c.yaml', content)]);
    assert.match(broken.error, /Code: cli_file_unfit\n$/u, content);
  }
  assert.equal(server.seen.length, 0);
});

test('what is said of a broken configuration file names the place and quotes nothing of it', async (t) => {
  await using server = await startCannedServer({});
  for (const [content, place] of [
    ['hunter2 = secret', ''],
    ['token: [hunter2', 'it breaks at line 1'],
    ['{"token": "hunter2"', 'it breaks at line 1'],
    ['{"token": "hunter2",\n  "other" 1}', 'it breaks at line 2'],
  ] as const) {
    const ended = await runCli(server, ['config', 'apply', await fileOf(t, 'c.json', content)]);
    assert.doesNotMatch(ended.error + ended.out, /hunter/u);
    assert.ok(ended.error.includes(place), ended.error);
  }
});

test('a document that does not fit the tenant ends validate with 1 and every place', async (t) => {
  const issues = [{ path: 'accounts.filter.field', message: 'Regio__gc is not a field of this connection' }];
  await using server = await startCannedServer({
    validateConfig: () => ({ isValid: false, issues, warnings: [] }),
  });
  const ended = await runCli(server, ['config', 'validate', await fileOf(t, 'c.yaml', 'version: 1\n')]);
  assert.equal(ended.exitCode, 1);
  assert.equal(ended.out, 'accounts.filter.field Regio__gc is not a field of this connection\n');
  assert.deepEqual(server.seen.at(-1)?.body, { document: { version: 1 } });
});

test('a document that fits is valid with what no longer fits of what is saved told beside it', async (t) => {
  const warnings = [
    { path: 'timeline.fallbackAuthor', message: 'no active user has the address a@b.example' },
  ];
  await using server = await startCannedServer({
    validateConfig: () => ({ isValid: true, issues: [], warnings }),
  });
  const ended = await runCli(server, ['config', 'validate', await fileOf(t, 'c.yaml', 'version: 1\n')]);
  assert.equal(ended.exitCode, 0);
  assert.equal(
    ended.out,
    'The document is valid for this tenant.\ntimeline.fallbackAuthor no active user has the address a@b.example\n',
  );
});

test('diff names each place with both sides and ends with 1 where there is one', async (t) => {
  const changes = [{ path: 'retention.transcripts', after: 365 }];
  await using server = await startCannedServer({ diffConfig: () => ({ from: 4, changes }) });
  const ended = await runCli(server, ['config', 'diff', await fileOf(t, 'c.yaml', 'version: 1\n')]);
  assert.equal(ended.exitCode, 1);
  assert.equal(
    ended.out,
    '1 differences from version 4\nRetention of transcripts: retention.transcripts\n  - (default)\n  + 365\n',
  );
  const turned = [{ path: 'accounts.filter', before: 'Acme \u202Eetaroproc', after: 'Acme \u2067x' }];
  await using other = await startCannedServer({ diffConfig: () => ({ from: 4, changes: turned }) });
  const shown = await runCli(other, ['config', 'diff', await fileOf(t, 'd.yaml', 'version: 1\n')]);
  assert.match(shown.out, / {2}- "Acme �etaroproc"\n {2}\+ "Acme �x"\n/u);
});

test('a version under the wrong name is refused with the right one, and nothing is saved', async (t) => {
  const saved = { version: 2, document: { version: 1 }, createdAt: null, createdBy: null };
  await using server = await startCannedServer({ getConfig: () => saved, saveConfig: () => saved });
  const apply = ['config', 'apply', await fileOf(t, 'c.yaml', 'version: 1\n')];
  for (const wrong of [['--version', '1'], ['--version=1'], ['--version']]) {
    const ended = await runCli(server, [...apply, ...wrong]);
    assert.deepEqual([ended.exitCode, ended.out], [2, ''], wrong.join(' '));
    assert.match(ended.error, /no --version here\. Nothing was saved\.[^]*--based-on VERSION/u);
  }
  for (const elsewhere of [
    [...apply, '-V'],
    ['status', '--version'],
  ])
    assert.equal((await runCli(server, elsewhere)).exitCode, 2, elsewhere.join(' '));
  assert.deepEqual(server.seen, []);
  const told = await runCli(null, ['--version']);
  assert.equal(told.exitCode, 0);
  assert.match(told.out, /^\d+\.\d+\.\d+/u);
});

test('a stale version is refused with what was saved meanwhile and the way out', async (t) => {
  const saved = { version: 9, document: { version: 1 }, createdAt: null, createdBy: null };
  const conflict = refuse({ status: 409, code: 'config_conflict', title: 'Not possible in this state' });
  let isStale = true;
  await using server = await startCannedServer({
    countLeaving: () => NOBODY_LEAVES,
    getConfig: () => saved,
    diffConfig: () => ({ from: 7, changes: [{ path: 'cadence.accounts', before: 60, after: 30 }] }),
    saveConfig: (request) => (isStale ? conflict(request) : { ...saved, version: 10 }),
  });
  const file = await fileOf(t, 'c.yaml', 'version: 1\n');
  const stale = await runCli(server, ['config', 'apply', file, '--based-on', '7']);
  assert.equal(stale.exitCode, 1);
  assert.match(stale.error, /Cadence of accounts: cadence\.accounts\n {2}- 60\n {2}\+ 30/u);
  assert.match(stale.error, /Version 9 was saved meanwhile.*--based-on 9/su);
  const elsewhere = await runCli(server, ['config', 'apply', file, '--based-on', '12']);
  assert.equal(elsewhere.exitCode, 1);
  assert.match(elsewhere.error, /here version 9 is the newest.*comes from elsewhere.*--based-on 9/su);
  assert.doesNotMatch(elsewhere.error, /saved meanwhile/iu);
  isStale = false;
  const next = await runCli(server, ['config', 'apply', file, '--based-on', '9']);
  assert.equal(next.out, 'Version 10 is in force.\n');
  assert.deepEqual(server.seen.at(-1)?.body, { basedOn: 9, document: { version: 1 } });
});

test('try-exclusion says how many meetings each rule is about and which are kept out', async (t) => {
  const tried = {
    since: '2026-10-01T00:00:00.000Z',
    meetings: 12,
    excluded: 2,
    matches: { private: 1, 'exclude[0]': 1 },
    list: [
      {
        title: null,
        source: 'gong',
        startedAt: '2026-10-20T09:00:00.000Z',
        rule: 'private',
        ruleInWords: 'p',
      },
      { title: 'Legal', source: 'file', startedAt: null, rule: 'exclude[0]', ruleInWords: 'the rule “x”' },
    ],
    calls: 2,
    isCut: false,
  };
  await using server = await startCannedServer({ tryExclusion: () => tried });
  const file = await fileOf(t, 'c.yaml', 'version: 1\n');
  const ended = await runCli(server, ['config', 'try-exclusion', file]);
  assert.match(ended.out, /^2 of 12 meetings since 2026-10-01/u);
  assert.match(ended.out, / {2}exclude\[0\] {2}1\n/u);
  assert.match(ended.out, /2026-10-20 {2}\(private\)/u);
  const asJson = await runCli(server, ['config', 'try-exclusion', file, '--json']);
  assert.deepEqual(JSON.parse(asJson.out), tried);
});

test('a replay on the past names whose label would turn, when, and what it could not replay', async (t) => {
  await using server = await startCannedServer({
    replayHealth: () => ({
      from: '2025-11-24',
      today: '2026-11-24',
      stepDays: 7,
      accounts: 12,
      scores: 300,
      flippedToday: 1,
      flippedEver: 2,
      notReplayed: ['health.windowDays'],
      items: [
        {
          account: { id: 'a', name: 'Acme\u001b[31m' },
          before: { score: 61, label: 'Medium' },
          after: { score: 74.5, label: 'High' },
          flips: [{ on: '2026-10-01', until: null, from: 'Medium', to: 'High' }],
        },
      ],
      total: 2,
    }),
  });
  const file = await fileOf(t, 'c.yaml', 'version: 1\nhealth: { weights: { sentiment: 50 } }\n');
  const { out } = await runCli(server, ['config', 'replay-health', file, '--search', 'ac']);
  assert.match(out, /^1 of 12 accounts .* today; 2 at some time since 2025-11-24\.\n/u);
  assert.match(out, /Acme.* {2}61 Medium → 74\.5 High {2}\(Medium → High 2026-10-01\.\.\)\n {2}… of 2\n$/u);
  assert.ok(out.includes('next pass on: health.windowDays') && !out.includes('\u001b'));
  assert.deepEqual(server.seen.at(-1)?.body, {
    document: { version: 1, health: { weights: { sentiment: 50 } } },
    search: 'ac',
  });
});

test('a preview lists all accounts of one kind, part by part, in any format', async (t) => {
  const row = { accountId: null, name: 'Acme', rule: 'Status is Active', field: 'Status', value: 'Lost' };
  const all = Array.from({ length: MAX_PREVIEW_ROWS + 1 }, (_, at) => ({
    ...row,
    gainsightId: `1P${at}`,
    changes: {},
  }));
  await using server = await startCannedServer({
    listPreviewRows: ({ body }) => {
      const { cursor, limit } = listPreviewRows.body.parse(body);
      return cursor === undefined
        ? { items: all.slice(0, limit), nextCursor: 'more' }
        : { items: all.slice(limit), nextCursor: null };
    },
  });
  const file = await fileOf(t, 'c.yaml', 'version: 1\n');
  const args = ['config', 'preview', file];
  const { out } = await runCli(server, [...args, '--kind', 'leaving', '--format', 'csv', '--search', 'ac']);
  const lines = out.trimEnd().split('\r\n');
  assert.deepEqual(lines.slice(0, 2), [
    'gainsightId,accountId,name,rule,field,value,changes',
    '1P0,,Acme,Status is Active,Status,Lost,{}',
  ]);
  assert.deepEqual([lines.length, lines.at(-1)?.slice(0, 7)], [all.length + 1, `1P${MAX_PREVIEW_ROWS},`]);
  assert.deepEqual(server.seen.at(-1)?.body, {
    document: { version: 1 },
    kind: 'leaving',
    search: 'ac',
    cursor: 'more',
    limit: MAX_PREVIEW_ROWS,
  });
  assert.equal((await runCli(server, [...args, '--format', 'csv'])).exitCode, 2);
});

test('lists the saved versions with who saved them, when, and what they changed', async () => {
  const version = {
    version: 2,
    createdAt: '2026-08-01T09:00:00Z',
    createdBy: 'ann@acme.example',
    changes: [{ path: 'retention.transcripts', after: 365 }],
  };
  await using server = await startCannedServer({ listConfigVersions: () => pageOfAll([version]) });
  const table = await runCli(server, ['config', 'versions']);
  assert.match(table.out, /2 +2026-08-01 09:00:00 UTC +ann@acme\.example +Retention of transcripts/u);
  const json = await runCli(server, ['config', 'versions', '--json']);
  assert.deepEqual(JSON.parse(json.out), [version]);
});

const perKind = <Held>(held: Held) => ({
  entering: held,
  leaving: held,
  'almost-in': held,
  'stays-out': held,
  status: held,
  people: held,
  fields: held,
  'set-aside': held,
  missing: held,
});

/** A server whose preview is that of three accounts that stay as they are, but for what is given. */
function startPreview(given: Partial<Preview>) {
  return startCannedServer({
    previewConfig: () => ({
      today: '2026-11-27',
      inventory: { records: 3, readAt: new Date().toISOString() },
      totals: perKind(0),
      withLeaving: { relationships: 0, stakeholders: 0 },
      withEntering: {
        relationships: 0,
        stakeholders: 0,
        unread: { relationships: 0, stakeholders: 0 },
      },
      unchanged: 3,
      rows: perKind([]),
      limit: 20,
      held: null,
      unforeseen: null,
      waiting: [],
      cost: { isFull: false, calls: 0, seconds: 0, streams: [] },
      otherValues: { stakeholders: null, relationships: null },
      warnings: [],
      ...given,
    }),
    previewCadence: () => ({ streams: [], vendors: [] }),
    previewMeetings: () => ({
      exclusion: { excluded: 0, withdrawals: 0, keptOut: 0, list: [] },
      attribution: { judged: 0, totals: { moved: 0, gained: 0, lost: 0 }, withdrawals: 0, list: [] },
      limit: 20,
    }),
  });
}

test('a preview names what changes in words', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const row: Preview['rows']['status'][number] = {
    gainsightId: '1P02A',
    accountId: null,
    name: 'Acme',
    rule: null,
    field: null,
    value: null,
    changes: { churnedOn: [null, '2026-12-13'] },
  };
  await using server = await startPreview({
    totals: { ...perKind(0), status: 1 },
    rows: { ...perKind([]), status: [row] },
  });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  assert.match(out, /\n {2}Acme: Churned on null → "2026-12-13"\n/u, error);
});

test('a preview says what saving takes in all and of each stream, and what only a first run can tell', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  type Cost = Preview['cost'];
  const part = (label: string, mode: Cost['streams'][number]['mode'], calls: number | null) => ({
    stream: 'accounts' as const,
    label,
    vendor: 'gainsight' as const,
    mode,
    calls,
    callsOnceConfirmed: 0,
    seconds: calls ?? 0,
  });
  const costs: readonly (readonly [Cost['streams'], string])[] = [
    [
      [
        part('Accounts', 'projection', 0),
        part('Relationships', 'incremental', 4),
        part('Stakeholders', 'full', 7),
      ],
      'About 11 calls and 11 seconds in all.\n' +
        '  Accounts: stored records are decided again, no call\n' +
        '  Relationships: what changed, about 4 calls to Gainsight\n' +
        '  Stakeholders: everything, about 7 calls to Gainsight\n',
    ],
    [
      [part('Accounts', 'full', 4), part('Users', 'full', null)],
      'About 4 calls and 4 seconds in all, and what is read for the first time.\n' +
        '  Accounts: everything, about 4 calls to Gainsight\n' +
        '  Users: everything; how many calls to Gainsight, the first run shows\n',
    ],
    [
      [part('Accounts', 'projection', 0)],
      'No call: stored records are decided again, which takes about a second.\n',
    ],
    [
      [part('Accounts', 'full', 1_204)],
      'About 1,204 calls and 21 minutes in all.\n  Accounts: everything, about 1,204 calls to Gainsight\n',
    ],
    [
      [
        { ...part('Timeline', 'outgoing', 3), stream: 'timeline' },
        { ...part('Values', 'outgoing', 0), stream: 'values', callsOnceConfirmed: 4 },
      ],
      'About 3 calls and 3 seconds in all.\n' +
        '  Timeline: what waits, about 3 calls to Gainsight\n' +
        '  Values: nothing goes yet; about 4 calls once the first difference is confirmed\n',
    ],
    [
      [{ ...part('Timeline', 'outgoing', 0), stream: 'timeline' }],
      'No call: nothing is read or decided again.\n  Timeline: nothing waits, no call\n',
    ],
    [[], 'No call: nothing is read or decided again.\n'],
  ];
  for (const [streams, said] of costs) {
    const calls = streams.reduce((sum, one) => sum + (one.calls ?? 0), 0);
    await using server = await startPreview({
      unchanged: 3,
      cost: { isFull: false, calls, seconds: calls, streams: [...streams] },
    });
    const { out, error } = await runCli(server, ['config', 'preview', file]);
    assert.ok(out.includes(`as they are\n${said}Of 3 accounts`), out + error);
  }
});

const AS_LISTED =
  'Stakeholders are counted as the page of their run lists them, each person once an account; the run itself counts persons and ties.\n';

test('a preview says in one line what leaves with the accounts that leave', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  for (const [leaving, relationships, stakeholders, said] of [
    [
      181,
      90,
      494,
      `With the accounts that leave, 90 relationships and 494 stakeholders leave.\n${AS_LISTED}`,
    ],
    [1, 0, 1, `With the account that leaves, 1 stakeholder leaves.\n${AS_LISTED}`],
    [2, 3, 0, 'With the accounts that leave, 3 relationships leave.\n'],
    [2, 0, 0, ''],
  ] as const) {
    await using server = await startPreview({
      totals: { ...perKind(0), leaving },
      withLeaving: { relationships, stakeholders },
    });
    const { out, error } = await runCli(server, ['config', 'preview', file]);
    assert.ok(out.includes(`as they are\n${said}`), out + error);
    assert.equal(out.includes('With the account'), said !== '');
    assert.equal(out.includes(AS_LISTED), stakeholders > 0);
  }
});

test('a preview says in a line each what enters with the accounts that enter, and what was never read', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const never = 'were never read: they are not counted here, and the next runs read them.\n';
  for (const [entering, counts, unread, said] of [
    [
      181,
      [90, 494],
      [0, 0],
      `With the accounts that enter, 90 relationships and 494 stakeholders enter.\n${AS_LISTED}`,
    ],
    [1, [0, 1], [0, 0], `With the account that enters, 1 stakeholder enters.\n${AS_LISTED}`],
    [12, [0, 0], [12, 12], `Relationships and stakeholders of 12 accounts that enter ${never}`],
    [
      3,
      [2, 0],
      [0, 1],
      `With the accounts that enter, 2 relationships enter.\nStakeholders of 1 account that enters ${never}`,
    ],
    [2, [0, 0], [0, 0], ''],
  ] as const) {
    await using server = await startPreview({
      totals: { ...perKind(0), entering },
      withEntering: {
        relationships: counts[0],
        stakeholders: counts[1],
        unread: { relationships: unread[0], stakeholders: unread[1] },
      },
    });
    const { out, error } = await runCli(server, ['config', 'preview', file]);
    assert.ok(out.includes(`as they are\n${said}`), out + error);
    assert.equal(out.includes('that enter'), said !== '');
  }
});

test('a preview tells what another mapping makes of stakeholders', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const stakeholders: OtherValues = {
    changed: 2,
    total: 5,
    rows: [
      { gainsightId: '1C', name: 'Ida Berg', accountName: 'Kessler', changes: { title: ['CFO', null] } },
    ],
    unforeseen: ['Person.Phone'],
  };
  await using server = await startPreview({ otherValues: { stakeholders, relationships: null } });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  for (const said of [
    '2 of 5 stakeholders get other values.\n',
    'What Person.Phone brings to stakeholders is not foreseen: it was never read of them.\n',
    'Stakeholders with other values\n  Ida Berg (Kessler): Title "CFO" → null\n  … of 2\n',
  ])
    assert.ok(out.includes(said), out + error);
});

test('a preview warns of text that does not all convert', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const message = 'Notes is text: 1 of 2 values looked at can be read as a number';
  await using server = await startPreview({ warnings: [{ path: 'fields.account.arr', message }] });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  assert.ok(out.includes(`as they are\nfields.account.arr ${message}\n`), out + error);
});

test('a preview that is refused names every place, and one that reads a field that is gone says what it leaves out', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const issues = [{ path: 'fields.account.region', message: "Gainsight's Company has no field Region__gc" }];
  await using refusing = await startCannedServer({
    previewConfig: refuse({ status: 400, code: 'config_invalid', title: 'It has faults.', issues }),
  });
  const refused = await runCli(refusing, ['config', 'preview', file]);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.error, /fields\.account\.region: Gainsight's Company has no field Region__gc\n/u);
  for (const [isDecided, said] of [
    [true, 'what is read from there is shown as it stands'],
    [false, 'what becomes of them is not foreseen'],
  ] as const) {
    await using server = await startPreview({ unforeseen: { fields: ['Region__gc'], isDecided } });
    const { out, error } = await runCli(server, ['config', 'preview', file]);
    assert.match(out, /^Gainsight has no field Region__gc[,:] /mu, error);
    assert.ok(out.includes(said), out);
  }
});

test('a preview says how many of those who leave or turn to Churned the guard will hold', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  await using server = await startPreview({
    totals: { ...perKind(0), leaving: 20, status: 15 },
    held: { total: 17, leaving: 2, status: 15, missing: 0 },
  });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  assert.ok(out.includes('20 leaving (2 held for approval)'), out + error);
  assert.ok(out.includes('15 with another status (15 held for approval)'), out);
  assert.ok(
    out.includes(
      'By what changed in Gainsight, not by this draft, 2 leave, 15 turn to Churned: the deletion guard will hold them until you approve.',
    ),
    out,
  );
});

test('a preview that counts nobody as gone says how many of them wait for approval, and in which run', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const waiting = [{ run: { id: '7b1d', number: 41 }, total: 13, leaving: 0, status: 1, missing: 12 }];
  await using server = await startPreview({ totals: perKind(0), waiting });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  assert.ok(out.includes(' · 12 no longer at the source (waiting for approval in run #41)'), out + error);
  assert.ok(
    out.includes(
      '\n13 accounts wait for approval in run #41 already: 1 turns to Churned, 12 are no longer there.\n',
    ),
    out,
  );
});

test('a preview tells the cause of a record set aside, and no value beside it', async (t) => {
  const file = await fileOf(t, 'c.json', '{}');
  const row = {
    gainsightId: '1P02',
    accountId: null,
    name: 'Acme',
    rule: 'The field Arr is not a number.',
    field: 'Arr',
    value: null,
    changes: {},
  };
  await using server = await startPreview({
    totals: { ...perKind(0), 'set-aside': 1 },
    rows: { ...perKind([]), 'set-aside': [row] },
  });
  const { out, error } = await runCli(server, ['config', 'preview', file]);
  assert.ok(out.includes('\n  Acme: The field Arr is not a number.\n'), out + error);
});
