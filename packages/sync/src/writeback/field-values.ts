import type { AccountId, WritebackValue } from '@handrail/core';
import {
  addRunCounts,
  addToOutbox,
  claimOutbox,
  getWorkspace,
  listAccountsById,
  NO_COUNTS,
  releaseClaims,
  saveIntendedValues,
  saveRemoteValues,
  stepOutbox,
} from '@handrail/database';
import type {
  AccountRow,
  OutboxRow,
  OutboxStep,
  RemoteValueOutcome,
  WorkspaceTransaction,
} from '@handrail/database';
import type { GainsightWriter } from '@handrail/gainsight';
import { readConfiguration } from '../configuration.ts';
import { COMPANY } from '../inbound/account-context.ts';
import type { Slice, SliceOutcome, Stream } from '../inbound/stream.ts';
import { isOutgoingPaused, openGainsightWriter } from '../vendors.ts';
import type { OpenVendor, Vendors } from '../vendors.ts';
import { companyContract, findDue, planValues, READ_IDS, readKnown, readWanted } from './plan-values.ts';
import type { KnownValues, ValuePlan, WantedValues } from './plan-values.ts';
import { groupChanges, sendChanges } from './send-values.ts';
import { isHeldBack } from './timeline-pass.ts';

const KIND = 'field-values';
/** A claim outlives the longest batch by far; the next slice gives it back anyway. */
const CLAIM_MS = 5 * 60_000;
/** Why a value is not written: a person's edit stands there, and the contract leaves the field to persons. */
const KEPT = 'kept-person-edit';
/** How soon a record is asked for again that a reply left out, or that a pause left unsent, in ms. */
const ASK_AGAIN_MS = 60_000;

/** The hourly pass that writes scores and metrics to fields of the records they belong to. */
export function createValuesPass(vendors: Vendors): Stream {
  return {
    name: 'values',
    label: 'Metrics & health to Gainsight',
    direction: 'out',
    followedBy: [],
    async slice(slice) {
      if (await isHeldBack(slice, (configuration) => configuration.writeback.enabled)) {
        return { kind: 'complete', withheld: null };
      }
      const open = await openGainsightWriter(vendors, slice.workspaceId);
      try {
        return await writeDue(slice, open);
      } catch (thrown) {
        if (!isOutgoingPaused(thrown)) throw thrown;
        // Paused before anything of a batch was sent.
        await slice.transaction((tx) => releaseClaims(tx, KIND));
        return { kind: 'complete', withheld: null };
      } finally {
        await open.close();
      }
    },
  };
}

async function writeDue(slice: Slice, open: OpenVendor<GainsightWriter>): Promise<SliceOutcome> {
  const contract = await slice.transaction(async (tx) => {
    // This slice holds the stream: a claim that stands is one of a worker that died or was stopped.
    await releaseClaims(tx, KIND);
    const rows = companyContract((await readConfiguration(tx)).configuration);
    await orderMissing(tx, rows, slice.clock.now());
    return rows;
  });
  for (;;) {
    const batch = await slice.transaction((tx) => claimBatch(tx, contract, slice.clock.now()));
    if (batch === null || batch.rows.length === 0) return { kind: 'complete', withheld: null };
    if (!(await writeBatch(slice, open, contract, batch))) return { kind: 'complete', withheld: null };
    if (slice.isOver()) return { kind: 'more' };
  }
}

/** Orders what no signal ordered by itself: a contract row that was added, or a value refused before that changed. */
async function orderMissing(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  now: Date,
): Promise<void> {
  const due = findDue(await readWanted(tx, contract, null), await readKnown(tx, contract));
  await addToOutbox(
    tx,
    due.map((accountId) => ({
      kind: KIND,
      subjectId: accountId,
      accountId,
      cause: 'value differs from what was last sent',
      externalId: null,
      contentVersion: null,
      notBefore: now,
    })),
    now,
  );
}

interface Batch {
  readonly rows: readonly OutboxRow[];
  readonly accounts: readonly AccountRow[];
  readonly wanted: WantedValues;
  readonly known: KnownValues;
}

/** The next orders with all that their writing needs; null while everything outgoing is paused. */
async function claimBatch(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  now: Date,
): Promise<Batch | null> {
  if ((await getWorkspace(tx)).outgoing_paused_at !== null) return null;
  const until = new Date(now.getTime() + CLAIM_MS);
  const rows = await claimOutbox(tx, { kind: KIND, now, until, limit: READ_IDS });
  const ids = rows.map((row) => row.account_id);
  const accounts = await listAccountsById(tx, ids);
  return {
    rows,
    accounts: accounts.filter((account) => account.presence === 'present'),
    wanted: await readWanted(tx, contract, ids),
    known: await readKnown(tx, contract),
  };
}

