import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Page } from 'playwright-core';

/** How long a visitor waits for what should appear, in ms: generous, because the machine may be busy. */
const PATIENCE_MS = 20_000;

/** One person at a browser of their own, watched for what must never happen. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page;
  /** Fails when a page asked another host, wrote an error to the console, broke its policy, threw, or opened a dialog. */
  assertQuiet(): void;
}

/** A running browser. */
export interface OpenBrowser {
  /** Opens a fresh browser profile on the product; `state` signs it in as another visitor was. */
  visit(origin: string, options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

/** What `scripts/find-chromium.mjs` gives. */
interface ChromiumScript {
  findChromium(): string | undefined;
}

/** Starts the Chromium of this machine. Fails with the command that installs one when there is none. */
export async function openBrowser(): Promise<OpenBrowser> {
  const script: ChromiumScript = await import(
    new URL('../../scripts/find-chromium.mjs', import.meta.url).href
  );
  const executablePath = script.findChromium();
  assert.ok(
    executablePath !== undefined,
    'There is no Chromium on this machine. Install one and run this again: apt-get update && apt-get install -y chromium',
  );
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
      '--no-first-run',
      '--disable-sync',
      // Drawn by the processor either way; a graphics card that it only plays costs a fifth more of it.
      '--disable-gpu',
    ],
  });
  return {
    visit: async (origin, options = {}) => {
      const context = await browser.newContext({
        baseURL: origin,
        locale: 'en-GB',
        timezoneId: 'Europe/Stockholm',
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const seen = watch(page, origin);
      return {
        page,
        assertQuiet: () => assert.deepEqual(seen, []),
        [Symbol.asyncDispose]: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Collects what a page of ours must never do. A refusal by our API is no fault of the page, though the browser logs it. */
function watch(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) seen.push(`asked ${url}`);
  });
  page.on('console', (message) => {
    const isRefusal =
      message.text().startsWith('Failed to load resource') &&
      message.location().url.startsWith(`${origin}/api/`);
    // A policy that was broken is told as an error, too.
    if (message.type() === 'error' && !isRefusal) seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`threw: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return seen;
}
