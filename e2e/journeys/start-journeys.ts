import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@handrail/client';
import type { HandrailClient } from '@handrail/client';
import { readConfig, SILENT_LOG, startServer } from '@handrail/server';
import { startStubModel } from '@handrail/server/testing-model';
import type { StubModel } from '@handrail/server/testing-model';
import { startStubServer } from '@handrail/http/testing';
import type { StubServer } from '@handrail/http/testing';
import { startSandbox } from '@handrail/sandbox';
import type { Sandbox } from '@handrail/sandbox';
import { GENEROUS_LIMITS } from '../generous-limits.ts';
import { openBrowser } from './visitor.ts';
import type { OpenBrowser } from './visitor.ts';

/** The whole product with its sandboxes and a browser, all on free ports and a data directory of its own. */
export interface Journeys extends OpenBrowser {
  readonly origin: string;
  readonly dataDir: string;
  readonly sandbox: Sandbox;
  /** Looks at the same server by the API, as the admin. */
  readonly client: HandrailClient;
  /** A program of the operator's own that takes what it is told. */
  readonly receiver: StubServer;
  /** A language model of the operator's own. */
  readonly model: StubModel;
  createSignInAddress(): Promise<string>;
  /** Makes the demo workspace as `npm start` does, and answers what it said. */
  makeDemo(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** What `scripts/make-demo.mjs` gives to `npm start`. */
interface DemoScript {
  makeDemo(options: {
    readonly origin: string;
    readonly token: string;
    readonly gainsightUrl: string;
    readonly gongUrl: string;
    readonly identityUrl: string;
    readonly say: (text: string) => void;
    readonly signal: AbortSignal;
  }): Promise<boolean>;
}

/** Starts browser, sandboxes and server; an empty workspace is all there is. */
export async function startJourneys(): Promise<Journeys> {
  // First, because without one nothing else is of use.
  const browser = await openBrowser();
  try {
    return await startAround(browser);
  } catch (thrown) {
    // A browser left open would keep the test from ending.
    await browser.close();
    throw thrown;
  }
}

async function startAround(browser: OpenBrowser): Promise<Journeys> {
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail journeys '));
  const sandbox = await startSandbox({ port: 0, limits: 'off' });
  const receiver = await startStubServer((_, response) => response.writeHead(204).end());
  const model = await startStubModel();
  const environment = {
    HANDRAIL_DATA_DIR: dataDir,
    HANDRAIL_PORT: '0',
    HANDRAIL_ALLOW_ORIGINS: `${sandbox.gainsightUrl},${sandbox.gongUrl},${sandbox.identityUrl},${receiver.origin},${model.origin}`,
    DATABASE_URL: process.env['DATABASE_URL'],
  };
  const server = await startServer({
    config: readConfig(environment, dataDir),
    log: SILENT_LOG,
    triesPerMinute: 1_000,
    // Everybody comes in once; the journey of a sign-in that is too old answers for the server.
    freshSignInMs: 24 * 60 * 60_000,
    vendorLimits: GENEROUS_LIMITS,
    watchMs: 500,
  });
  const file: { origin: string; token: string } = JSON.parse(readFileSync(join(dataDir, 'token'), 'utf8'));
  return {
    ...browser,
    origin: file.origin,
    dataDir,
    sandbox,
    receiver,
    model,
    client: createClient(file),
    async createSignInAddress() {
      const address = await server.createSignInAddress();
      assert.ok(address !== null);
      return address;
    },
    async makeDemo() {
      const script: DemoScript = await import(new URL('../../scripts/make-demo.mjs', import.meta.url).href);
      const said: string[] = [];
      await script.makeDemo({
        ...file,
        gainsightUrl: sandbox.gainsightUrl,
        gongUrl: sandbox.gongUrl,
        identityUrl: sandbox.identityUrl,
        say: (text) => said.push(text),
        signal: new AbortController().signal,
      });
      return said;
    },
    async stop() {
      await browser.close();
      await server.stop();
      await sandbox.stop();
      await receiver.close();
      await model.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
