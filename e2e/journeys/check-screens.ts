import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Route } from 'playwright-core';
import { answerProblem, FAILURE, REFUSAL } from './answer-problem.ts';
import { listScreens } from './screens.ts';
import type { Screen } from './screens.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GRAVE = ['serious', 'critical'];

/** Looks at every screen in light, in dark and on a phone; answers what hinders people, all of it at once. */
export async function checkAccess(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const faults: string[] = [];
  // Some are named once for each of their parts, to see the states of each; all of one path look alike.
  const screens = new Map((await listScreens(journeys)).map(({ name, path }) => [path, name]));
  for (const [path, name] of screens) {
    await page.goto(path);
    await settle(page);
    const light = await audit(page).analyze();
    await page.emulateMedia({ colorScheme: 'dark' });
    await rest(page);
    // Only colours differ in the dark.
    const dark = await audit(page).withRules(['color-contrast', 'link-in-text-block']).analyze();
    await page.emulateMedia({ colorScheme: 'light' });
    for (const { id, impact, nodes } of [...light.violations, ...dark.violations]) {
      if (GRAVE.includes(impact ?? ''))
        faults.push(`${name}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
    }
    await page.setViewportSize(PHONE);
    await rest(page);
    const wider = await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
    if (wider > 0) faults.push(`${name}: ${wider} px wider than a phone`);
    await page.setViewportSize(DESK);
  }
  assert.deepEqual(faults, []);
  assertQuiet();
}

/** Lets the server refuse, answer late, with a failure, and with nothing: each screen says which, and comes back by itself. */
export async function checkStates(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  for (const screen of await listScreens(journeys)) {
    const { path, api, what, empty } = screen;
    const url = (asked: URL) => asked.pathname === `/api/v1/${api}`;
    const gate = Promise.withResolvers<undefined>();
    const fail = (route: Route) => answerProblem(route, FAILURE);
    if (/^\/(settings|sync)/.test(path)) {
      const refuse = (route: Route) => answerProblem(route, REFUSAL);
      await page.route(url, refuse);
      await page.goto(path);
      await expectText(page, screen, 'not allowed', 'Not allowed');
      await page.unroute(url, refuse);
    }
    const late = async (route: Route) => {
      await gate.promise;
      await fail(route);
    };
    await page.route(url, late);
    await page.goto(path);
    await expectText(page, screen, 'Loading', `Loading ${what}`);
    gate.resolve(undefined);
    await expectText(
      page,
      screen,
      'failed',
      new RegExp(`Could not load (the )?${what.replace(/^the /, '')}`),
    );
    await expectText(page, screen, 'code', FAILURE.code);
    await expectText(page, screen, 'remedy', FAILURE.remedy);
    await page.unroute(url, late);
    if (empty !== null) {
      const nothing = (route: Route) => route.fulfill({ json: empty.reply });
      await page.route(url, nothing);
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await expectText(page, screen, 'empty', empty.text);
      await page.unroute(url, nothing);
    } else {
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.getByText(FAILURE.remedy).first().waitFor({ state: 'detached' });
    }
  }
  assertQuiet();
}

/**
 * An audit of the page as it stands. Without frames of other origins, which no screen has, it needs no second page to
 * add up what it found; and what passed needs no description.
 */
function audit(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

async function expectText(page: Page, { name }: Screen, state: string, text: string | RegExp): Promise<void> {
  try {
    // Announcements for those who listen are there without being seen.
    await page.getByText(text).first().waitFor({ state: 'attached', timeout: 10_000 });
  } catch (cause) {
    throw new assert.AssertionError({
      message: `${name}, ${state}: no "${String(text)}" in:\n${await page.locator('body').innerText()}\n${String(cause)}`,
    });
  }
}

/** Waits until nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page
    .getByText(/^Loading /)
    .first()
    .waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  await rest(page);
}

/**
 * Waits until what changed is drawn and stands still: another width means other columns, so two frames must have been
 * drawn, and a colour on its way from light to dark has the contrast of neither.
 */
async function rest(page: Page): Promise<void> {
  await page.evaluate(`
    new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
      Promise.allSettled(
        document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished),
      ),
    ).then(() => undefined)`);
}
