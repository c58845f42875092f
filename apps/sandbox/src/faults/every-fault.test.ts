import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestSandbox, type TestSandbox } from '../testing.ts';
import { faultNotes, isFaultKind, type FaultKind } from './fault-kinds.ts';

/** Amounts that show a fault and do not hold the test up. */
const amounts: Partial<Record<FaultKind, number>> = {
  latency: 60,
  'slow-trickle': 1,
  'gzip-bomb': 2,
  'deep-json': 50,
};
const basic = Buffer.from('sandbox-gong-key:sandbox-gong-secret').toString('base64');

/** What a caller gets in the first 100,000 characters: status, headers that matter, body, or that it was cut. */
async function ask({ sandbox }: TestSandbox, vendor: 'gainsight' | 'gong'): Promise<string> {
  const [url, headers] =
    vendor === 'gong'
      ? [`${sandbox.gongUrl}/v2/workspaces`, { authorization: `Basic ${basic}` }]
      : [`${sandbox.gainsightUrl}/v1/meta/services/dropdowns/none`, { accesskey: 'sandbox-access-key' }];
  try {
    const reply = await fetch(url, { headers, redirect: 'manual' });
    let body = '';
    for await (const chunk of reply.body ?? []) {
      body += Buffer.from(chunk).toString();
      if (body.length > 100_000) break;
    }
    const seen = [reply.headers.has('content-length'), reply.headers.get('retry-after')];
    return JSON.stringify([
      reply.status,
      ...seen,
      body.replaceAll(/"requestId":"[^"]*"|"instance":"[^"]*"/g, ''),
    ]);
  } catch {
    return 'cut';
  }
}

for (const vendor of ['gainsight', 'gong'] as const) {
  test(`shows each fault to a caller of ${vendor} once, and is whole at the next call`, async (t) => {
    const running = await startTestSandbox(t);
    const { faults, context } = running.sandbox;
    const whole = await ask(running, vendor);
    for (const kind of Object.keys(faultNotes).filter(isFaultKind)) {
      // Some belong to a single call, and have their test there.
      if (kind === 'records-refused' || kind === 'records-unmatched') continue;
      faults.clear();
      faults.add({ kind, vendor, amount: amounts[kind] ?? 1 });
      const spoilt = await ask(running, vendor);
      const entry = context.callLog.entries.at(-1);
      assert.equal(entry?.fault, kind);
      if (kind === 'latency') assert.ok(entry.durationMs >= 59);
      else if (!(kind === 'short-page' && vendor === 'gainsight')) assert.notEqual(spoilt, whole, kind);
      assert.equal(await ask(running, vendor), whole, `after ${kind}`);
    }
  });
}
