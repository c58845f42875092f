// Replies that want memory, time or depth, against the bounds that the product has. A stall is counted in processor time of
// this thread within one turn of its event loop: what the loop is held up by, whatever else the machine does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { createHttpClient } from './client.ts';
import { createStubClock } from './testing.ts';

const HASTY_MS = 200;
const STALL_MS = 100;
/** Beyond what was there before: the largest body that is taken, in pieces, whole, as text and parsed. */
const MEMORY_BYTES = 160 * 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

const server = new Worker(new URL('serve-hostile-replies.ts', import.meta.url));
const [port]: unknown[] = await once(server, 'message');
const origin = `http://127.0.0.1:${String(port)}`;
const clientOf = (timeoutMs: number) =>
  createHttpClient({
    origin,
    allowOrigins: [origin],
    clock: createStubClock(),
    random: () => 0.5,
    timeoutMs,
  });
const [hasty, patient] = [clientOf(HASTY_MS), clientOf(30_000)];

/** The longest turn of the event loop and the most memory until `act` ends. */
async function watched(act: () => Promise<void>) {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  // What the case before has left would hide what this one takes.
  if (typeof collectGarbage === 'function') collectGarbage();
  const before = used();
  let [longestMs, mostBytes, isOver, last] = [0, 0, false, cpuMs()];
  const turn = (): void => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    mostBytes = Math.max(mostBytes, used() - before);
    last = cpuMs();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const began = performance.now();
  await act().finally(() => (isOver = true));
  turn();
  return { longestMs, mostBytes, wallMs: performance.now() - began };
}

const CASES: readonly (readonly [what: string, path: string, code: string | null])[] = [
  ['silence', '/silence', 'http_timeout'],
  ['a trickle', '/trickle', 'http_timeout'],
  ['a body without end', '/endless', 'http_too_large'],
  ['a packed body that unpacks without end', '/bomb', 'http_too_large'],
  ['lists in lists, 100,000 deep', '/deep', 'http_too_deep'],
  ['one text of 50 MB', '/long-string', 'http_too_large'],
  ['one text as long as is taken', '/longest-string', null],
  ['the same of two bytes a letter', '/longest-wide-string', null],
  ['a list as long as is taken', '/longest-list', null],
  ['an object of half a million keys', '/many-keys', 'http_too_large'],
  ['keys that reach for a prototype', '/prototype', null],
];

for (const [what, path, code] of CASES)
  test(`${what}: ends in time, within its memory, and holds nothing else up`, async (t) => {
    const isSlow = code === 'http_timeout';
    const ask = () =>
      (isSlow ? hasty : patient).request({ method: 'POST', path, json: {}, repeatable: false });
    const { longestMs, mostBytes, wallMs } = await watched(async () => {
      if (code === null) await ask();
      else await assert.rejects(ask(), { name: 'HttpError', code });
    });
    const megabytes = Math.round(mostBytes / 2 ** 20);
    t.diagnostic(
      `${Math.round(longestMs)} ms in one turn, ${megabytes} MB, over after ${Math.round(wallMs)} ms`,
    );
    assert.ok(longestMs <= STALL_MS, `${longestMs} ms in one turn`);
    assert.ok(mostBytes <= MEMORY_BYTES, `${megabytes} MB`);
    if (isSlow) assert.ok(wallMs <= HASTY_MS + 2_000, `${wallMs} ms`);
    assert.equal(Object.hasOwn(Object.prototype, 'a'), false);
  });

test('the server and its client end', async () => {
  await Promise.all([hasty.close(), patient.close()]);
  await server.terminate();
});
