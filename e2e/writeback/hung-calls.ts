import assert from 'node:assert/strict';
import type { Random } from '@handrail/core/testing';
import type { FaultKind } from '@handrail/sandbox';
import type { SyncTest } from '@handrail/sync/testing';

const LONGEST_MS = 280_000;

/** Calls whose outcome nobody was told, and that the vendor carries out minutes later: for the first time, or once more. */
export interface HungCalls {
  /** Carries out what is due by the clock of the test. */
  carryOut(): Promise<void>;
  /** How many were carried out. */
  count(): number;
  /** Has no more calls hang. */
  stop(): void;
}

/** Has every second of the calls that a fault befalls be carried out late. */
export function hangCalls(
  sync: SyncTest,
  call: { readonly method: string; readonly path: RegExp; readonly fault: FaultKind },
  random: Random,
): HungCalls {
  const { callLog, credentials } = sync.sandbox.context;
  let waiting: { readonly atMs: number; readonly path: string; readonly body: string }[] = [];
  let carriedOut = 0;
  const add = callLog.add.bind(callLog);
  callLog.add = (entry) => {
    add(entry);
    const isHanging =
      entry.fault === call.fault && entry.method === call.method && call.path.test(entry.path);
    if (!isHanging || entry.body === null || random.chance(0.5)) return;
    const atMs = sync.clock.now().getTime() + random.below(LONGEST_MS);
    waiting.push({ atMs, path: entry.path, body: entry.body });
  };
  return {
    async carryOut() {
      const nowMs = sync.clock.now().getTime();
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { path, body } of due) {
        const reply = await fetch(`${sync.sandbox.gainsightUrl}${path}`, {
          method: call.method,
          headers: {
            accesskey: credentials.accessKey,
            'content-type': 'application/json',
            connection: 'close',
          },
          body,
        });
        await reply.arrayBuffer();
        assert.ok(reply.ok, String(reply.status));
        carriedOut += 1;
      }
    },
    count: () => carriedOut,
    stop() {
      callLog.add = add;
    },
  };
}
