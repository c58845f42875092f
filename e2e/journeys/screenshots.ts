// Makes the pictures of docs/screenshots: `node e2e/journeys/screenshots.ts`, by hand, after a screen has changed.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getStatus, listAccounts, listRuns } from '@handrail/contract';
import type { Page } from 'playwright-core';
import { findMeeting, theTimelineOf } from './read-account.ts';
import { startJourneys } from './start-journeys.ts';
import type { Journeys } from './start-journeys.ts';

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
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

async function listPictures(journeys: Journeys): Promise<readonly Picture[]> {
  const meeting = await findMeeting(journeys, 'renewal');
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
    { name: 'gainsight-timeline', path: `${settings}/gainsight?tab=writeback`, sizes: ['1280'] },
    { name: 'review', path: '/review', sizes: ['1280', '390'] },
    { name: 'data-sync', path: '/sync', sizes: ['1280', '390'] },
    { name: 'run', path: `/sync/runs/${run?.id ?? ''}`, sizes: ['1280'] },
    { name: 'outbox', path: '/sync/outbox', sizes: ['1280'] },
    {
      name: 'sandbox-timeline',
      path: `${journeys.sandbox.gainsightUrl}/__sandbox?tab=timeline`,
      sizes: ['1280'],
    },
  ];
}

mkdirSync(FOLDER, { recursive: true });
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
  for (const picture of await listPictures(journeys)) await take(visitor.page, picture);
} finally {
  await journeys.stop();
}
