import assert from 'node:assert/strict';
import { getMeeting } from '@handrail/contract';
import { findMeeting } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const ADDED = 'Call the bank about the guarantee';

/** Says whose an action item is, adds one that the machine missed, and removes it again. */
export async function correctTheSummary(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const meeting = await findMeeting(journeys, 'escalation');
  const itemsNow = async () =>
    (await journeys.client.call(getMeeting, { params: { id: meeting.id } })).summary?.actionItems ?? [];
  const [item] = await itemsNow();
  assert.ok(item !== undefined);
  const side = item.side === 'ours' ? 'theirs' : 'ours';
  await page.goto(`/meetings/${meeting.id}`);
  const summary = page.getByRole('region', { name: 'Summary' });
  const save = summary.getByRole('button', { name: 'Save' });

  const pencil = summary.getByRole('button', { name: `Correct: ${item.text}` }).first();
  await pencil.press('Enter');
  assert.ok(
    await summary
      .getByLabel('Text', { exact: true })
      .evaluate((one) => one === one.ownerDocument.activeElement),
  );
  await page.keyboard.press('Escape');
  await save.waitFor({ state: 'detached' });
  assert.ok(await pencil.evaluate((one) => one === one.ownerDocument.activeElement));

  await pencil.click();
  await summary.getByLabel('Side', { exact: true }).selectOption(side);
  await save.click();
  await page.getByText('Corrected; later versions keep it').waitFor();
  await save.waitFor({ state: 'detached' });
  assert.equal((await itemsNow())[0]?.side, side);

  await summary.getByRole('button', { name: 'Add what is missing' }).click();
  await summary.getByLabel('Text', { exact: true }).fill(ADDED);
  await summary.getByLabel('Owner', { exact: true }).fill('Ingrid Solberg');
  await summary.getByLabel('Side', { exact: true }).selectOption('theirs');
  await summary.getByLabel('Due', { exact: true }).fill('2027-01-15');
  await save.click();
  const row = summary.getByRole('listitem').filter({ hasText: ADDED });
  await row.getByText('added by').waitFor();
  const said = await row.innerText();
  assert.match(said, /Ingrid Solberg \(customer\).*2027/su);
  assert.deepEqual((await itemsNow()).map(({ text, evidence }) => [text, evidence === null]).at(-1), [
    ADDED,
    true,
  ]);

  const addedPencil = row.getByRole('button', { name: `Correct: ${ADDED}` });
  const remove = async () => {
    await addedPencil.click();
    await row.getByRole('button', { name: 'Remove' }).click();
    await summary.getByRole('button', { name: `Put back: ${ADDED}` }).waitFor();
    await addedPencil.waitFor({ state: 'detached' });
    assert.ok((await itemsNow()).every(({ text }) => text !== ADDED));
  };
  await remove();
  await page.getByText('Removed; later versions leave it out').waitFor();
  await summary.getByRole('button', { name: `Put back: ${ADDED}` }).click();
  await addedPencil.waitFor();
  assert.equal((await itemsNow()).at(-1)?.text, ADDED);
  await remove();
  assertQuiet();
}
