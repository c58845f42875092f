// SC8: a value goes from the source through the database to the API as it is, or is changed or set aside by a written rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGainsight, getConfig, listAccounts, listSetAside, saveConfig } from '@handrail/contract';
import fc from 'fast-check';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const SEED = 8;
const PIECES =
  'a É e\u0301 𝄞 😀 ß 中 \u200B \u00A0x " \' \\ \\u0041 { } , ; % _ $1 -- =1+1 null NULL 9007199254740993 \0 \uD800'
    .split(' ')
    .concat([' ', '\t', '\n', '\r\n']);
const values = fc.record({
  text: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
  amount: fc.oneof(
    fc.constantFrom(0, -0.1, 0.1 + 0.2, 1e15, Number.MAX_SAFE_INTEGER),
    fc.integer({ min: 0, max: 1e9 }).map((whole) => whole / 7),
  ),
  // The nights on which clocks change, and both ends of a year.
  day: fc.constantFrom('2026-03-29', '2026-10-25', '2024-02-29', '2026-12-31', '2027-01-01'),
});
const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const DOCUMENT = {
  ...INBOUND,
  fields: {
    account: { ...INBOUND.fields.account, employees: 'Employees', custom: { ticker: 'TickerSymbol' } },
  },
};
const api = await startApiTest(import.meta.url, { sandbox: { companies: 200 } });

test(`every value comes through to the API, or its record is set aside by name (seed ${SEED})`, async () => {
  const { rows } = api.sandbox.context.world.objects.get('company') ?? { rows: [] };
  const drawn = fc.sample(values, { seed: SEED, numRuns: rows.length });
  const given = new Map(
    rows.flatMap((row, at) => (drawn[at] ? [[String(row['Gsid']), drawn[at]] as const] : [])),
  );
  for (const row of rows) {
    const { text, amount, day } = given.get(String(row['Gsid'])) ?? {};
    Object.assign(row, { Name: `Acme ${text}`, TickerSymbol: text, Arr: amount, RenewalDate: day });
  }
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  const { version: basedOn } = await api.call(getConfig, {});
  await api.call(saveConfig, { body: { basedOn, document: DOCUMENT } });
  await api.workRuns();

  const held = (await api.call(listAccounts, { query: { limit: 200 } })).items;
  const aside = (await api.call(listSetAside, { query: { limit: 200 } })).items;
  const isUnstorable = (text: string) => text.includes('\0') || !text.isWellFormed();
  assert.deepEqual(
    aside.map((record) => record.gainsightId).toSorted(),
    [...given]
      .filter(([, { text }]) => isUnstorable(text))
      .map(([id]) => id)
      .toSorted(),
  );
  assert.equal(held.length + aside.length, given.size);
  assert.ok(aside.length > 10 && held.length > 50);
  for (const { gainsightId, name, arr, renewalDate, fields } of held) {
    const { text = '', amount, day } = given.get(gainsightId) ?? {};
    const blank = text.trim() === '' ? null : text.trim();
    assert.deepEqual(
      { name, arr, renewalDate, ticker: fields['ticker'] ?? null },
      { name: `Acme ${text}`.trim(), arr: amount, renewalDate: day, ticker: blank },
    );
  }
});
