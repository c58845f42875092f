/** How long somebody waits from saying who they are until the first screen has its content, in a real browser on the demo. */
import type { Page } from 'playwright-core';
import { chooseAtProvider } from '../e2e/journeys/identity-provider.ts';
import { startJourneys, type Journeys } from '../e2e/journeys/start-journeys.ts';
import { atMost, type Measure, median, shown } from './measure.ts';

const TURNS = 7;
const EMAIL = 'ingrid.solberg@lumenta.example';
/** A line as people at home and in branch offices have it. */
const THIN_LINE = { latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000, offline: false };

/** Takes it over a good line, and for a first visit over a thin one. The screens must be built, as `npm start` does. */
export async function benchSignIn(): Promise<Measure[]> {
  const journeys = await startJourneys();
  try {
    await journeys.makeDemo();
    const ms = (value: number) => `${Math.round(value)} ms`;
    const [atProvider, byLink, thin] = [
      await signInTimes(journeys),
      await linkTimes(journeys),
      await thinTimes(journeys),
    ];
    return [
      atMost('sign-in at the provider to first screen, median', median(atProvider), 1_500, ms),
      shown('the same, slowest', ms(Math.max(...atProvider))),
      atMost('first visit by a link to first screen, median', median(byLink), 1_500, ms),
      shown(
        'the same over 10 Mbit/s and 40 ms',
        `${ms(median(thin.times))}, ${Math.round(thin.bytes / 1_000)} kB`,
      ),
    ];
  } finally {
    await journeys.stop();
  }
}

/** Home has drawn what it is for. */
async function untilContent(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Freshness' }).waitFor();
}

async function signInTimes(journeys: Journeys): Promise<number[]> {
  return turns(async () => {
    await using visitor = await journeys.visit(journeys.origin);
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in with Lumenta' }).click();
    await page.getByText('Who are you?').waitFor();
    const began = performance.now();
    await chooseAtProvider(page, EMAIL);
    await untilContent(page);
    return performance.now() - began;
  });
}

async function linkTimes(journeys: Journeys): Promise<number[]> {
  return turns(async () => {
    await using visitor = await journeys.visit(journeys.origin);
    const address = await journeys.createSignInAddress();
    const began = performance.now();
    await visitor.page.goto(address, { waitUntil: 'commit' });
    await untilContent(visitor.page);
    return performance.now() - began;
  });
}

async function thinTimes(journeys: Journeys): Promise<{ readonly times: number[]; readonly bytes: number }> {
  let bytes = 0;
  const times = await turns(async () => {
    await using visitor = await journeys.visit(journeys.origin);
    const { page } = visitor;
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Network.enable');
    await devTools.send('Network.emulateNetworkConditions', THIN_LINE);
    bytes = 0;
    devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const address = await journeys.createSignInAddress();
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await untilContent(page);
    return performance.now() - began;
  });
  return { times, bytes };
}

async function turns(act: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) times.push(await act());
  return times;
}
