// Cursors as text, by the command line against the real server, its database and sandbox.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runCli } from '@handrail/cli/testing';
import { listRuns, syncStream } from '@handrail/contract';
import { startApiTest } from '@handrail/server/testing';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 60 } });
const dir = mkdtempSync(join(tmpdir(), 'handrail-cursors-'));
const origin = await api.app.listen({ port: 0, host: '127.0.0.1' });
after(() => rmSync(dir, { recursive: true }));
await api.makeLoop();

const cli = (...args: readonly string[]) =>
  runCli(null, ['cursors', ...args], {
    environment: { HANDRAIL_URL: origin, HANDRAIL_TOKEN: api.token },
  });
const keep = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

const datesOf = (object: string) =>
  (api.sandbox.context.world.objects.get(object)?.rows ?? [])
    .map((row) => Date.parse(String(row['ModifiedDate'])))
    .toSorted((left, right) => left - right);
const middle = `${new Date(datesOf('company').at(30) ?? 0).toISOString().slice(0, 19)}Z`;

/** The increment of accounts that follows, worked to its end. */
async function increment() {
  await api.call(syncStream, { params: { name: 'accounts' }, body: {} });
  await api.workRuns();
  const { items } = await api.call(listRuns, { query: { stream: 'accounts', limit: 1 } });
  assert.ok(items[0]);
  return items[0];
}

/** The exported text with the cursor of companies elsewhere. */
const withCompanies = (text: string, instant: string) =>
  text.replace(/(object: Company\n +cursor: )\S+/u, `$1${instant}`);

test('what is exported is applied as it is: nothing differs and nothing moves', async () => {
  const { out: text, exitCode } = await cli('export');
  assert.equal(exitCode, 0);
  assert.match(
    text,
    /^cursors:\n {2}- stream: accounts\n {4}object: Company\n {4}cursor: \S+Z\n {4}reached: \S+Z\n/u,
  );
  assert.equal((await cli('export')).out, text);
  for (const file of [keep('a.yaml', text), keep('a.json', (await cli('export', '--json')).out)]) {
    const diff = await cli('diff', file);
    assert.deepEqual([diff.exitCode, diff.out], [0, 'No difference from the cursors that stand.\n']);
    const applied = await cli('apply', file);
    assert.deepEqual([applied.exitCode, applied.out], [0, 'Every cursor stands there already.\n']);
  }
});

test('a cursor set back by a file has the next run read again what was modified since, and the older file undoes it', async () => {
  const older = (await cli('export')).out;
  const [, stood = ''] = /object: Company\n +cursor: (\S+)/u.exec(older) ?? [];
  const back = keep('back.yaml', withCompanies(older, middle));
  const diff = await cli('diff', back);
  assert.deepEqual(
    [diff.exitCode, diff.out],
    [1, `1 difference from the cursors that stand\naccounts/Company\n  - ${stood}\n  + ${middle}\n`],
  );
  const to = new Date(middle).toISOString();
  const effect = `accounts/Company would move ${stood} → ${to}: the next run reads again what was modified since ${to}\n`;
  const tried = await cli('apply', back, '--dry-run');
  assert.deepEqual([tried.exitCode, tried.out], [0, `${effect}Nothing was set.\n`]);
  assert.equal((await cli('export')).out, older);
  assert.equal((await cli('apply', back)).out, effect.replace('would move', 'moved'));
  const undone = await cli('apply', keep('older.yaml', older));
  assert.match(
    undone.out,
    new RegExp(
      `^accounts/Company moved ${to} → ${stood}: what was modified before ${stood} was read already\n$`,
      'u',
    ),
  );
  assert.equal((await cli('export')).out, older);
  const usual = await increment();
  await cli('apply', back);
  const run = await increment();
  const since = datesOf('company').filter((date) => date >= Date.parse(middle)).length;
  assert.ok(since > usual.counts.seen);
  assert.deepEqual([run.state, run.counts.seen, run.counts.unchanged], ['done', since, since]);
});

test('a file with an unknown object, or a cursor beyond what was read, is refused whole', async () => {
  const standing = (await cli('export')).out;
  const unknown = `${withCompanies(standing, middle)}  - { stream: accounts, object: Firm, cursor: ${middle} }\n`;
  const refused = await cli('apply', keep('unknown.yaml', unknown));
  assert.equal(refused.exitCode, 1);
  assert.match(refused.error, /Firm is no object of accounts, which reads Company\n/u);
  const beyond = await cli(
    'apply',
    '--dry-run',
    keep('beyond.yaml', withCompanies(standing, '2999-01-01T00:00:00Z')),
  );
  assert.equal(beyond.exitCode, 1);
  assert.match(beyond.error, /accounts\/Company was read up to \S+Z; 2999\S+ lies in the future.*full sync/u);
  assert.equal((await cli('export')).out, standing);
});

test('a stream with an open run is refused by its number', async () => {
  const standing = (await cli('export')).out;
  const run = await api.call(syncStream, { params: { name: 'accounts' }, body: {} });
  const refused = await cli('apply', keep('busy.yaml', withCompanies(standing, middle)));
  assert.equal(refused.exitCode, 1);
  assert.match(refused.error, new RegExp(`Run #${run.number} of accounts is open`, 'u'));
  await api.workRuns();
});
