import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStillClock } from '../clock.ts';
import { startSandbox } from '../start-sandbox.ts';
import { basic, START } from './testing.ts';

test('keeps a call deleted over a restart, and refuses to delete one that is not there', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const options = { port: 0, companies: 30, limits: 'off', stateFile: join(dir, 'state.json') } as const;
  const first = await startSandbox({ ...options, clock: createStillClock(START) });
  const id = first.context.world.calls.find(({ listedAt }) => listedAt <= START)?.id ?? '';
  const { gongAccessKey, gongAccessKeySecret } = first.context.credentials;
  const headers = { authorization: basic(gongAccessKey, gongAccessKeySecret) };
  const statusAt = async (url: string): Promise<number> =>
    (await fetch(`${url}/v2/calls/${id}`, { headers })).status;
  const remove = async (which: string): Promise<number> =>
    (await fetch(`${first.gainsightUrl}/__sandbox/gong/calls/${which}`, { method: 'DELETE' })).status;
  assert.equal(await statusAt(first.gongUrl), 200);
  assert.equal(await remove('1'), 404);
  assert.equal(await remove(id), 200);
  assert.equal(await statusAt(first.gongUrl), 404);
  await first.stop();

  const second = await startSandbox({ ...options, clock: createStillClock(START) });
  t.after(() => second.stop());
  assert.equal(await statusAt(second.gongUrl), 404);
});
