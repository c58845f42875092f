import { getWorkspace } from '@handrail/contract';
import { answerAs, EMPTY } from './screen-states.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Looks for accounts while the filter keeps every one out: lists and first steps say so and lead to the filter. */
export async function seeAllKeptOut({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const workspace = await client.call(getWorkspace, {});
  const checklist = workspace.checklist.map((one) =>
    one.step === 'accounts' ? { ...one, done: false, detail: '0 imported, 500 filtered out' } : one,
  );
  const json = { ...workspace, checklist, absentAccounts: { filtered: 500, missing: 2 } };
  const answers = {
    workspace: { kind: 'reply', json },
    accounts: EMPTY,
    stakeholders: { kind: 'reply', json: { items: [], nextCursor: null, total: 0, roles: [] } },
  } as const;
  const undo = await answerAs(page, { name: 'all-kept-out', path: '/accounts', answers });
  const words = 'No account is in: the filter keeps 500 accounts out, and 2 are gone from Gainsight.';
  for (const path of ['/accounts', '/stakeholders']) {
    await page.goto(path);
    await page.getByText(words).waitFor();
  }
  await page.goto('/');
  const step = page
    .getByRole('list', { name: 'First steps' })
    .getByRole('link', { name: /Accounts come in/u });
  await step.getByText('0 imported, 500 filtered out').waitFor();
  await step.click();
  await page.getByRole('radio', { name: 'Only accounts that match' }).waitFor();
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Go to the filter' }).click();
  await page.getByRole('radio', { name: 'Only accounts that match' }).waitFor();
  await undo();
  assertQuiet();
}
