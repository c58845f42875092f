import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { runCli, startCannedServer } from '../testing.ts';

async function fileOf(t: TestContext, content: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-cli-'));
  t.after(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'cursors.yaml'), content);
  return join(dir, 'cursors.yaml');
}

const AT = '2026-07-01T00:00:00Z';

test('a file that does not hold cursors is refused with its place before anything is sent', async (t) => {
  await using server = await startCannedServer({});
  for (const [content, place] of [
    ['- a list\n', 'no keys with values'],
    ['version: 1\n', 'cursors'],
    ['cursors:\n  - { stream: accounts, object: Company }\n', 'cursors.0.cursor an instant such as'],
    [
      'cursors:\n  - { stream: accounts, object: Company, cursor: 2026-07-01 }\n',
      'cursors.0.cursor an instant',
    ],
    [
      `cursors:\n  - { stream: accounts, object: Company, cursor: ${AT}, hunter2: x }\n`,
      'cursors.0 has other keys.',
    ],
    ['cursors: []\nhunter2: x\n', 'the file has other keys.'],
  ] as const) {
    for (const command of ['diff', 'apply']) {
      const ended = await runCli(server, ['cursors', command, await fileOf(t, content)]);
      assert.equal(ended.exitCode, 1);
      assert.match(
        ended.error,
        /does not hold cursors: [^]*handrail cursors export > cursors\.yaml[^]*cli_file_unfit/u,
      );
      assert.ok(ended.error.includes(place), ended.error);
      assert.doesNotMatch(ended.error, /hunter2/u);
    }
  }
  assert.equal(server.seen.length, 0);
});

test('diff shows a place without a cursor here, and leaves out what the file does not name', async (t) => {
  const standing = { stream: 'users', object: 'gsuser', cursor: AT, reached: AT };
  await using server = await startCannedServer({ listCursors: () => ({ cursors: [standing] }) });
  const file = await fileOf(t, `cursors:\n  - { stream: accounts, object: Company, cursor: ${AT} }\n`);
  const ended = await runCli(server, ['cursors', 'diff', file]);
  assert.equal(ended.exitCode, 1);
  assert.equal(
    ended.out,
    `1 difference from the cursors that stand\naccounts/Company\n  - (none)\n  + ${AT}\n`,
  );
});
