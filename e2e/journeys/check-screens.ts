import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Request } from 'playwright-core';
import { answerCalls } from './answer-calls.ts';
import type { AnsweredCalls } from './answer-calls.ts';
import { FAILURE, REFUSAL } from './answer-problem.ts';
import { listScreens } from './screens.ts';
import type { Screen } from './screens.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GRAVE = ['serious', 'critical'];
/** The auditor as one small text: by itself each audit would bring a larger one twice. */
const AUDITOR = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
/** What an audit brings to a page that has the auditor. */
const NOTHING_MORE = 'void 0';

/**
 * Goes through every screen once. The server answers late, with a failure, with a refusal and with nothing: the screen says
 * which, and comes back by itself. Then it is looked at in light, in dark and on a phone; what hinders people is told at the
 * end, all of it at once.
 */
export async function checkScreens(journeys: Journeys, visitor: Visitor): Promise<void> {
  const { page, assertQuiet } = visitor;
  const calls = await answerCalls(page);
  const isSettled = watchRequests(page);
  const faults: string[] = [];
  const screens = await listScreens(journeys);
  // Some are named once for each of their parts, to see the states of each; all of one path look alike.
  const looked = new Set<string>();
  for (const [at, screen] of screens.entries()) {
    await checkStates(page, screen, calls);
    const isLast = !screens.slice(at + 1).some(({ path }) => path === screen.path);
    if (looked.has(screen.path) || (screen.empty !== null && !isLast)) continue;
    looked.add(screen.path);
    // What was told to be nothing must be asked again.
    if (screen.empty !== null) await page.goto(screen.path);
    await settle(page, isSettled);
    faults.push(...(await findBarriers(page, screen)));
  }
  assert.deepEqual(faults, []);
  assertQuiet();
}

async function checkStates(page: Page, screen: Screen, calls: AnsweredCalls): Promise<void> {
  const { path, api, what, empty } = screen;
  const open = await calls.hold(api, { problem: FAILURE });
  await page.goto(path);
  await expectText(page, screen, 'Loading', `Loading ${what}`);
  open();
  await expectText(page, screen, 'failed', new RegExp(`Could not load (the )?${what.replace(/^the /, '')}`));
  await expectText(page, screen, 'code', FAILURE.code);
  await expectText(page, screen, 'remedy', FAILURE.remedy);
  const tryAgain = page.getByRole('button', { name: 'Try again' }).first();
  const atLast = empty === null ? null : { reply: empty.reply };
  if (/^\/(settings|sync)/.test(path)) {
    await calls.answer(api, { problem: REFUSAL });
    await tryAgain.click();
    await expectText(page, screen, 'not allowed', 'Not allowed');
    await calls.answer(api, atLast);
    // No trying again helps whom is refused: they come back to the screen.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
    await page.goBack();
  } else {
    await calls.answer(api, atLast);
    await tryAgain.click();
  }
  if (empty !== null) await expectText(page, screen, 'empty', empty.text);
  for (const gone of [FAILURE.remedy, 'Not allowed'])
    await page.getByText(gone).first().waitFor({ state: 'detached' });
  await calls.answer(api, null);
}

/** What hinders people on a screen as it stands, in light, in dark and on a phone. */
async function findBarriers(page: Page, { name }: Screen): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(AUDITOR);
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
  return faults;
}

/**
 * An audit of the page as it stands. Without frames of other origins, which no screen has, it needs no second page to
 * add up what it found; and what passed needs no description.
 */
function audit(page: Page): AxeBuilder {
  return new AxeBuilder({ page, axeSource: NOTHING_MORE })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
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

/** Tells whether every request of the page so far has ended. */
function watchRequests(page: Page): () => boolean {
  const open = new Set<Request>();
  page.on('request', (request) => {
    // A page that is left takes its requests along.
    if (request.isNavigationRequest()) open.clear();
    open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size === 0;
}

/** Waits until nothing is loading any more, and nothing asks for more once what came is drawn. */
async function settle(page: Page, isSettled: () => boolean): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const loading = page.getByText(/^Loading /);
  do {
    await loading.first().waitFor({ state: 'detached' });
    await rest(page);
  } while (!isSettled() || (await loading.count()) > 0);
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
