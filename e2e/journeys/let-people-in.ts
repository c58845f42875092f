import assert from 'node:assert/strict';
import { getIdentityProvider, listAccounts, setIdentityProvider } from '@handrail/contract';
import { chooseAtProvider } from './identity-provider.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Invites somebody, who comes in by the link that is shown. */
export async function inviteSomebody(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await page.goto('/settings/users');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Nova Lind');
  await form.getByRole('textbox', { name: 'E-mail address' }).fill('nova.lind@lumenta.example');
  await form.getByRole('combobox', { name: 'Role' }).selectOption('manager');
  await form.getByRole('button', { name: 'Invite' }).click();
  const shown = page.getByRole('note').filter({ hasText: 'Nova Lind is invited' });
  const link = (await shown.locator('code').innerText()).trim();
  await using invited = await journeys.visit(journeys.origin);
  await invited.page.goto(link);
  await invited.page.getByRole('button', { name: /Your menu: Nova Lind/ }).waitFor();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(link).waitFor({ state: 'detached' });
  assertQuiet();
}

/** Has the identity provider vouch for addresses and own their domain, or neither. */
async function vouchForAddresses(
  { client, sandbox }: Pick<Journeys, 'client' | 'sandbox'>,
  isVouched: boolean,
): Promise<void> {
  const { provider } = await client.call(getIdentityProvider, {});
  assert.ok(provider !== null);
  const { name, issuer, clientId } = provider;
  const ownedDomains = isVouched ? ['lumenta.example'] : [];
  await client.call(setIdentityProvider, { body: { name, issuer, clientId, ownedDomains } });
  await fetch(`${sandbox.gainsightUrl}/__sandbox/identity`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ emailVerifiedClaim: isVouched }),
  });
}

/** Says who somebody is whose address nobody vouches for; then they come in. */
export async function acceptSomebody(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  email: string,
): Promise<void> {
  await vouchForAddresses(journeys, false);
  await using stranger = await journeys.visit(journeys.origin);
  const come = async () => {
    await stranger.page.goto('/accounts');
    await stranger.page.getByRole('button', { name: 'Sign in with Lumenta' }).click();
  };
  await come();
  await chooseAtProvider(stranger.page, email);
  await stranger.page.getByRole('alert').getByText('An admin must say who you are').waitFor();
  await page.goto('/settings/users');
  const waiting = page.getByRole('table', { name: 'Sign-ins that wait' }).getByRole('row');
  const row = waiting.filter({ hasText: email });
  await row.getByRole('button', { name: /^Refuse/ }).click();
  await row.getByText('Refused').waitFor();
  await row.getByRole('button', { name: /^Accept/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Person' }).fill(email);
  await page.getByRole('option', { name: email }).click();
  await dialog.getByRole('button', { name: 'It is them' }).click();
  await page.getByText('Accepted').waitFor();
  // The provider still knows who they are.
  await come();
  await stranger.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await vouchForAddresses(journeys, true);
  assertQuiet();
}

/** Keeps an account to its own people and one who is named, and lifts it again. */
export async function keepToItsPeople(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const [account] = (await journeys.client.call(listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account !== undefined);
  await page.goto(`/accounts/${account.id}`);
  const section = page.getByRole('region', { name: 'Who sees this account' });
  await section.getByRole('button', { name: 'Keep to its own people…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Others who see it' }).fill('Nova');
  await page.getByRole('option', { name: /Nova Lind/ }).click();
  await dialog.getByRole('button', { name: 'Keep it to them' }).click();
  await section.getByText('Kept to its own people').waitFor();
  await section.getByText('Nova Lind').waitFor();
  await section.getByRole('button', { name: 'Lift…' }).click();
  await dialog.getByRole('button', { name: 'Show it again' }).click();
  await section.getByRole('button', { name: 'Keep to its own people…' }).waitFor();
  assertQuiet();
}
