/** For tests: what a client of the Gong sandbox reads and is told, whatever the positions of the sandbox's Gong switches. */
import assert from 'node:assert/strict';
import { createStillClock, type Sandbox, startSandbox, type SwitchSample } from '@handrail/sandbox';
import { createGongClient, type GongClient } from './client.ts';
import { GONG_CONTENT, GONG_INTERACTION } from './content-selector.ts';
import { GongError } from './errors.ts';

/** A sandbox with a client, to be held to what was read under the default switches. */
export interface GongSwitchContract extends AsyncDisposable {
  /** Throws an AssertionError when anything the client sees differs under the sample's switches. */
  check(sample: SwitchSample): Promise<void>;
}

const START = '2026-11-12T10:00:00Z';
const EVER = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
const NEVER = { from: new Date('1990-01-01T00:00:00Z'), to: new Date('1990-01-02T00:00:00Z') };
const UNKNOWN = '99999999999999999999';
/** By then every call is listed and has its transcript. */
const ALL_LISTED_MS = 30 * 86_400_000;
/** Cursors live an hour. */
const CURSOR_OUTLIVED_MS = 3_600_001;

/** Starts both and reads everything once under the default switches. */
export async function startGongSwitchContract(): Promise<GongSwitchContract> {
  const clock = createStillClock(START);
  const sandbox = await startSandbox({ port: 0, companies: 40, limits: 'off', clock });
  clock.advance(ALL_LISTED_MS);
  const client = clientOf(sandbox);
  const usual = { ...sandbox.context.switches };
  const expected = await readAll(client);
  return {
    async check({ switches }) {
      Object.assign(sandbox.context.switches, switches);
      try {
        await checkWrongSecret(sandbox);
        if (switches.gongKeyFrom === 'nowhere') return await checkAddressRefused(client);
        assert.deepEqual(await readAll(client), expected);
        await checkExpiredCursor(sandbox, client, expected.calls);
        await checkLimit(sandbox);
      } finally {
        Object.assign(sandbox.context.switches, usual);
        sandbox.context.limits.gongPerSecond = null;
      }
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await sandbox.stop();
    },
  };
}

function clientOf(
  sandbox: Sandbox,
  accessKeySecret = sandbox.context.credentials.gongAccessKeySecret,
): GongClient {
  const accessKey = sandbox.context.credentials.gongAccessKey;
  const http = {
    allowOrigins: [sandbox.gongUrl],
    // Waits pass at once, for both sides.
    clock: {
      now: () => sandbox.context.clock.now(),
      wait: async (waitMs: number) => void sandbox.context.clock.advance(waitMs),
    },
    random: () => 0.5,
    budget: { take: () => Promise.resolve() },
  };
  return createGongClient({ origin: sandbox.gongUrl, accessKey, accessKeySecret, http });
}

/** Everything that an inbound run reads, each value in its one form. */
async function readAll(client: GongClient) {
  const calls = await itemsOf(client.calls.list(EVER));
  const callIds = calls.map(({ id }) => id);
  const select = { context: 'Extended', content: GONG_CONTENT, interaction: GONG_INTERACTION } as const;
  const transcripts = await itemsOf(client.transcripts.list({ callIds }));
  assert.ok(calls.length > 7 && transcripts.length > 7, 'enough for two pages of the smaller size');
  return {
    calls,
    one: await client.calls.find(callIds[0] ?? ''),
    extensive: await itemsOf(client.calls.extensive({ callIds: [...callIds, UNKNOWN], select })),
    extensiveOfPeriod: await itemsOf(client.calls.extensive(EVER)),
    transcripts,
    users: await itemsOf(client.users.list()),
    workspaces: await client.workspaces.list(),
    nothing: [
      await itemsOf(client.calls.list(NEVER)),
      await itemsOf(client.calls.extensive({ callIds: [UNKNOWN] })),
      await itemsOf(client.transcripts.list(NEVER)),
      await client.calls.find(UNKNOWN),
    ],
  };
}

/** 401 and 403 are of one kind to whoever is refused, but each is named as what it is. */
async function checkWrongSecret(sandbox: Sandbox): Promise<void> {
  const { gongRefusalStatus: status } = sandbox.context.switches;
  const stranger = clientOf(sandbox, 'wrong-secret');
  const told = [await codeOf(itemsOf(stranger.calls.list(EVER))), await codeOf(stranger.workspaces.list())];
  await stranger.close();
  const byPath = ['gong_unauthorized', 'gong_refused'];
  const one = status === '403' ? 'gong_refused' : 'gong_unauthorized';
  assert.deepEqual(told, status === 'by-path' ? byPath : [one, one]);
}

async function checkAddressRefused(client: GongClient): Promise<void> {
  assert.equal(await codeOf(itemsOf(client.calls.list(EVER))), 'gong_refused');
  assert.equal(await codeOf(itemsOf(client.transcripts.list(EVER))), 'gong_refused');
  assert.equal(await codeOf(client.workspaces.list()), 'gong_refused');
}

/** A list that is read slower than its cursor lives is begun anew, and gives each call once. */
async function checkExpiredCursor(
  sandbox: Sandbox,
  client: GongClient,
  calls: readonly unknown[],
): Promise<void> {
  const read: unknown[] = [];
  let isFirst = true;
  for await (const { items } of client.calls.list(EVER)) {
    read.push(...items);
    if (isFirst) sandbox.context.clock.advance(CURSOR_OUTLIVED_MS);
    isFirst = false;
  }
  assert.deepEqual(read, calls);
}

/** The limit is waited out, with and without a word of how long. */
async function checkLimit(sandbox: Sandbox): Promise<void> {
  // What was read before is of an earlier second.
  sandbox.context.clock.advance(1_000);
  sandbox.context.limits.gongPerSecond = 1;
  const hasty = clientOf(sandbox);
  const before = sandbox.context.clock.now().getTime();
  assert.deepEqual(await hasty.workspaces.list(), await hasty.workspaces.list());
  await hasty.close();
  assert.ok(sandbox.context.clock.now().getTime() > before, 'it had to wait');
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'an answer',
    (thrown: unknown) => (thrown instanceof GongError ? thrown.code : String(thrown)),
  );
}

async function itemsOf<Item>(
  pages: AsyncIterable<{ readonly items: readonly Item[]; readonly unreadable: readonly unknown[] }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    assert.deepEqual(page.unreadable, []);
    items.push(...page.items);
  }
  return items;
}
