import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { getMeeting, listAccounts, meetingDetailSchema, updateWorkspace } from '@handrail/contract';
import { findMeeting } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';

const COMMAND = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

/** Asks the same server by the command line: its answers, its formats, and its exit codes. */
export async function useCommandLine(journeys: Journeys): Promise<void> {
  const run = (...args: string[]) => runCommand(journeys, args);
  const { total } = await journeys.client.call(listAccounts, { query: { limit: 1 } });
  const [status, csv, found] = await Promise.all([
    run('status'),
    run('accounts', 'list', '--format', 'csv'),
    findMeeting(journeys, 'escalation'),
  ]);
  assert.equal(status.exitCode, 0, status.problem);
  assert.match(status.text, new RegExp(`${total} accounts`));
  const [head, ...rows] = csv.text.trim().split(/\r?\n/);
  assert.match(head ?? '', /^id,.*name/);
  assert.equal(rows.length, total);

  const shown = await run('meetings', 'show', found.id, '--json');
  const parsed = meetingDetailSchema.parse(JSON.parse(shown.text));
  assert.deepEqual(
    parsed.summary,
    (await journeys.client.call(getMeeting, { params: { id: found.id } })).summary,
  );

  const sync = await run('sync', 'accounts', '--wait');
  assert.equal(sync.exitCode, 0, sync.problem);
  assert.match(sync.text, /done/);
  const plan = await run('writeback', '--dry-run');
  assert.match(plan.text, /Nothing was sent/);
  const outbox = await run('outbox', 'list', '--format', 'json');
  assert.equal(outbox.exitCode, 0, outbox.problem);
  assert.ok(JSON.parse(outbox.text).length >= 14);

  assert.equal((await run('sync', 'everything')).exitCode, 2);
  const missing = await run('accounts', 'show', 'No such account');
  assert.equal(missing.exitCode, 1);
  assert.match(missing.problem, /What to do/i);
  await journeys.client.call(updateWorkspace, { body: { outgoingPaused: true } });
  assert.equal((await run('writeback')).exitCode, 3);
  await journeys.client.call(updateWorkspace, { body: { outgoingPaused: false } });
}

async function runCommand(
  { dataDir }: Journeys,
  args: readonly string[],
): Promise<{ exitCode: number; text: string; problem: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      {
        env: { PATH: process.env['PATH'], HANDRAIL_DATA_DIR: dataDir },
        maxBuffer: 32 * 1024 * 1024,
        timeout: 60_000,
      },
      (error, text, problem) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ exitCode, text, problem });
      },
    );
  });
}
