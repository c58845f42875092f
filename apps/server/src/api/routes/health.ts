import { getStatus } from '@handrail/contract';
import type { Status, Stream } from '@handrail/contract';
import { countOutbox, getWorkspace, listConnections, listOpenAlarms } from '@handrail/database';
import type { WindowUsage } from '@handrail/database';
import { readFreshness } from '@handrail/sync';
import type { ApiContext } from '../context.ts';
import { presentAlarms } from '../present/alarms.ts';
import { readCounts } from '../present/counts.ts';
import { presentFreshness } from '../present/freshness.ts';
import { readStreams } from '../present/stream.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** The state of the whole workspace on one page. */
export function healthRoutes({ streams, budget, clock }: ApiContext): readonly Route[] {
  return [
    route(getStatus, async ({ workspace }) => {
      const { shown, connections, freshness, alarms, ...rest } = await workspace.transaction(async (tx) => ({
        shown: await readStreams(tx, streams),
        connections: await listConnections(tx),
        freshness: await readFreshness(tx, clock.now()),
        alarms: await listOpenAlarms(tx),
        counts: await readCounts(tx),
        outbox: await countOutbox(tx),
        outgoingPaused: (await getWorkspace(tx)).outgoing_paused_at !== null,
      }));
      const budgets: Status['budget'] = [];
      for (const { vendor, origin } of connections.filter(({ state }) => state !== 'disconnected')) {
        const host = new URL(origin).host;
        budgets.push(...presentBudget(host, await budget.usage(vendor, host)));
      }
      return {
        ...rest,
        outbox: Object.fromEntries(Object.entries(rest.outbox)),
        streams: shown.map(presentAge),
        freshness: presentFreshness(freshness, clock.now()),
        budget: budgets,
        alarms: presentAlarms(alarms),
      };
    }),
  ];
}

function presentAge(stream: Stream): Status['streams'][number] {
  const last = stream.lastRuns[0];
  return {
    name: stream.name,
    label: stream.label,
    direction: stream.direction,
    lastCompletedAt: stream.lastCompletedAt,
    nextDueAt: stream.nextDueAt,
    state: stream.currentRun?.state ?? (stream.enabled ? (last?.state ?? 'waiting') : 'off'),
    failure: last?.failure ?? null,
  };
}

function presentBudget(host: string, uses: readonly WindowUsage[]): Status['budget'] {
  return [...Map.groupBy(uses, (use) => use.family)].map(([family, windows]) => {
    const [minute, hour, day] = (['minute', 'hour', 'day'] as const).map((name) =>
      windows.find((use) => use.window === name),
    );
    return {
      host,
      family,
      usedMinute: minute?.used ?? 0,
      limitMinute: minute?.allowance ?? 0,
      usedHour: hour?.used ?? null,
      limitHour: hour?.allowance ?? null,
      usedDay: day?.used ?? 0,
      limitDay: day?.allowance ?? 0,
      stated: windows.flatMap(({ window, stated, limit }) =>
        stated === null || stated === limit ? [] : [{ window, calls: stated, limit }],
      ),
    };
  });
}
