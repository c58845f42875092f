import assert from 'node:assert/strict';
import { getConfig, listStakeholders, listStreams, previewCadence } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Another cadence is foreseen with its next starts and calls, then saved: the stream starts as was said. */
export async function changeCadence(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { client } = journeys;
  await page.goto('/settings/configurations/cadence');
  await page.getByLabel('Relationships').selectOption('every 4 h');
  await page.getByRole('button', { name: 'Preview' }).click();
  const dialog = page.getByRole('dialog', { name: 'What saving would do' });
  const changed = dialog.getByRole('list', { name: 'Streams that start at other times' });
  await changed.getByText(/every hour → every 4 h/).waitFor();
  await dialog
    .getByText(/calls a day, of \d.* that Handrail may use/)
    .first()
    .waitFor();
  await look('cadence-preview');
  const { document } = await client.call(getConfig, {});
  const draft = { ...document, cadence: { relationships: 240 } };
  const foreseen = await client.call(previewCadence, { body: { document: draft } });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^Saved as version/).waitFor();
  const stream = (await client.call(listStreams, {})).items.find(({ name }) => name === 'relationships');
  assert.deepEqual(
    [stream?.intervalMinutes, stream?.nextDueAt],
    [240, foreseen.streams[0]?.after.nextStarts[0]],
  );
  await page.getByLabel('Relationships').selectOption('every hour (usual)');
  await page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  assert.deepEqual((await client.call(getConfig, {})).document, document);
  assertQuiet();
}

/** Gives a role days of its own, and takes them away again. */
export async function setTouchCadence(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { client } = journeys;
  const { document } = await client.call(getConfig, {});
  const [role] = (await client.call(listStakeholders, { query: { limit: 1 } })).roles;
  assert.ok(role !== undefined);
  await page.goto('/settings/configurations/fields?tab=stakeholder');
  await page.getByRole('combobox', { name: 'Another role' }).fill(role);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add role' }).click();
  await page.getByLabel(`Days between touches, role ${role}`).fill('45');
  await look('touch-cadence');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByText(`Days between touches of role ${role}`).waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  const saved = await client.call(getConfig, {});
  assert.deepEqual(saved.document['stakeholders'], { byRole: { [role]: 45 } });
  await page.getByRole('button', { name: `Remove role ${role}` }).click();
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.deepEqual((await client.call(getConfig, {})).document, document);
  assertQuiet();
}
