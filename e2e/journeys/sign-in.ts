import assert from 'node:assert/strict';
import { getSession } from '@handrail/contract';
import { createClient } from '@handrail/client';
import type { Journeys } from './start-journeys.ts';

/** Enters by the one-time link, tries it again as somebody else, reloads, and signs out. */
export async function enterByLink(journeys: Journeys): Promise<void> {
  const address = await journeys.createSignInAddress();
  await using visitor = await journeys.visit(journeys.origin);
  const { page } = visitor;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  const welcome = page.getByRole('heading', { level: 1, name: 'Welcome to Handrail' });
  await welcome.waitFor();
  const token = address.split('#enter=')[1] ?? '';
  assert.equal(new URL(page.url()).hash, '');
  assert.ok(asked.every((url) => !url.includes(token)));
  assert.ok(!(await page.content()).includes(token));

  await using stranger = await journeys.visit(journeys.origin);
  await stranger.page.goto(address);
  const refusal = stranger.page.getByRole('alert');
  await refusal.getByText('This sign-in link does not work any more').waitFor();
  assert.match(await refusal.innerText(), /\b[a-z]+(_[a-z]+)+\b/);
  await stranger.page.getByRole('heading', { name: 'How to get a link' }).waitFor();
  assert.equal(await stranger.page.getByRole('navigation', { name: 'Main' }).count(), 0);
  stranger.assertQuiet();

  await page.reload();
  await welcome.waitFor();

  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.httpOnly);
  assert.ok(session !== undefined);
  assert.equal(session.sameSite, 'Strict');
  await page.getByRole('button', { name: /Your menu/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out').waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Sign in to Handrail' }).waitFor();
  // The cookie that was taken away opens nothing for who kept a copy of it.
  const keeper = createClient({
    origin: journeys.origin,
    fetch: (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', `${session.name}=${session.value}`);
      return fetch(url, { ...init, headers });
    },
  });
  await assert.rejects(keeper.call(getSession, {}), { status: 401 });
  visitor.assertQuiet();
}
