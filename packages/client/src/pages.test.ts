import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listAudit } from '@handrail/contract';
import { createClient } from './client.ts';
import { ProblemError } from './errors.ts';
import { items } from './pages.ts';

/** A server whose n-th answer is the n-th of these: a refusal for so many milliseconds, or a page. */
function serverOf(answers: readonly (number | { readonly nextCursor: string | null })[]) {
  const asked: (string | null)[] = [];
  const client = createClient({
    origin: 'http://handrail.example',
    fetch: (url) => {
      asked.push(new URL(String(url)).searchParams.get('cursor'));
      const answer = answers[asked.length - 1];
      const problem = { type: 'about:blank', title: 'Too many tries', status: 429, code: 'too_many_tries' };
      return Promise.resolve(
        typeof answer === 'number'
          ? Response.json({ ...problem, facts: { retryAfterMs: answer } }, { status: 429 })
          : Response.json({ items: [], total: 0, ...answer }),
      );
    },
  });
  return { client, asked };
}

async function readAll(walk: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const read: unknown[] = [];
  for await (const item of walk) read.push(item);
  return read;
}

test('waits as long as the server says past the pages of a minute, and reads the same page then', async () => {
  const { client, asked } = serverOf([{ nextCursor: 'a' }, 1, 1, { nextCursor: null }]);
  assert.deepEqual(await readAll(items(client, listAudit, {})), []);
  assert.deepEqual(asked, [null, 'a', 'a', 'a']);
});

test('gives up waiting when it is told to, and any other refusal at once', async () => {
  const stop = new AbortController();
  const { client, asked } = serverOf([60_000]);
  const walk = readAll(items(client, listAudit, {}, { signal: stop.signal }));
  setImmediate(() => stop.abort(new TypeError('enough')));
  await assert.rejects(walk, /enough/);
  assert.equal(asked.length, 1);
  const denied = { type: 'about:blank', title: 'Not allowed', status: 403, code: 'not_allowed' };
  const other = createClient({
    origin: 'http://handrail.example',
    fetch: () => Promise.resolve(Response.json(denied, { status: 403 })),
  });
  await assert.rejects(readAll(items(other, listAudit, {})), ProblemError);
});
