// Makes the pictures of docs/screenshots: `node e2e/journeys/screenshots.ts`, by hand, after a screen has changed; with
// names behind it those alone that begin with one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getStatus, listAccounts, listRelationships, listRuns } from '@handrail/contract';
import type { Page } from 'playwright-core';
import { findMeeting, theTimelineOf } from './read-account.ts';
import { outboundStates } from './outbound-states.ts';
import { answerAs, inboundStates } from './screen-states.ts';
import type { StatePicture } from './screen-states.ts';
import { startJourneys } from './start-journeys.ts';
import type { Journeys } from './start-journeys.ts';

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const STATES = `${FOLDER}states/`;
const DESK = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly sizes: readonly ('1280' | '390' | '1280-dark')[];
}

async function take(page: Page, { name, path, sizes }: Picture): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size === '390' ? PHONE : DESK);
    await page.emulateMedia({ colorScheme: size === '1280-dark' ? 'dark' : 'light' });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}${name}-${size}.png`, animations: 'disabled', caret: 'hide' });
    process.stdout.write(`${name}-${size}.png\n`);
  }
}

/** Takes a screen in a state at the desk in light, on a phone in dark: as small files, since there are many. */
async function takeState(page: Page, picture: StatePicture): Promise<void> {
  for (const size of ['1280', '390-dark'] as const) {
    const stopAnswering = await answerAs(page, picture);
    await page.setViewportSize(size === '1280' ? DESK : PHONE);
    await page.emulateMedia({ colorScheme: size === '1280' ? 'light' : 'dark' });
    await page.goto(picture.path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    // A call that fails is asked again before the screen says so.
    await page.waitForTimeout(picture.answers === undefined ? 800 : 3_000);
    await picture.act?.(page);
    await page.waitForTimeout(300);
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    await stopAnswering();
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    // A changed draft would ask before its page is left.
    const discard = page.getByRole('button', { name: 'Discard' });
    if (await discard.isVisible()) await discard.click();
    writeFileSync(`${STATES}${picture.name}-${size}.webp`, await toWebp(page, shot));
    process.stdout.write(`states/${picture.name}-${size}.webp\n`);
  }
}

function isWanted({ name }: Pick<Picture, 'name'>): boolean {
  const wanted = process.argv.slice(2);
  return wanted.length === 0 || wanted.some((start) => name.startsWith(start));
}

/** A picture as WebP, made by the browser itself. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const maker = await page.context().newPage();
  const encoded: unknown = await maker.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.75).split(',')[1];
  })()`);
  await maker.close();
  return Buffer.from(String(encoded), 'base64');
}

async function listPictures(journeys: Journeys): Promise<readonly Picture[]> {
  const meeting = await findMeeting(journeys, 'escalation');
  const turn = meeting.summary?.headline?.evidence.turn ?? 0;
  const account = theTimelineOf(meeting).accountId;
  const [run] = (await journeys.client.call(listRuns, { query: { stream: 'accounts', limit: 1 } })).items;
  const settings = '/settings/integrations';
  return [
    { name: 'home', path: '/', sizes: ['1280'] },
    { name: 'accounts', path: '/accounts?sort=health&order=asc', sizes: ['1280', '390'] },
    { name: 'account', path: `/accounts/${account}`, sizes: ['1280', '390', '1280-dark'] },
    { name: 'meeting', path: `/meetings/${meeting.id}?turn=${turn}`, sizes: ['1280', '390', '1280-dark'] },
    { name: 'integrations', path: settings, sizes: ['1280'] },
    { name: 'gainsight-connection', path: `${settings}/gainsight`, sizes: ['1280'] },
    { name: 'gainsight-accounts', path: `${settings}/gainsight?tab=accounts`, sizes: ['1280', '390'] },
    { name: 'gainsight-status', path: `${settings}/gainsight?tab=status`, sizes: ['1280'] },
    { name: 'gainsight-retention', path: `${settings}/gainsight?tab=retention`, sizes: ['1280', '390'] },
    { name: 'gainsight-history', path: `${settings}/gainsight?tab=history`, sizes: ['1280'] },
    { name: 'fields', path: '/settings/configurations/fields', sizes: ['1280', '390'] },
    { name: 'tokens', path: '/settings/tokens', sizes: ['1280'] },
    { name: 'audit', path: '/settings/audit', sizes: ['1280'] },
    { name: 'gainsight-timeline', path: `${settings}/gainsight?tab=timeline`, sizes: ['1280', '390'] },
    { name: 'gainsight-writeback', path: `${settings}/gainsight?tab=writeback`, sizes: ['1280', '390'] },
    { name: 'review', path: '/review', sizes: ['1280', '390'] },
    { name: 'data-sync', path: '/sync', sizes: ['1280', '390'] },
    { name: 'run', path: `/sync/runs/${run?.id ?? ''}`, sizes: ['1280'] },
    { name: 'outbox', path: '/sync/outbox', sizes: ['1280', '390'] },
    { name: 'meetings', path: '/meetings', sizes: ['1280', '390'] },
    { name: 'health', path: '/settings/configurations/health', sizes: ['1280', '390'] },
    { name: 'insights', path: '/settings/configurations/insights', sizes: ['1280', '390'] },
    { name: 'exclusions', path: '/settings/configurations/exclusions', sizes: ['1280', '390'] },
    { name: 'organisation', path: '/settings/organisation', sizes: ['1280', '390'] },
    {
      name: 'sandbox-timeline',
      path: `${journeys.sandbox.gainsightUrl}/__sandbox?tab=timeline`,
      sizes: ['1280'],
    },
  ];
}

mkdirSync(STATES, { recursive: true });
const journeys = await startJourneys();
try {
  const visitor = await journeys.visit(journeys.origin);
  await take(visitor.page, { name: 'sign-in', path: '/', sizes: ['1280'] });
  await visitor.page.goto(await journeys.createSignInAddress());
  await visitor.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await take(visitor.page, { name: 'first-run', path: '/first-run', sizes: ['1280'] });
  await journeys.makeDemo();
  const { counts } = await journeys.client.call(getStatus, {});
  const { total } = await journeys.client.call(listAccounts, { query: { limit: 1 } });
  process.stdout.write(`${total} accounts, ${counts.summaries} summaries\n`);
  for (const picture of (await listPictures(journeys)).filter(isWanted)) await take(visitor.page, picture);
  const { items } = await journeys.client.call(listRelationships, { query: { limit: 1 } });
  const accountId = items[0]?.account?.id ?? '';
  const [run] = (await journeys.client.call(listRuns, { query: { stream: 'accounts', limit: 1 } })).items;
  const meeting = await findMeeting(journeys, 'escalation');
  const states = [...inboundStates(accountId, run?.id ?? ''), ...outboundStates(meeting.id)];
  for (const picture of states.filter(isWanted)) await takeState(visitor.page, picture);
} finally {
  await journeys.stop();
}
