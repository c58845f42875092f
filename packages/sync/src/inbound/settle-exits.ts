import { ACCOUNT_LIMITS, GUARD_WINDOW_MS } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import {
  addRunCounts,
  countSourceRecords,
  listHeldExits,
  listRecentExits,
  takeHeldExits,
} from '@handrail/database';
import type { ConnectionRow, HeldExit, RunCounts, UnseenRecord } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { COMPANY } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { applyInParts } from './apply-in-parts.ts';
import { applyAccountPage } from './apply-page.ts';
import type { AccountPage, PageCounts } from './apply-page.ts';
import { parseRecord } from './source-record.ts';
import type { Slice, SliceOutcome, Withheld, WithheldExit } from './stream.ts';
import { confirmAbsent, findUnseen, markMissing, startOf } from './sweep.ts';
import { withhold } from './withhold.ts';

/** Held records carried out in one transaction. */
const RELEASED_AT_ONCE = 5_000;

/**
 * Ends a run of accounts: what would leave is judged as one event. In a full run who stood before it began and was not
 * seen goes missing, each one confirmed absent by its id; beside them stands what the pages hold, filtered out or turned
 * to Churned. The guard lets all of them go or none. Records that the filter keeps out go missing without the guard:
 * nobody loses an account by them. Nothing is erased here; a withheld exit changes nothing.
 */
export async function settleExits(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  /** Whether the listing may have missed a record: then nobody is gone by it. */
  listing: { readonly mayMiss: boolean },
): Promise<SliceOutcome> {
  const isListed = slice.run.mode === 'full' && !listing.mayMiss;
  const unseen = isListed
    ? await findUnseen(slice, { connectionId: open.connection.id, object: COMPANY })
    : [];
  const first = await judgeEvent(slice, open.connection.id, unseen);
  if (first.withheld !== null) return { kind: 'complete', withheld: first.withheld };
  const { absent, answered } = await confirmAbsent(slice, open, context, unseen);
  // A record that answers after all was left out of the listing: then nothing of that listing may remove anything.
  const missing = answered > 0 || absent.length < unseen.length ? [] : absent;
  // Asking by id may have shown more exits.
  return { kind: 'complete', withheld: await settleEvent(slice, open.connection, context, missing) };
}

/** Carries out what a run holds and who is confirmed missing, or answers it as withheld: all of it or nothing. */
export async function settleEvent(
  slice: Slice,
  connection: ConnectionRow,
  context: AccountContext,
  missing: readonly UnseenRecord[],
): Promise<Withheld | null> {
  const { withheld, held } = await judgeEvent(slice, connection.id, missing);
  if (withheld !== null) return withheld;
  await releaseHeld(slice, connection, context, held);
  await markMissing(slice, connection.id, missing);
  return null;
}

interface JudgedEvent {
  /** Null when all may go. */
  readonly withheld: Withheld | null;
  readonly held: readonly Omit<HeldExit, 'record'>[];
}

/** Judges what would go missing together with all that the run holds and with the exits of the last 24 h. */
async function judgeEvent(
  slice: Slice,
  connectionId: ConnectionId,
  missing: readonly UnseenRecord[],
): Promise<JudgedEvent> {
  const now = slice.clock.now();
  const held = await slice.transaction((tx) => listHeldExits(tx, { runId: slice.run.id, object: COMPANY }));
  const exits: readonly WithheldExit[] = [
    // Who the filter keeps out is no account, and nobody loses one by it.
    ...missing.filter((record) => record.isIn).map((record) => ({ ...record, kind: 'missing' as const })),
    ...held,
  ];
  // Nobody would leave: all accounts need not be counted, nor the exits of a day be read, to allow that.
  if (exits.length === 0) return { withheld: null, held };
  const { live, past } = await slice.transaction(async (tx) => ({
    // Who came with this run was not there before it: counted along, it would make the exits look small.
    live: await countSourceRecords(tx, { connectionId, object: COMPANY }, startOf(slice.run)),
    past: await listRecentExits(tx, new Date(now.getTime() - GUARD_WINDOW_MS)),
  }));
  const candidates = exits.map(({ gainsightId }) => gainsightId);
  const withheld = withhold({
    candidates,
    shown: exits,
    live: live.live,
    past,
    limits: ACCOUNT_LIMITS,
    now,
  });
  return { withheld, held };
}

/** Carries out what the pages held, in transactions of a page's size. */
async function releaseHeld(
  slice: Slice,
  connection: ConnectionRow,
  context: AccountContext,
  held: JudgedEvent['held'],
): Promise<void> {
  const kinds = new Map(held.map((exit) => [exit.gainsightId, exit.kind]));
  const by = { runId: slice.run.id, object: COMPANY };
  for (let from = 0; from < held.length; from += RELEASED_AT_ONCE) {
    await slice.transaction(async (tx) => {
      const exits = await takeHeldExits(tx, by, RELEASED_AT_ONCE);
      const page: AccountPage = {
        run: slice.run,
        connection,
        context,
        records: exits.map((exit) => parseRecord(exit.record)),
        now: slice.clock.now(),
        released: { kinds, isApproved: false },
      };
      const counts = await applyInParts(tx, COMPANY, page, applyAccountPage);
      await addRunCounts(tx, slice.run.id, insteadOfUnchanged(counts));
    });
  }
}

/** Counts of records that their page had counted as unchanged. */
export function insteadOfUnchanged(counts: PageCounts): RunCounts {
  return { ...counts, seen: 0, pages: 0, unchanged: counts.unchanged - counts.seen };
}
