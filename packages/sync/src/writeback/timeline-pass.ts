import type { MeetingId } from '@handrail/core';
import {
  addRunCounts,
  claimOutbox,
  findNextDeliveryTime,
  hastenStream,
  listDeliveriesOf,
  NO_COUNTS,
  stepOutbox,
} from '@handrail/database';
import type { OutboxRow, RunCounts, WorkspaceTransaction } from '@handrail/database';
import type { GainsightWriter } from '@handrail/gainsight';
import { readConfiguration } from '../configuration.ts';
import type { Slice, SliceOutcome, Stream } from '../inbound/stream.ts';
import type { OpenVendor, Vendors } from '../vendors.ts';
import { readActivityContent } from './activity-content.ts';
import { createActivityLookUps } from './look-up-activities.ts';
import { createRefusedCalls } from './refused-calls.ts';
import { sendSlice } from './send-slice.ts';
import { deliverActivity } from './timeline-activity.ts';
import type { TimelineCalls, TimelineResult } from './timeline-activity.ts';

/** Deliveries claimed at a time; a claim outlives the longest call by far. */
const CLAIM_ROWS = 20;
const CLAIM_MS = 5 * 60_000;

const KIND = 'timeline-activity';
/** Two passes are never closer than this. */
const COME_BACK_MS = 5_000;

/**
 * The hourly pass that brings meeting summaries to the Timeline. While it is switched off nothing is posted, and what shall
 * no longer stand is taken back all the same.
 */
export function createTimelinePass(vendors: Vendors): Stream {
  return {
    name: 'timeline',
    label: 'Meeting summaries to the Timeline',
    direction: 'out',
    followedBy: [],
    slice: (slice) =>
      sendSlice(vendors, slice, {
        kind: KIND,
        isWanted: async ({ timeline }, tx) => {
          if (timeline.enabled) return true;
          const nextAt = await findNextDeliveryTime(tx, KIND);
          return nextAt !== null && nextAt <= slice.clock.now();
        },
        send: deliverDue,
      }),
  };
}

async function deliverDue(slice: Slice, open: OpenVendor<GainsightWriter>): Promise<SliceOutcome> {
  const lookUps = createActivityLookUps(slice, open);
  const calls: TimelineCalls = { open, lookUps, refusedCalls: createRefusedCalls() };
  for (;;) {
    const now = slice.clock.now();
    const rows = await slice.transaction((tx) =>
      claimOutbox(tx, {
        kind: KIND,
        now,
        until: new Date(now.getTime() + CLAIM_MS),
        limit: CLAIM_ROWS,
      }),
    );
    if (rows.length === 0) {
      await slice.transaction((tx) => comeBack(tx, now));
      return { kind: 'complete', withheld: null };
    }
    for (const [index, row] of rows.entries()) {
      calls.lookUps.expect(rows.length - index);
      if (slice.isOver()) {
        await giveBack(slice, rows.slice(index));
        return { kind: 'more' };
      }
      await deliverOne(slice, calls, row);
    }
  }
}

/** Has the pass run again when the first of its open deliveries may be looked at, not only at the next hour. */
async function comeBack(tx: WorkspaceTransaction, now: Date): Promise<void> {
  const nextAt = await findNextDeliveryTime(tx, KIND);
  if (nextAt === null) return;
  await hastenStream(tx, 'timeline', new Date(Math.max(nextAt.getTime(), now.getTime() + COME_BACK_MS)));
}

async function giveBack(slice: Slice, rows: readonly OutboxRow[]): Promise<void> {
  await slice.transaction(async (tx) => {
    for (const row of rows) await stepOutbox(tx, row, { state: row.state });
  });
}

async function deliverOne(slice: Slice, timeline: TimelineCalls, row: OutboxRow): Promise<void> {
  const { open } = timeline;
  const before = open.calls();
  const { content, others } = await slice.transaction(async (tx) => {
    const { configuration } = await readConfiguration(tx);
    const deliveries = await listDeliveriesOf(tx, row.subject_id as MeetingId);
    return {
      content: await readActivityContent(tx, row, open.connection, configuration),
      others: deliveries.filter((other) => other.id !== row.id),
    };
  });
  if (content === null) {
    await slice.transaction((tx) =>
      stepOutbox(tx, row, { state: 'withdrawn', reason: 'meeting-gone', settledAt: slice.clock.now() }),
    );
    return;
  }
  const result = await deliverActivity(slice, timeline, row, content, others);
  const calls = open.calls() - before;
  // A delivered one that was only looked at once more is no new delivery.
  const isNews = result !== 'delivered' || row.state !== 'delivered';
  const counts = countOf(isNews ? result : 'open');
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...counts, calls }));
}

/** What a delivery adds to its run: a delivered or withdrawn one changed something, the others wait or are set aside. */
function countOf(result: TimelineResult): RunCounts {
  const seen = { ...NO_COUNTS, seen: 1 };
  switch (result) {
    case 'delivered':
      return { ...seen, added: 1 };
    case 'withdrawn':
      return { ...seen, changed: 1 };
    case 'refused':
    case 'paused':
      return { ...seen, setAside: 1 };
    case 'open':
      return { ...seen, unchanged: 1 };
  }
}
