import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessEntry, AuditEntry } from '@handrail/contract';
import { pageOfAll, runCli, startCannedServer } from '../testing.ts';

const HEAD = 'ab'.repeat(32);
const ENTRY: AuditEntry = {
  number: 7,
  at: '2026-07-30T14:00:00Z',
  actorId: '01890000-0000-7000-8000-0000000000c1',
  actorName: 'Ann',
  via: 'session',
  action: 'saveConfig',
  subject: {},
  changes: { role: ['user', 'admin'] },
  outcome: 'done',
  code: null,
  askedNumber: 6,
  requestId: 'r-1',
};

test('lists the audit, and tells by its exit code that it is whole', async () => {
  await using server = await startCannedServer({
    listAudit: () => pageOfAll([ENTRY]),
    verifyAudit: () => ({
      entries: 7,
      isWhole: true,
      brokenAt: null,
      hasHead: null,
      head: { number: 7, hash: HEAD },
    }),
  });
  const list = await runCli(server, ['audit', 'list', '--outcome', 'done']);
  assert.match(list.out, /7 +2026-07-30 14:00:00 UTC +Ann +session +saveConfig/u);
  const whole = await runCli(server, ['audit', 'verify']);
  assert.deepEqual([whole.exitCode, whole.out.includes(HEAD)], [0, true]);
});

test('exports who looked at what, of one person and one thing', async () => {
  const [actor, subject] = ['01890000-0000-7000-8000-0000000000c1', '01890000-0000-7000-8000-0000000000a1'];
  const look: AccessEntry = {
    id: '01890000-0000-7000-8000-0000000000e1',
    at: '2026-07-30T14:00:00Z',
    actorId: actor,
    actorName: '=Ann',
    via: 'session',
    action: 'getMeeting',
    subject: { id: subject },
  };
  await using server = await startCannedServer({ listAccess: () => ({ items: [look], nextCursor: null }) });
  const days = ['--since', '2026-07-01', '--until', '2026-07-31'];
  const asked = ['audit', 'access', '--actor', actor, '--subject', subject, ...days, '--format', 'csv'];
  const { out, exitCode } = await runCli(server, asked);
  assert.equal(exitCode, 0);
  assert.match(out, /^id,at,actorName,actorId,via,action,subject\r?\n/u);
  assert.ok(out.includes(`'=Ann,${actor},session,getMeeting`), out);
  const [request] = server.seen;
  const { actorId, subjectId, since, until } = request?.query ?? {};
  assert.deepEqual([actorId, subjectId, since, until], [actor, subject, '2026-07-01', '2026-07-31']);
});

test('fails on a broken chain, and on a head that stands no more', async () => {
  const verdicts = [
    { entries: 3, isWhole: false, brokenAt: 4, hasHead: null, head: null },
    { entries: 6, isWhole: true, brokenAt: null, hasHead: false, head: { number: 6, hash: HEAD } },
  ];
  for (const verdict of verdicts) {
    await using server = await startCannedServer({ verifyAudit: () => verdict });
    const ended = await runCli(server, ['audit', 'verify', '--head', HEAD]);
    assert.equal(ended.exitCode, 1);
    assert.match(ended.error, /Code: cli_audit_broken\n$/u);
  }
});
