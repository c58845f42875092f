import { createCallBudget } from '@handrail/database';
import { orderSummaries } from '@handrail/database/testing';
import type { HttpClock } from '@handrail/http';
import { startSandbox } from '@handrail/sandbox';
import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atLeast, atMost, type Measure, shown } from './measure.ts';
import { startProduct } from './product.ts';

/** What Gainsight states (reference 10.1, 15) and the part of it that is ours. */
const LIMITS = {
  sync: { perMinute: 100, perDay: 50_000 },
  timeline: { perMinute: 200, perDay: 50_000 },
};
const SHARE = 0.7;
/** How long a call of the vendor is taken to last. */
const LATENCY_MS = 250;
const ACCOUNTS = 500;

/** Time that runs, and that waits and calls push forward instead of being waited for. */
function createPushedClock(): HttpClock & { push(ms: number): void } {
  let pushedMs = 0;
  const push = (ms: number) => {
    pushedMs += ms;
  };
  return {
    now: () => new Date(Date.now() + pushedMs),
    push,
    wait: (ms) => {
      push(ms);
      return Promise.resolve();
    },
  };
}

/**
 * So many waiting summaries brought to the Timeline under the vendor's limits and our share of them: on a clock on which
 * every call takes as long as one over the net, and waiting for the budget takes no real time.
 */
export async function benchDeliveries(summaries: number): Promise<Measure[]> {
  const clock = createPushedClock();
  const begunMs = Date.now();
  const sandbox = await startSandbox({
    port: 0,
    stateFile: null,
    companies: ACCOUNTS,
    clock: { now: clock.now, advance: clock.push, aheadMs: () => clock.now().getTime() - Date.now() },
  });
  const cluster = await startCluster();
  let calls = 0;
  try {
    const { context } = sandbox;
    const author = context.world.objects.get('gsuser')?.rows.find((row) => row['IsActiveUser'] === true)?.[
      'Email'
    ];
    const database = await cluster.createDatabase();
    const product = await startProduct({
      url: database.url,
      sandbox: { ...sandbox, credentials: context.credentials },
      config: { ...FORTY_FIELDS.config, timeline: { enabled: true, fallbackAuthor: author } },
      clock,
      budget: (shared) => {
        const budget = createCallBudget({
          database: shared,
          limits: { ...LIMITS, calls: { perMinute: 180, perDay: 10_000 } },
          share: SHARE,
          clock: () => clock.now().getTime(),
          wait: (ms) => clock.wait?.(ms) ?? Promise.resolve(),
        });
        const { signal } = new AbortController();
        return {
          async take(call) {
            await budget.take({ signal, ...call });
            calls += 1;
            clock.push(LATENCY_MS);
          },
        };
      },
    });
    try {
      await product.run('accounts', 'full');
      const order = { name: 'bench', points: Array.from({ length: summaries }, () => 2), now: clock.now() };
      await product.transaction((tx) => orderSummaries(tx, { ...order, point: 'The export works again.' }));
      calls = 0;
      const startMs = clock.now().getTime();
      await product.run('timeline');
      const minutes = (clock.now().getTime() - startMs) / 60_000;
      const delivered = sandbox
        .activities()
        .filter((row) => String(row['ExternalId']).startsWith('hr1-')).length;
      const ofShare = delivered / minutes / (LIMITS.timeline.perMinute * SHARE);
      const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
      return [
        atLeast(
          `delivering ${summaries} waiting summaries, of our share of the limit (simulated)`,
          ofShare,
          0.9,
          percent,
        ),
        atLeast('of them delivered', delivered / summaries, 1, percent),
        atMost('calls a delivery', calls / delivered, 1.1, (value) => value.toFixed(2)),
        shown('deliveries a second of real time', (delivered / ((Date.now() - begunMs) / 1000)).toFixed(0)),
      ];
    } finally {
      await product.close();
      await database.drop();
    }
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}
