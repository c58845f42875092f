import assert from 'node:assert/strict';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Has Gainsight govern users, finds them read-only with the way to change them there, and takes it back. */
export async function governUsers({ sandbox }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const flip = async (done: string) => {
    await page.goto('/settings/integrations/gainsight?tab=users');
    const name = 'Users, roles and teams follow Gainsight';
    await page.getByRole('switch', { name, disabled: false }).click();
    await page.getByText(done).waitFor();
  };
  await flip('Gainsight governs users');
  await page.goto('/settings/users');
  const notice = page.getByRole('note').filter({ hasText: 'Governed by Gainsight' });
  const way = await notice.getByRole('link', { name: 'Gainsight' }).getAttribute('href');
  assert.equal(new URL(way ?? '').origin, sandbox.gainsightUrl);
  const rows = page.getByRole('table', { name: 'Users' }).getByRole('row');
  const ingrid = rows.filter({ hasText: 'ingrid.solberg@lumenta.example' });
  await ingrid.waitFor();
  assert.equal(await ingrid.getByRole('combobox').count(), 0);
  assert.equal(await ingrid.getByRole('button', { name: /^End access/ }).count(), 0);
  assert.equal(await page.getByRole('form', { name: 'Invite somebody' }).count(), 0);
  await flip('Users are managed here');
  await page.goto('/settings/users');
  await page.getByRole('form', { name: 'Invite somebody' }).waitFor();
  assertQuiet();
}
