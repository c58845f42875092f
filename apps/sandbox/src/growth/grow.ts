import { deleteLogObject } from '../gainsight/delete-log.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import type { SandboxClock } from '../clock.ts';
import { DAY_MS } from '../seed/scene.ts';
import type { GrowthEvent } from './growth-event.ts';
import { planCompanies } from './plan-companies.ts';
import { planPeople } from './plan-people.ts';
import { planRelationships } from './plan-relationships.ts';
import { planUsers } from './plan-users.ts';
import type { SeededTenant } from './seeded-tenant.ts';

/** The growth of a tenant with the sandbox's clock. */
export interface Growth {
  /** Lets everything happen that is due by now. */
  catchUp(): void;
  /** The instant (ISO) up to which everything has happened. */
  until(): string;
}

/** All that happens on a day of the growth (from 1), in order: a pure function of the tenant as it was made. */
export function planDay(tenant: SeededTenant, day: number): GrowthEvent[] {
  return [planCompanies, planPeople, planUsers, planRelationships]
    .flatMap((plan) => plan(tenant, day))
    .sort((one, other) => one.atMs - other.atMs);
}

/**
 * Lets a tenant grow for so many days after its making. What happens changes only fields and records that are still
 * there, so it lays itself over what was written through the API. `from` is up to where it has happened before.
 */
export function createGrowth(
  tenant: SeededTenant,
  store: RecordStore,
  {
    days,
    from,
    clock,
    onChange,
  }: { days: number; from: string | null; clock: SandboxClock; onChange: () => void },
): Growth {
  const { nowMs: madeMs } = tenant.scene;
  let untilMs = Math.max(madeMs, from === null ? madeMs : Date.parse(from));
  /** What is still to come of the day that is being lived. */
  let waiting: GrowthEvent[] = [];
  let nextDay = 1 + Math.floor((untilMs - madeMs) / DAY_MS);

  function beginNextDay(): void {
    waiting = planDay(tenant, nextDay).filter(({ atMs }) => atMs > untilMs);
    nextDay += 1;
  }

  return {
    until: () => new Date(untilMs).toISOString(),
    catchUp: () => {
      const nowMs = clock.now().getTime();
      let happened = false;
      for (;;) {
        while (waiting.length === 0 && nextDay <= days && dayStart(madeMs, nextDay) <= nowMs) beginNextDay();
        const [event] = waiting;
        if (event === undefined || event.atMs > nowMs) break;
        waiting.shift();
        happen(store, event);
        happened = true;
      }
      untilMs = Math.max(untilMs, nowMs);
      if (happened) onChange();
    },
  };
}

function dayStart(madeMs: number, day: number): number {
  return madeMs + (day - 1) * DAY_MS;
}

function happen(store: RecordStore, event: GrowthEvent): void {
  const records = store.find(event.object);
  const exists = records?.find(event.gsid) !== undefined;
  switch (event.kind) {
    case 'insert':
      if (!exists) records?.restore({ [event.gsid]: event.values });
      break;
    case 'change':
      if (exists) records?.restore({ [event.gsid]: event.values });
      break;
    case 'delete':
      if (records?.delete(event.gsid) === true) {
        const DeletedOn = `${new Date(event.atMs).toISOString().slice(0, 19)}Z`;
        const row = { Gsid: event.logGsid, RecordId: event.gsid, ObjectName: 'Company', DeletedOn };
        store.find(deleteLogObject)?.restore({ [event.logGsid]: row });
      }
      break;
  }
}
