import type { Configuration } from '@handrail/core';
import { listConnections, listStreams, readUsualCalls } from '@handrail/database';
import type { ConnectionRow, StreamRow, Vendor, WorkspaceTransaction } from '@handrail/database';
import { arrangementsOf, nextStartOf, startOffset } from './arrange-streams.ts';
import { afterStart } from './schedule.ts';

const DAY_MINUTES = 1440;
/** How many of the next starts are told of each stream. */
const STARTS = 3;

/** What a stream would do by another cadence. */
export interface CadenceChange {
  readonly stream: string;
  readonly before: { readonly intervalMinutes: number; readonly nextStart: Date | null };
  readonly after: { readonly intervalMinutes: number; readonly nextStarts: readonly Date[] };
  /** Calls a day, as its own latest runs need them; null before it ever ran. */
  readonly callsADay: { readonly before: number; readonly after: number } | null;
}

/** Calls that all streams of a vendor make a day, told from their latest runs. */
export interface VendorCalls {
  readonly vendor: Vendor;
  readonly host: string;
  readonly before: number;
  readonly after: number;
}

/** What the cadences of a draft would change. */
export interface CadencePreview {
  readonly streams: readonly CadenceChange[];
  readonly vendors: readonly VendorCalls[];
}

/**
 * Says what the cadences of a draft would do: when each changed stream starts next, by the schedule's own rule, and how many
 * calls a day that takes. A stream that does not run now is left out: connecting or switching it on starts it at once.
 */
export async function previewCadence(
  tx: WorkspaceTransaction,
  draft: Configuration,
  now: Date,
): Promise<CadencePreview> {
  const connections = await listConnections(tx);
  const standing = new Map((await listStreams(tx)).map((stream) => [stream.name, stream]));
  const usual = await readUsualCalls(tx);
  const streams: CadenceChange[] = [];
  const calls = new Map<string, { before: number; after: number }>();
  for (const wanted of arrangementsOf(draft, connections)) {
    const stream = standing.get(wanted.name);
    if (stream === undefined || !stream.enabled || !wanted.isWanted) continue;
    const each = usual.get(stream.id);
    const callsBy = (minutes: number) => callsADay(each, minutes, stream);
    const [before, after] = [callsBy(stream.interval_minutes), callsBy(wanted.intervalMinutes)];
    if (wanted.connection !== undefined) {
      const sum = calls.get(wanted.connection.id) ?? { before: 0, after: 0 };
      calls.set(wanted.connection.id, { before: sum.before + before, after: sum.after + after });
    }
    if (wanted.intervalMinutes === stream.interval_minutes) continue;
    const offset = startOffset(tx.workspaceId, wanted);
    const next = {
      ...stream,
      interval_minutes: wanted.intervalMinutes,
      offset_seconds: offset,
      next_due_at: nextStartOf(stream, { ...wanted, offsetSeconds: offset }, now),
    };
    streams.push({
      stream: wanted.name,
      before: { intervalMinutes: stream.interval_minutes, nextStart: startsOf(stream, now, 1)[0] ?? null },
      after: { intervalMinutes: wanted.intervalMinutes, nextStarts: startsOf(next, now, STARTS) },
      callsADay: each === undefined ? null : { before, after },
    });
  }
  return { streams, vendors: connections.flatMap((connection) => callsOf(connection, calls)) };
}

function callsOf(
  { id, vendor, origin }: ConnectionRow,
  calls: ReadonlyMap<string, { readonly before: number; readonly after: number }>,
): readonly VendorCalls[] {
  const sum = calls.get(id);
  if (sum === undefined) return [];
  const { before, after } = sum;
  return [{ vendor, host: new URL(origin).host, before: Math.round(before), after: Math.round(after) }];
}

function callsADay(
  each: { readonly incremental: number; readonly full: number } | undefined,
  minutes: number,
  { next_full_due_at: fullDueAt }: StreamRow,
): number {
  if (each === undefined) return 0;
  return Math.round((DAY_MINUTES / minutes) * each.incremental + (fullDueAt === null ? 0 : each.full));
}

/** The next starts of a stream, as the schedule would make them one after the other. */
function startsOf(stream: StreamRow, now: Date, count: number): readonly Date[] {
  const starts: Date[] = [];
  const standing = { ...stream };
  while (starts.length < count) {
    const due = [standing.next_due_at, standing.next_full_due_at].filter((at) => at !== null);
    if (due.length === 0) break;
    const start = new Date(Math.max(now.getTime(), Math.min(...due.map((at) => at.getTime()))));
    starts.push(start);
    const { dueAt, fullDueAt = standing.next_full_due_at } = afterStart(standing, start);
    standing.next_due_at = dueAt;
    standing.next_full_due_at = fullDueAt;
  }
  return starts;
}
