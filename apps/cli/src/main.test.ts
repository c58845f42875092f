import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildAccount, buildRun, pageOfAll, startCannedServer } from './testing.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

async function run(args: readonly string[], env: Record<string, string>, cwd: string) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env, cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('a process finds the local server by its token file and ends with the code of the command', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'handrail cli '));
  t.after(() => rm(dir, { recursive: true }));
  await using server = await startCannedServer({
    listAccounts: () => pageOfAll([buildAccount()]),
    syncStream: () => buildRun({ state: 'awaiting-approval' }),
  });
  await writeFile(join(dir, 'token'), JSON.stringify({ origin: server.origin, token: 'from-file' }), {
    mode: 0o600,
  });
  const env = { HANDRAIL_DATA_DIR: dir };
  const listed = await run(['accounts', 'list', '--format', 'ndjson'], env, dir);
  assert.deepEqual(JSON.parse(listed.stdout), buildAccount());
  assert.equal(listed.code, 0);
  assert.equal(server.seen[0]?.token, 'Bearer from-file');
  assert.equal((await run(['sync', 'accounts', '--wait'], env, dir)).code, 3);
  assert.equal((await run(['sync', 'nothing'], env, dir)).code, 2);
  assert.equal((await run(['status'], { HANDRAIL_DATA_DIR: join(dir, 'absent') }, dir)).code, 1);
  assert.equal((await run(['--help'], {}, dir)).code, 0);
});

test('Ctrl-C ends the waiting, says that the run goes on, and how to look at it', async () => {
  await using server = await startCannedServer({
    syncStream: () => buildRun({ state: 'running' }),
    getRun: () => ({ ...buildRun({ state: 'running' }), records: [] }),
  });
  const env = { HANDRAIL_URL: server.origin, HANDRAIL_TOKEN: 'x' };
  const child = spawn(process.execPath, [MAIN, 'sync', 'accounts', '--wait'], { env });
  let stderr = '';
  let isStopped = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    // A second Ctrl-C would end the process at once.
    if (stderr.includes('running') && !isStopped) isStopped = child.kill('SIGINT');
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(stderr, /Stopped waiting for accounts run 12; the run goes on\./u);
  assert.match(stderr, /Code: cli_stopped_waiting\n$/u);
});
