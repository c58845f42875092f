import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createStillClock } from '../clock.ts';
import { SandboxError } from '../errors.ts';
import { startSandbox } from '../start-sandbox.ts';
import { startTestSandbox, where, type TestSandbox } from '../testing.ts';

/** What reference §19 line 58 wants a world to hold, asked over HTTP. */
const DAY_MS = 86_400_000;
const ALIKE = 5_001;

async function startBig(t: TestContext): Promise<TestSandbox> {
  return startTestSandbox(t, { companies: 6_000, sameSecond: ALIKE });
}

test('holds 6,000 companies, which is more than one page, and one that was never changed', async (t) => {
  const { query } = await startBig(t);
  const page = (offset: number) =>
    query('company', { select: ['Gsid', 'ModifiedDate'], orderBy: { Gsid: 'asc' }, limit: 5_000, offset });
  const rows = [...(await page(0)), ...(await page(5_000)), ...(await page(10_000))];
  assert.equal(rows.length, 6_000);
  assert.equal(new Set(rows.map((row) => row['Gsid'])).size, 6_000);
  assert.equal(rows.filter((row) => row['ModifiedDate'] === null).length, 1);
});

test('lets 5,001 companies share the second of their last change', async (t) => {
  const { query } = await startBig(t);
  const [sample] = await query('company', {
    select: ['ModifiedDate'],
    where: where('Contract_Number__gc', 'EQ', 'LX-100098'),
  });
  const second = String(sample?.['ModifiedDate']).slice(0, 19);
  const page = (offset: number) =>
    query('company', {
      select: ['Gsid', 'ModifiedDate'],
      where: where('ModifiedDate', 'EQ', `${second}Z`),
      orderBy: { Gsid: 'asc' },
      limit: 5_000,
      offset,
    });
  const first = await page(0);
  const rest = await page(5_000);
  assert.equal(first.length, 5_000);
  assert.ok(rest.length >= 1);
  assert.ok([...first, ...rest].every((row) => String(row['ModifiedDate']).startsWith(second)));
});

test('has a hierarchy of three levels, people who have left and rich notes beyond Latin', async (t) => {
  const { query } = await startTestSandbox(t, { companies: 500 });
  const parent = 'ParentCompany__gr.ParentCompany__gr.Name';
  const grandchildren = await query('company', {
    select: ['Name', parent],
    where: where(parent, 'IS_NOT_NULL'),
  });
  assert.ok(grandchildren.length > 10);
  const gone = await query('company_person', {
    select: ['Gsid'],
    where: where('Active', 'EQ', false),
    limit: 5_000,
  });
  assert.ok(gone.length > 10);
  const notes = await query('company', {
    select: ['Success_Notes__gc'],
    where: where('Success_Notes__gc', 'IS_NOT_NULL'),
  });
  const text = notes.map((row) => String(row['Success_Notes__gc'])).join('');
  assert.match(text, /<p>.*[\p{Script=Han}\p{Script=Arabic}]/u);
  assert.match(text, /\p{Extended_Pictographic}/u);
});

test('lets a growing tenant hand a company over twice', async (t) => {
  const clock = createStillClock('2026-11-10T10:00:00Z');
  const { query } = await startTestSandbox(t, { clock, growDays: 10 });
  const csms: unknown[] = [];
  for (let day = 0; day <= 5; day += 1) {
    const [row] = await query('company', {
      select: ['Csm', 'Csm__gr.Name', 'ModifiedDate'],
      where: where('Contract_Number__gc', 'EQ', 'LX-100018'),
    });
    if (csms.at(-1) !== row?.['Csm']) csms.push(row?.['Csm']);
    clock.advance(DAY_MS);
  }
  assert.equal(csms.length, 3);
});

test('refuses a shared second for more companies than there are', async () => {
  await assert.rejects(
    startSandbox({ port: 0, companies: 5_001, sameSecond: 5_001 }),
    (error) => error instanceof SandboxError && error.code === 'sandbox_bad_option',
  );
});
