import { addToOutbox, createCallBudget } from '@handrail/database';
import type { AccountId, MeetingId } from '@handrail/core';
import type { HttpClock } from '@handrail/http';
import { startSandbox } from '@handrail/sandbox';
import { startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atLeast, atMost, type Measure, shown } from './measure.ts';
import { type Product, startProduct } from './product.ts';

/** What Gainsight states (reference 10.1, 15) and the part of it that is ours. */
const LIMITS = {
  sync: { perMinute: 100, perDay: 50_000 },
  timeline: { perMinute: 200, perDay: 50_000 },
};
const SHARE = 0.7;
/** How long a call of the vendor is taken to last. */
const LATENCY_MS = 250;
const ACCOUNTS = 500;

/** Meetings with a summary each, spread over the accounts. */
const SUMMARIES = `
  with made as (
    insert into meetings (id, workspace_id, source, source_meeting_id, title, started_at, duration_seconds, state,
      attribution, created_at, updated_at)
    select gen_random_uuid(), c.workspace_id, 'file', c.place || '/' || turn, 'Meeting ' || turn, now(), 1800, 'transcribed',
      'attributed', now(), now()
    from (select *, row_number() over (order by id) as place from accounts) c
    cross join generate_series(1, $1::int / ${ACCOUNTS}) turn
    returning id, workspace_id, source_meeting_id),
  placed as (
    insert into attributions (workspace_id, meeting_id, account_id, step, confidence, reason, decided_by, created_at)
    select m.workspace_id, m.id, c.id, 1, 1, 'bench', 'rule', now()
    from made m join (select id, row_number() over (order by id) as place from accounts) c
      on c.place = split_part(m.source_meeting_id, '/', 1)::int
    returning meeting_id, account_id),
  summed as (
    insert into summaries (id, workspace_id, meeting_id, version, algorithm, language, created_at)
    select gen_random_uuid(), workspace_id, id, 1, 'bench', 'en', now() from made returning id, workspace_id),
  said as (
    insert into claims (id, workspace_id, summary_id, kind, position, text, turn, quote)
    select gen_random_uuid(), workspace_id, id, kind, 0, 'They renew for another year.', 0, 'we renew for another year'
    from summed cross join (values ('headline'), ('point'), ('decision')) as kinds(kind))
  select meeting_id as "meetingId", account_id as "accountId" from placed`;

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
      await orderSummaries(product, summaries, clock.now());
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

async function orderSummaries(product: Product, summaries: number, now: Date): Promise<void> {
  await product.transaction(async (tx) => {
    const made = await tx.query<{ meetingId: MeetingId; accountId: AccountId }>(SUMMARIES, [summaries]);
    await addToOutbox(
      tx,
      made.map(({ meetingId, accountId }) => ({
        kind: 'timeline-activity' as const,
        subjectId: meetingId,
        accountId,
        cause: 'bench',
        externalId: null,
        contentVersion: 'bench.1',
        notBefore: now,
      })),
      now,
    );
  });
}
