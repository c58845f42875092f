import { getAccountHealth } from '@handrail/contract';
import type { AccountHealth } from '@handrail/contract';
import { addDays, dayOf, INSIGHT_IDS, INSIGHT_KINDS } from '@handrail/core';
import { findScore, getWorkspace, listAccountEvents, listScores } from '@handrail/database';
import type { AccountEvent } from '@handrail/database';
import type { ApiContext } from '../context.ts';
import {
  healthLabel,
  presentHealthChange,
  presentHealthScore,
  presentRebuilt,
} from '../present/health-score.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { getAccountRow } from './accounts.ts';

const HISTORY_DAYS = 365;
const SINCE_DAYS = 30;
const MOST_EVENTS = 300;
/** A day of the workspace ends within so long of the same day's end in UTC. */
const ZONE_REACH_MS = 14 * 3_600_000;

/** The health of an account on any day, with what led there. */
export function accountHealthRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(getAccountHealth, ({ workspace, params, query }) =>
      workspace.transaction(async (tx): Promise<AccountHealth> => {
        const account = await getAccountRow(tx, params.id);
        const { time_zone: zone } = await getWorkspace(tx);
        const on = query.on ?? dayOf(clock.now(), zone);
        const from = addDays(on, -HISTORY_DAYS);
        const since = query.since ?? addDays(on, -SINCE_DAYS);
        const row = await findScore(tx, account.id, 'health', on);
        const before = await findScore(tx, account.id, 'health', since);
        const scores = await listScores(tx, account.id, 'health', from);
        const events = await listAccountEvents(tx, {
          accountId: account.id,
          since: new Date(Date.parse(from) - ZONE_REACH_MS),
          until: new Date(Date.parse(addDays(on, 1)) + ZONE_REACH_MS),
          limit: MOST_EVENTS,
        });
        return {
          score: presentHealthScore(row),
          rebuilt: presentRebuilt(row),
          history: scores
            .filter(({ scored_on: day }) => day <= on)
            .map(({ scored_on: day, score, label }) => ({ on: day, score, label: healthLabel(label) })),
          events: events
            .map((event) => presentEvent(event, zone))
            .filter(({ on: day }) => day >= from && day <= on),
          change: presentHealthChange(since, before, row),
        };
      }),
    ),
  ];
}

function presentEvent(event: AccountEvent, zone: string): AccountHealth['events'][number] {
  const { at, kind, what, meetingId } = event;
  return { at: at.toISOString(), on: dayOf(at, zone), kind, label: labelOf(kind, what), meetingId };
}

function labelOf(kind: AccountEvent['kind'], what: string): string {
  if (kind === 'meeting') return what;
  if (kind === 'status') return `Status: ${what}`;
  const id = INSIGHT_IDS.find((one) => one === what);
  const insight = id === undefined ? what : INSIGHT_KINDS[id].label;
  return kind === 'insight' ? insight : `${insight}: over`;
}
