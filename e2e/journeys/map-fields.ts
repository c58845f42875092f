import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { getAccount, getConfig, listAccounts, listRuns, listStreams, syncStream } from '@handrail/contract';
import type { Locator, Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Maps a standard and a custom field, saves, and takes both back; nothing else of the configuration is touched. */
export async function mapFields({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const before = await client.call(getConfig, {});
  await page.goto('/settings/configurations/tiers');
  await page.getByText('The tier of an account is what its field Tier holds.').waitFor();
  await page.goto('/settings/configurations/fields');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  const list = page.getByRole('list', { name: 'Account fields' });
  const region = list.getByRole('listitem', { name: 'Region', exact: true });
  await region.waitFor();

  const source = region.getByRole('textbox').or(region.getByRole('combobox')).first();
  await choose(page, source, 'Employees');
  await region.getByText('Written out as text').waitFor();

  await page.getByLabel('Name of the custom field').fill('headcount');
  await choose(page, page.getByLabel('Source of the custom field').first(), 'Employees');
  await page.getByRole('button', { name: 'Add a custom field' }).click();
  await list.getByRole('listitem', { name: 'headcount' }).waitFor();
  await bar.getByText('2 changes', { exact: true }).waitFor();
  await bar.getByRole('button', { name: 'Preview' }).click();
  const panel = page.getByRole('dialog', { name: 'What saving would do' });
  await panel.getByText('Field changes', { exact: true }).click();
  await panel
    .getByRole('list', { name: 'Field changes' })
    .getByText(/Region: .+ → \d+/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${before.version + 1}`).waitFor();

  const saved = (await client.call(getConfig, {})).document;
  assert.match(JSON.stringify(saved['fields']), /"region":"Employees"/);
  assert.match(JSON.stringify(saved['fields']), /"custom":\{"headcount":"Employees"\}/);
  assert.deepEqual({ ...saved, fields: null }, { ...before.document, fields: null });

  await list.getByRole('button', { name: 'Remove headcount' }).click();
  await bar.getByText('1 change', { exact: true }).waitFor();
  await bar.getByRole('button', { name: 'Discard' }).click();
  await bar.waitFor({ state: 'detached' });
  await list.getByRole('button', { name: 'Remove headcount' }).click();
  await choose(page, source, 'Region__gc');
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${before.version + 2}`).waitFor();
  assert.deepEqual((await client.call(getConfig, {})).document, before.document);

  await page.getByRole('tab', { name: 'Stakeholder fields' }).click();
  const people = page.getByRole('list', { name: 'Stakeholder fields' });
  await people.getByText('Decision maker').waitFor();
  // Name, email, title and role are filled while the document maps none of them.
  assert.equal(await people.getByPlaceholder(/, by default$/).count(), 4);
  await page
    .getByText(/^Samples and fill rates are of [\d,]+ people and of [\d,]+ places at accounts\./)
    .waitFor();
  await page
    .getByText(
      /^Fields that fill nothing are told from the first [\d,]+ people and [\d,]+ places at accounts, read/,
    )
    .waitFor();
  const email = people.getByRole('listitem', { name: 'E-mail' });
  await email.getByText(/^text · 100 % filled · e\.g\. \S+@\S+/).waitFor();
  await people
    .getByRole('listitem', { name: 'Role' })
    .getByText(/^picklist · 100 % filled · e\.g\. [A-Z]/)
    .waitFor();
  const phone = people.getByRole('listitem', { name: 'Phone' });
  await phone.getByRole('textbox').or(phone.getByRole('combobox')).first().fill('LinkedIn');
  // No run reads it: told from the sample that came with the inventory.
  await page
    .getByRole('option', { name: /Person\.LinkedinUrl.*text · (\d+|less than 1) % filled/ })
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search fields' }).fill('person.email');
  // Nobody mapped it, so what fills it is found by its default.
  await people.getByRole('listitem', { name: 'Name', exact: true }).waitFor({ state: 'detached' });
  await email.waitFor();
  assertQuiet();
}

/** Chooses a source by keyboard alone. */
async function choose(page: Page, source: Locator, name: string): Promise<void> {
  await source.fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** An admin of the tenant gives a field of people another name: its row turns yellow until somebody has saved. */
export async function seeChangedField(
  { client, sandbox }: Journeys,
  { page, assertQuiet }: Visitor,
): Promise<void> {
  const call = async (label: string) => {
    const reply = await fetch(`${sandbox.gainsightUrl}/__sandbox/admin/objects/company_person/fields/Title`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ label }),
    });
    assert.equal(reply.status, 200);
    await waitUntilIdle(client);
    const { number } = await client.call(syncStream, {
      params: { name: 'stakeholders' },
      body: { mode: 'full' },
    });
    await waitForFullRun(client, number);
  };
  await call('Position');
  await page.goto('/settings/configurations/fields?tab=stakeholder');
  const row = page.getByRole('list', { name: 'Stakeholder fields' }).getByRole('listitem', { name: 'Title' });
  await row.getByText('It was called Title and is called Position now.', { exact: false }).waitFor();
  assert.match((await row.getAttribute('class')) ?? '', /mapping-row-changed/);
  // What became of it is not said of another that is chosen in its place.
  await choose(page, row.getByRole('textbox').or(row.getByRole('combobox')).first(), 'Person.Email');
  await row.getByText('It was called Title', { exact: false }).waitFor({ state: 'detached' });
  assert.doesNotMatch((await row.getAttribute('class')) ?? '', /mapping-row-changed/);
  await page
    .getByRole('region', { name: 'Unsaved changes' })
    .getByRole('button', { name: 'Discard' })
    .click();
  await page.goto('/sync');
  await page.getByText('1 field in use changed at Gainsight').waitFor();
  await page.getByText('Position (Company Person): It was called Title', { exact: false }).waitFor();
  await call('Title');
  assertQuiet();
}