/** Writes what differs of one batch. Answers false when everything outgoing was paused meanwhile. */
async function writeBatch(
  slice: Slice,
  open: OpenVendor<GainsightWriter>,
  contract: readonly WritebackValue[],
  { rows, accounts, wanted, known }: Batch,
): Promise<boolean> {
  const before = open.calls();
  const plan = await planValues(open.client, contract, accounts, wanted, known, slice.signal);
  const { written, unsent } = await writeChanges(slice, open, plan.changes);
  const calls = open.calls() - before;
  const now = slice.clock.now();
  await slice.transaction(async (tx) => {
    const resting = [
      ...plan.standing.map((value) => ({ ...value, refusal: null })),
      ...plan.kept.map((value) => ({ ...value, refusal: KEPT })),
    ];
    await saveRemoteValues(tx, COMPANY, resting, now);
    const ends = endsOf(accounts, plan, written);
    const unsettled = new Set([...plan.unanswered, ...unsent]);
    for (const row of rows) {
      if (unsettled.has(row.account_id)) {
        await stepOutbox(tx, row, { state: row.state, notBefore: new Date(now.getTime() + ASK_AGAIN_MS) });
        continue;
      }
      const end = ends.get(row.account_id) ?? { state: 'withdrawn' as const, reason: 'account-gone' };
      await stepOutbox(tx, row, {
        ...end,
        attempts: row.attempts + 1,
        lastAttemptAt: now,
        settledAt: now,
      });
    }
    await addRunCounts(tx, slice.run.id, {
      ...countsOf(rows.length - unsettled.size, written),
      calls,
      pages: 1,
    });
  });
  return unsent.length === 0;
}

/** Sends changes call by call, each saved before and after; a pause leaves the rest unsent. */
async function writeChanges(
  slice: Slice,
  open: OpenVendor<GainsightWriter>,
  changes: ValuePlan['changes'],
): Promise<{ readonly written: readonly RemoteValueOutcome[]; readonly unsent: readonly AccountId[] }> {
  const written: RemoteValueOutcome[] = [];
  const groups = groupChanges(changes);
  for (const [index, group] of groups.entries()) {
    await slice.transaction((tx) =>
      saveIntendedValues(
        tx,
        COMPANY,
        group.flatMap(({ account, fields }) =>
          Object.entries(fields).map(([field, value]) => ({ accountId: account.id, field, value })),
        ),
      ),
    );
    try {
      const outcomes = await sendChanges(open, group, slice.signal);
      await slice.transaction((tx) => saveRemoteValues(tx, COMPANY, outcomes, slice.clock.now()));
      written.push(...outcomes);
    } catch (thrown) {
      if (!isOutgoingPaused(thrown)) throw thrown;
      return {
        written,
        unsent: groups.slice(index).flatMap((rest) => rest.map(({ account }) => account.id)),
      };
    }
  }
  return { written, unsent: [] };
}

/** How each account's order ends; an account that is not there has no entry. */
function endsOf(
  accounts: readonly AccountRow[],
  plan: ValuePlan,
  written: readonly RemoteValueOutcome[],
): ReadonlyMap<AccountId, Pick<OutboxStep, 'state' | 'reason'>> {
  const ends = new Map<AccountId, Pick<OutboxStep, 'state' | 'reason'>>();
  for (const account of accounts) ends.set(account.id, { state: 'delivered', reason: null });
  for (const { accountId } of plan.kept) ends.set(accountId, { state: 'withdrawn', reason: KEPT });
  for (const accountId of plan.absent) ends.delete(accountId);
  for (const { accountId, refusal } of written) {
    if (refusal !== null) ends.set(accountId, { state: 'refused', reason: refusal });
  }
  return ends;
}

function countsOf(seen: number, written: readonly RemoteValueOutcome[]) {
  const refused = new Set(
    written.filter(({ refusal }) => refusal !== null).map(({ accountId }) => accountId),
  );
  const touched = new Set(written.map(({ accountId }) => accountId));
  const changed = touched.size - refused.size;
  return { ...NO_COUNTS, seen, changed, setAside: refused.size, unchanged: seen - touched.size };
}
