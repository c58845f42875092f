import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { newId } from '@handrail/database';
import { createGainsightClient } from '@handrail/gainsight';
import { z } from 'zod';
import { groupChanges, sendChanges } from './send-values.ts';
import type { ValueChange } from './plan-values.ts';

const bodySchema = z.object({ records: z.array(z.looseObject({ Gsid: z.string() })) });
const guilty = new Set<string>();
const written = new Map<string, unknown>();
let calls = 0;

/** A tenant that refuses a whole call for one record and does not say for which (reference 5.2: `errors` may be empty). */
const tenant = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    calls += 1;
    const { records } = bodySchema.parse(JSON.parse(text));
    const isRefused = records.some((record) => guilty.has(record.Gsid));
    if (!isRefused) for (const record of records) written.set(record.Gsid, record);
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        isRefused
          ? { result: false, errorCode: 'GSOBJ_1005', errorDesc: 'Invalid value', requestId: 'r', data: null }
          : { result: true, requestId: 'r', data: { count: records.length, errors: null, records } },
      ),
    );
  });
});
tenant.listen(0, '127.0.0.1');
await once(tenant, 'listening');
const address = tenant.address();
assert.ok(typeof address === 'object' && address !== null);
const origin = `http://127.0.0.1:${address.port}`;
const client = createGainsightClient({
  origin,
  credential: { kind: 'access-key', accessKey: 'a-key' },
  write: true,
  http: {
    clock: { now: () => new Date() },
    random: () => 0,
    budget: { take: () => Promise.resolve() },
    allowOrigins: [origin],
    log: () => undefined,
  },
});
after(async () => {
  await client.close();
  tenant.close();
});

function change(gsid: string, fields: Record<string, number>): ValueChange {
  const accountId = newId<AccountId>();
  return { record: { id: accountId, accountId, gainsightId: gsid, name: gsid }, fields, before: {} };
}
const changes = (count: number) => Array.from({ length: count }, (_, index) => change(`G${index}`, { A: 1 }));

for (const names of [['G17'], ['G0', 'G49'], []] as const) {
  test(`halves a call of fifty until the refused records stand alone: ${names.join(', ') || 'none'}`, async () => {
    guilty.clear();
    written.clear();
    calls = 0;
    for (const name of names) guilty.add(name);
    const all = changes(50);
    const outcomes = await sendChanges(
      { client, calls: () => calls, quote: (text) => text },
      'Company',
      all,
      new Map(),
      new AbortController().signal,
    );
    const refused = outcomes.filter((outcome) => outcome.refusal !== null);
    const ids = new Set(
      all.filter(({ record }) => guilty.has(record.gainsightId)).map(({ record }) => record.accountId),
    );
    assert.deepEqual(new Set(refused.map((outcome) => outcome.accountId)), ids);
    assert.equal(written.size, 50 - names.length);
    assert.ok(calls <= 1 + names.length * 12, `${calls} calls`);
  });
}

test('puts at most fifty records in a call, all with the same fields', () => {
  const many = [
    ...changes(120),
    ...changes(3).map(({ record }) => ({ record, fields: { A: 1, B: 2 }, before: {} })),
  ];
  const groups = groupChanges(many);
  assert.deepEqual(
    groups.map((group) => group.length),
    [50, 50, 20, 3],
  );
});