/** Sets a value of an account by hand, sees the source beside it, and gives it back. */
export async function setByHand({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const [account] = (await client.call(listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account !== undefined);
  // The runs of the mapping saved before are still at work on this account.
  await waitUntilIdle(client);
  const rowOf = async () =>
    (await client.call(getAccount, { params: { id: account.id } })).fieldRows.find(
      ({ key }) => key === 'arr',
    );
  const before = await rowOf();
  await page.goto(`/accounts/${account.id}?tab=fields`);
  const row = page.getByRole('table', { name: 'Fields' }).getByRole('row').filter({ hasText: 'ARR' }).first();
  await row.getByRole('button', { name: 'Set ARR by hand' }).click();
  const form = page.getByRole('form', { name: 'ARR by hand' });
  await form.getByLabel('ARR').fill('much');
  await form.getByText('A number, such as 48000.50.').waitFor();
  await form.getByLabel('ARR').fill('4711');
  await page.keyboard.press('Enter');
  await row.getByText('set by hand').waitFor();
  assert.deepEqual(await rowOf(), { ...before, value: 4711, isManual: true });

  await row.getByRole('button', { name: 'Remove the value of ARR set by hand' }).click();
  await row.getByText('set by hand').waitFor({ state: 'detached' });
  assert.deepEqual(await rowOf(), before);
  await page.goto(`/accounts/${account.id}?tab=changes`);
  const changes = page.getByRole('list', { name: 'Changes', exact: true });
  await changes.getByText('ARR', { exact: true }).first().waitFor();
  assert.equal(await changes.getByText('arr', { exact: true }).count(), 0);
  const run = changes.getByRole('link', { name: /^run #\d+$/u }).last();
  const number = (await run.innerText()).slice('run '.length);
  await run.click();
  await page.getByRole('heading', { name: number }).waitFor();
  assertQuiet();
}

/** Waits until no run is under way. */
async function waitUntilIdle(client: Journeys['client']): Promise<void> {
  for (;;) {
    const { items } = await client.call(listStreams, {});
    if (items.every(({ currentRun }) => currentRun === null)) return;
    await pause(50);
  }
}

/** Waits until the full run of stakeholders is over that was asked for: the run that answered, or one that follows it. */
async function waitForFullRun(client: Journeys['client'], answered: number): Promise<void> {
  for (;;) {
    const { items } = await client.call(listRuns, { query: { stream: 'stakeholders', limit: 10 } });
    if (items.some((run) => run.number >= answered && run.mode === 'full' && run.finishedAt !== null)) return;
    await pause(50);
  }
}
