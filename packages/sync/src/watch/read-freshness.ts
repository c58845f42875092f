import { DATA_TYPES, judgeFreshness } from '@handrail/core';
import type { DataType, FreshnessState } from '@handrail/core';
import { listReadSince, listStreams, listWaitingSince } from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';

/** How old a kind of data is, measured, against what is promised. */
export interface Freshness {
  readonly type: DataType;
  readonly label: string;
  /** The stream that brings or sends it. */
  readonly stream: string;
  /** All that was at the source then is here; for what goes out: all that was due then is there. Null: never yet. */
  readonly asOf: Date | null;
  readonly promiseMinutes: number;
  readonly state: FreshnessState;
  readonly nextDueAt: Date | null;
}

interface Carrier {
  readonly label: string;
  /** The streams that may bring it, the proper one first. */
  readonly streams: readonly [string, ...string[]];
  readonly delivers?: OutboxRow['kind'];
}

const CARRIERS: Readonly<Record<DataType, Carrier>> = {
  accounts: { label: 'Accounts', streams: ['accounts'] },
  relationships: { label: 'Relationships', streams: ['relationships'] },
  // Linked again at the end of each run of accounts.
  hierarchy: { label: 'Hierarchy', streams: ['accounts'] },
  stakeholders: { label: 'Stakeholders', streams: ['stakeholders'] },
  users: { label: 'Users', streams: ['users'] },
  meetings: { label: 'Meetings', streams: ['meetings'] },
  timeline: { label: 'Timeline', streams: ['timeline'], delivers: 'timeline-activity' },
  writeback: { label: 'Writeback', streams: ['values'], delivers: 'field-values' },
  deletions: { label: 'Deletions', streams: ['deletions'] },
};
const DEFAULT_INTERVAL_MINUTES = 60;

/** Measures the age of every kind of data: from the start of the run that completed it, and from what still waits. */
export async function readFreshness(tx: WorkspaceTransaction, now: Date): Promise<readonly Freshness[]> {
  const streams = new Map((await listStreams(tx)).map((row) => [row.name, row]));
  const readSince = await listReadSince(tx);
  const waitingSince = await listWaitingSince(tx, now);
  return DATA_TYPES.map((type) => {
    const { label, streams: names, delivers } = CARRIERS[type];
    const name = names.find((candidate) => streams.has(candidate)) ?? names[0];
    const row = streams.get(name);
    const completed = row === undefined ? null : (readSince.get(row.id) ?? row.last_completed_at);
    const waiting = delivers === undefined ? null : (waitingSince.get(delivers) ?? null);
    const age = {
      asOf: completed === null || waiting === null ? completed : earlier(completed, waiting),
      intervalMinutes: row?.interval_minutes ?? DEFAULT_INTERVAL_MINUTES,
      enabled: row?.enabled ?? false,
    };
    return {
      type,
      label,
      stream: name,
      asOf: age.asOf,
      promiseMinutes: age.intervalMinutes,
      state: judgeFreshness(age, now),
      nextDueAt: age.enabled ? (row?.next_due_at ?? null) : null,
    };
  });
}

function earlier(left: Date, right: Date): Date {
  return left < right ? left : right;
}
