import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import { countResources, createStubClock, waitForResources } from '@handrail/http/testing';
import { createStillClock, type FaultKind, faultNotes, type Sandbox, startSandbox } from '@handrail/sandbox';
import { createGongClient, type GongClient } from './client.ts';

/** What each fault of the sandbox comes to; a kind without a row fails the test. */
const LIST: Readonly<Record<string, string>> = {
  latency: 'a reply',
  'reset-before': 'http_connection_lost',
  'too-many': 'gong_rate_limited',
  'too-many-retry-after': 'gong_rate_limited',
  'too-many-retry-date': 'gong_rate_limited',
  'error-500': 'gong_server_error',
  'error-502': 'gong_server_error',
  'error-503': 'gong_server_error',
  'html-503': 'gong_server_error',
  'html-200': 'http_not_json',
  'result-false-in-200': 'gong_unexpected_reply',
  redirect: 'http_redirected',
  'redirect-same-host': 'http_redirected',
  'wrong-key': 'gong_unauthorized',
  'revoked-token': 'gong_unauthorized',
  'missing-permission': 'gong_refused',
  'reset-after': 'http_connection_lost',
  'lost-reply': 'http_connection_lost',
  'cut-body': 'http_cut_body',
  'invalid-json': 'http_invalid_json',
  'empty-body': 'gong_unexpected_reply',
  'short-page': 'a reply',
  'wrong-content-length': 'http_invalid_json',
  'slow-trickle': 'http_timeout',
  'endless-body': 'http_too_large',
  'gzip-bomb': 'http_too_large',
  'deep-json': 'http_too_deep',
  // Replies of one kind of save each, which nothing else understands.
  'records-refused': 'gong_unexpected_reply',
  'records-unmatched': 'gong_unexpected_reply',
};

const EVER = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
/** Of a whole list, tries included; the stub clock lets no wait pass in real time. */
const LIST_MS = 5_000;
let sandbox: Sandbox;
const clock = createStillClock('2026-11-12T10:00:15Z');

before(async () => {
  sandbox = await startSandbox({ port: 0, companies: 120, limits: 'off', clock });
});
afterEach(() => sandbox.context.faults.clear());
after(() => sandbox.stop());

function open(kind: FaultKind): GongClient {
  const { gongAccessKey: accessKey, gongAccessKeySecret: accessKeySecret } = sandbox.context.credentials;
  const http = {
    allowOrigins: [sandbox.gongUrl],
    clock: createStubClock(),
    random: () => 0,
    maxBytes: 4 * 2 ** 20,
    timeoutMs: kind === 'slow-trickle' ? 150 : LIST_MS,
  };
  return createGongClient({ origin: sandbox.gongUrl, accessKey, accessKeySecret, http });
}

async function countOf<Item>(pages: AsyncIterable<{ readonly items: readonly Item[] }>): Promise<number> {
  let count = 0;
  for await (const page of pages) count += page.items.length;
  return count;
}

for (const kind of Object.keys(faultNotes) as FaultKind[]) {
  test(`names ${kind}, in time, and leaves nothing open`, async () => {
    const { signal } = new AbortController();
    const quiet = countResources();
    const client = open(kind);
    const rule = { kind, vendor: 'gong', times: 100 } as const;
    sandbox.context.faults.add(kind === 'latency' ? { ...rule, amount: 5 } : rule);
    const startedMs = performance.now();
    const code = await countOf(client.calls.list({ ...EVER, signal })).then(
      () => 'a reply',
      (thrown: { code?: string }) => thrown.code,
    );
    assert.equal(code, LIST[kind]);
    assert.ok(performance.now() - startedMs < LIST_MS);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    await client.close();
    await waitForResources(quiet);
  });
}

/** Documented statuses (reference 2) made by requests, not by faults. */
test('understands 400, 401, an empty 404 and 404 of one call each as its own', async () => {
  const client = open('latency');
  const backwards = { from: EVER.to, to: EVER.from };
  await assert.rejects(countOf(client.calls.list(backwards)), { code: 'gong_bad_request', status: 400 });
  const period = { from: EVER.from, to: new Date('2000-01-02T00:00:00Z') };
  assert.equal(await countOf(client.calls.list(period)), 0);
  assert.equal(await client.calls.find('99999999999999999999'), null);
  await client.close();
});
