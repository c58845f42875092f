import assert from 'node:assert/strict';
import { chooseAtProvider } from './identity-provider.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

type Page = Visitor['page'];

/** Asks for a token with a session that is too old, and answers the dialog that opens. */
async function askLate(page: Page): Promise<{ dialog: ReturnType<Page['getByRole']>; end(): void }> {
  let isAged = true;
  // As the server answers it; what comes after the sign-in goes to the server itself.
  await page.route('**/api/v1/tokens', async (route) => {
    if (!isAged || route.request().method() !== 'POST') return route.fallback();
    const problem = {
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      code: 'sign_in_again',
      detail: 'This needs a sign-in of the last 15 minutes.',
      facts: { canMail: false },
    };
    const contentType = 'application/problem+json';
    return route.fulfill({ status: 403, contentType, body: JSON.stringify(problem) });
  });
  await page.goto('/settings/tokens');
  const form = page.getByRole('form', { name: 'New token' });
  await form.getByRole('textbox', { name: 'Name' }).fill('After a while');
  await form.getByRole('button', { name: 'Make the token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.waitFor();
  return {
    dialog,
    end: () => {
      isAged = false;
    },
  };
}

async function sessionOf(page: Page): Promise<string | undefined> {
  return (await page.context().cookies()).find(({ name }) => name === 'handrail')?.value;
}

/** What was typed is done once the sign-in is fresh, and the session is another one. */
async function goesOn(page: Page, former: string | undefined): Promise<void> {
  await page.getByRole('note').filter({ hasText: 'copy it now' }).waitFor();
  assert.notEqual(await sessionOf(page), former);
  await page.getByRole('button', { name: 'I have it' }).click();
}

/** Proves anew who it is by a link; a wrong one says so and leaves everything as it was. */
export async function confirmByLink(journeys: Journeys, { page }: Visitor): Promise<void> {
  await page.goto(await journeys.createSignInAddress());
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const former = await sessionOf(page);
  const { dialog, end } = await askLate(page);
  const field = dialog.getByLabel('Sign-in link', { exact: true });
  await field.fill('https://elsewhere.example/#enter=nothing-that-was-ever-made');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText(/was used already/).waitFor();
  end();
  await field.fill(await journeys.createSignInAddress());
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await goesOn(page, former);
}

/** Proves it at the identity provider in another tab, and comes back. */
export async function confirmByProvider({ page }: Visitor, email: string): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Sign in with Lumenta' }).click();
  await chooseAtProvider(page, email);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const former = await sessionOf(page);
  const { dialog, end } = await askLate(page);
  const opened = page.context().waitForEvent('page');
  await dialog.getByRole('link', { name: 'Sign in again with Lumenta' }).click();
  const other = await opened;
  // The provider knows them still, and asks all the same.
  await chooseAtProvider(other, email);
  await other.getByRole('navigation', { name: 'Main' }).waitFor();
  await other.close();
  end();
  // A browser in the foreground looks by itself; this one may not have noticed.
  const look = dialog.getByRole('button', { name: 'I have signed in in another tab' });
  await look.click({ timeout: 5_000 }).catch(() => undefined);
  await goesOn(page, former);
}
