import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import { countResources, createStubClock, waitForResources } from '@handrail/http/testing';
import { type FaultKind, faultNotes, type Sandbox, startSandbox } from '@handrail/sandbox';
import { createGainsightClient, type GainsightWriter } from './client.ts';

/** What each fault of the sandbox comes to in a read; a kind without a row fails the test. */
const READ: Readonly<Record<string, string>> = {
  latency: 'a reply',
  'reset-before': 'http_connection_lost',
  'too-many': 'gainsight_rate_limited',
  'too-many-retry-after': 'gainsight_rate_limited',
  'too-many-retry-date': 'gainsight_rate_limited',
  'error-500': 'gainsight_server_error',
  'error-502': 'gainsight_server_error',
  'error-503': 'gainsight_server_error',
  'html-503': 'gainsight_server_error',
  'html-200': 'http_not_json',
  'result-false-in-200': 'gainsight_unauthorized',
  redirect: 'http_redirected',
  'redirect-same-host': 'http_redirected',
  'wrong-key': 'gainsight_unauthorized',
  'revoked-token': 'gainsight_unauthorized',
  'missing-permission': 'gainsight_object_refused',
  'reset-after': 'http_connection_lost',
  'lost-reply': 'http_connection_lost',
  'cut-body': 'http_cut_body',
  'invalid-json': 'http_invalid_json',
  'empty-body': 'gainsight_unexpected_reply',
  'short-page': 'a reply',
  'wrong-content-length': 'http_invalid_json',
  'slow-trickle': 'http_timeout',
  'endless-body': 'http_too_large',
  'gzip-bomb': 'http_too_large',
  'deep-json': 'http_too_deep',
  // Replies of one kind of save each, which nothing else understands.
  'records-refused': 'gainsight_unexpected_reply',
  'records-unmatched': 'a reply',
};

/** Faults under which a save gets its answer, or is known to be refused; the answer may be that nobody knows. */
const KNOWN: Readonly<Record<string, string>> = {
  latency: 'done',
  'short-page': 'done',
  'records-refused': 'done',
  'records-unmatched': 'done',
  'too-many': 'refused',
  'too-many-retry-after': 'refused',
  'too-many-retry-date': 'refused',
  'result-false-in-200': 'refused',
  'wrong-key': 'refused',
  'revoked-token': 'refused',
  'missing-permission': 'refused',
};

/** Faults that another try overcomes. */
const PASSING: readonly FaultKind[] = [
  'reset-before',
  'too-many',
  'too-many-retry-after',
  'too-many-retry-date',
  'error-500',
  'error-502',
  'error-503',
  'html-503',
  'reset-after',
  'lost-reply',
  'cut-body',
  'invalid-json',
  'empty-body',
  'wrong-content-length',
  'slow-trickle',
];

/** Of a whole call, tries included; the stub clock lets no wait pass in real time. */
const CALL_MS = 5_000;
let sandbox: Sandbox;
const opened: GainsightWriter[] = [];

before(async () => {
  sandbox = await startSandbox({ port: 0, companies: 20, limits: 'off' });
});
afterEach(async () => {
  sandbox.context.faults.clear();
  for (const client of opened.splice(0)) await client.close();
});
after(() => sandbox.stop());

function open(kind: FaultKind): GainsightWriter {
  const client = createGainsightClient({
    origin: sandbox.gainsightUrl,
    credential: { kind: 'access-key', accessKey: sandbox.context.credentials.accessKey },
    http: {
      allowOrigins: [sandbox.gainsightUrl],
      clock: createStubClock(),
      random: () => 0,
      maxBytes: 4 * 2 ** 20,
      timeoutMs: kind === 'slow-trickle' ? 150 : CALL_MS,
    },
    write: true,
  });
  opened.push(client);
  return client;
}

function play(kind: FaultKind, times: number): void {
  sandbox.context.faults.add({
    kind,
    vendor: 'gainsight',
    times,
    ...(kind === 'latency' ? { amount: 5 } : {}),
  });
}

async function codeOf(answer: Promise<unknown>): Promise<{ code?: string; outcome?: string }> {
  return answer.then(
    () => ({ code: 'a reply', outcome: 'done' }),
    (thrown: { code?: string; outcome?: string }) => thrown,
  );
}

for (const kind of Object.keys(faultNotes) as FaultKind[]) {
  test(`names ${kind} for a read and a save, in time, and leaves nothing open`, async () => {
    const { signal } = new AbortController();
    const quiet = countResources();
    const client = open(kind);
    play(kind, 100);
    const startedMs = performance.now();
    assert.equal((await codeOf(client.checkCredential({ signal }))).code, READ[kind]);
    const save = await codeOf(client.timeline.save({ records: [{ ExternalId: `hr1-${kind}` }] }, { signal }));
    // Said of the save that it is open wherever it may have been stored.
    assert.equal(save.outcome, KNOWN[kind] ?? 'unknown');
    assert.ok(performance.now() - startedMs < 2 * CALL_MS);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    await client.close();
    await waitForResources(quiet);
  });
}

for (const kind of PASSING) {
  test(`recovers by itself when a read meets ${kind} once`, async () => {
    play(kind, 1);
    await open(kind).checkCredential();
  });
}

test('renews a token that was killed under it, once, and goes on', async () => {
  const { m2mClientId: clientId, m2mClientSecret: clientSecret } = sandbox.context.credentials;
  const client = createGainsightClient({
    origin: sandbox.gainsightUrl,
    credential: { kind: 'm2m', clientId, clientSecret },
    http: { allowOrigins: [sandbox.gainsightUrl], clock: createStubClock(), random: () => 0 },
    write: true,
  });
  opened.push(client);
  await client.checkCredential();
  sandbox.context.faults.add({ kind: 'revoked-token', vendor: 'gainsight', path: '/v1/data/', times: 1 });
  await client.checkCredential();
});
