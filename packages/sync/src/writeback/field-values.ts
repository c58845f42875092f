import type { WritebackValue } from '@handrail/core';
import {
  addRunCounts,
  addToOutbox,
  claimOutbox,
  getWorkspace,
  listValueTargets,
  NO_COUNTS,
  saveIntendedValues,
  saveRemoteValues,
  stepOutbox,
} from '@handrail/database';
import type {
  OutboxRow,
  OutboxStep,
  RemoteValueOutcome,
  ValueTarget,
  WorkspaceTransaction,
} from '@handrail/database';
import type { GainsightWriter } from '@handrail/gainsight';
import { OutsideError } from '@handrail/http';
import { readConfiguration } from '../configuration.ts';
import type { Slice, SliceOutcome, Stream } from '../inbound/stream.ts';
import { failureOf } from '../failure.ts';
import { isOutgoingPaused } from '../vendors.ts';
import type { OpenVendor, Vendors } from '../vendors.ts';
import {
  contractOf,
  FIELD_GONE,
  findDue,
  KEPT,
  partByConfirmation,
  planValues,
  READ_IDS,
  readKnown,
  readValueFields,
  readWanted,
  VALUE_OBJECTS,
  verifyAgainAt,
} from './plan-values.ts';
import type { KnownValues, ValueObject, ValuePlan, WantedValues, ValueFields } from './plan-values.ts';
import { groupChanges, sendChanges } from './send-values.ts';
import { sendSlice } from './send-slice.ts';

const KIND = 'field-values';
/** A claim outlives the longest batch by far; the next slice gives it back anyway. */
const CLAIM_MS = 5 * 60_000;
/**
 * What nobody saw the end of, in ms, may be carried out so long after it was sent: over a newer value, which then has to
 * be written again. No proxy or gateway is known to hold a call for longer.
 */
const CARRIED_OUT_LATE_MS = 10 * 60_000;
/** How long a value rests whose field is gone, in ms; not quite the hour of the passes. */
const FIELD_AGAIN_MS = 50 * 60_000;
/** How soon a record is asked for again that a reply left out, or that a pause left unsent, in ms. */
const ASK_AGAIN_MS = 60_000;

/** The hourly pass that writes scores and metrics to fields of the records they belong to. */
export function createValuesPass(vendors: Vendors): Stream {
  return {
    name: 'values',
    label: 'Metrics & health to Gainsight',
    direction: 'out',
    followedBy: [],
    slice: (slice) =>
      sendSlice(vendors, slice, {
        kind: KIND,
        isWanted: (configuration) => configuration.writeback.enabled,
        send: writeDue,
      }),
  };
}

/** Writes what is due of the rows that a person confirmed; the others wait for their word. */
async function writeDue(slice: Slice, open: OpenVendor<GainsightWriter>): Promise<SliceOutcome> {
  for (const object of VALUE_OBJECTS) {
    const { contract, targets } = await slice.transaction(async (tx) => {
      const { configuration } = await readConfiguration(tx);
      const { confirmed } = await partByConfirmation(tx, contractOf(configuration, object));
      const fields = await readValueFields(tx, confirmed);
      await orderMissing(tx, { object, contract: confirmed, targets: fields }, slice.clock.now());
      return { contract: confirmed, targets: fields };
    });
    if (contract.length === 0) continue;
    for (;;) {
      const batch = await slice.transaction((tx) =>
        claimBatch(tx, { object, contract, targets }, slice.clock.now()),
      );
      if (batch === null) return { kind: 'complete', withheld: null };
      if (batch.rows.length === 0) break;
      if (!(await writeBatch(slice, open, contract, batch))) return { kind: 'complete', withheld: null };
      if (slice.isOver()) return { kind: 'more' };
    }
  }
  return { kind: 'complete', withheld: null };
}

/** The rows of the contract for one object, with the fields that they write to. */
interface ObjectContract {
  readonly object: ValueObject;
  readonly contract: readonly WritebackValue[];
  readonly targets: ValueFields;
}

/** Orders what is due, also what no signal ordered by itself, and says of each which value and why. */
async function orderMissing(
  tx: WorkspaceTransaction,
  { object, contract, targets }: ObjectContract,
  now: Date,
): Promise<void> {
  await addToOutbox(
    tx,
    (await findDue(tx, contract, targets, now)).map(({ id, accountId, cause }) => ({
      kind: KIND,
      subjectId: id,
      accountId,
      object,
      cause,
      externalId: null,
      contentVersion: null,
      notBefore: now,
    })),
    now,
  );
}

interface Batch {
  readonly object: ValueObject;
  readonly rows: readonly OutboxRow[];
  readonly records: readonly ValueTarget[];
  readonly wanted: WantedValues;
  readonly known: KnownValues;
  readonly targets: ValueFields;
}

/** The next orders with all that their writing needs; null while everything outgoing is paused. */
async function claimBatch(
  tx: WorkspaceTransaction,
  { object, contract, targets }: ObjectContract,
  now: Date,
): Promise<Batch | null> {
  if ((await getWorkspace(tx)).outgoing_paused_at !== null) return null;
  const until = new Date(now.getTime() + CLAIM_MS);
  const rows = await claimOutbox(tx, { kind: KIND, object, now, until, limit: READ_IDS });
  const accountIds = rows.map((row) => row.account_id);
  return {
    object,
    rows,
    records: await listValueTargets(tx, object, { ids: rows.map((row) => row.subject_id) }),
    wanted: await readWanted(tx, contract, targets, accountIds),
    known: await readKnown(tx, contract, accountIds),
    targets,
  };
}

/** Writes what differs of one batch. Answers false when everything outgoing was paused meanwhile. */
async function writeBatch(
  slice: Slice,
  open: OpenVendor<GainsightWriter>,
  contract: readonly WritebackValue[],
  batch: Batch,
): Promise<boolean> {
  const { object, rows, records, wanted, known } = batch;
  const before = open.calls();
  const plan = await planValues(open.client, contract, records, wanted, known, slice.signal);
  const { written, unsent, turnedAway, failure } = await writeChanges(slice, open, batch, plan.changes);
  const calls = open.calls() - before;
  const now = slice.clock.now();
  await slice.transaction(async (tx) => {
    const resting = [
      ...plan.standing.map((value) => ({ ...value, refusal: null })),
      ...plan.kept.map((value) => ({ ...value, refusal: KEPT })),
    ];
    await saveRemoteValues(
      tx,
      object,
      [
        ...resting.map((value) => ({ ...value, verifyAt: verifyAgainAt(known, value, now) })),
        ...plan.fieldless.map((value) => ({ ...value, refusal: FIELD_GONE, verifyAt: fieldAgainAt(now) })),
      ],
      now,
    );
    const ends = endsOf(records, plan, written);
    const unsettled = new Set([...plan.unanswered, ...unsent, ...turnedAway]);
    for (const row of rows) {
      if (unsettled.has(row.subject_id)) {
        const why = turnedAway.includes(row.subject_id) ? failureOf(failure) : null;
        const notBefore = new Date(now.getTime() + ASK_AGAIN_MS);
        await stepOutbox(tx, row, { state: row.state, notBefore, failure: why });
        continue;
      }
      const end = ends.get(row.subject_id) ?? { state: 'withdrawn' as const, reason: 'account-gone' };
      await stepOutbox(tx, row, {
        ...end,
        failure: null,
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
  // The run goes on by itself, with what is behind these.
  if (failure !== null) throw failure;
  return unsent.length === 0;
}

/** What became of changes, by the ids of their records where they were not written. */
interface Written {
  readonly written: readonly RemoteValueOutcome[];
  /** Left when everything outgoing was paused. */
  readonly unsent: readonly string[];
  /** Those that somebody on the way turned away, and why the first of them was. */
  readonly turnedAway: readonly string[];
  readonly failure: OutsideError | null;
}

/**
 * Sends changes call by call, each saved before and after. A pause leaves the rest unsent; a call that somebody on the way
 * turns away holds back none of the others.
 */
async function writeChanges(
  slice: Slice,
  open: OpenVendor<GainsightWriter>,
  { object, known, targets }: Batch,
  changes: ValuePlan['changes'],
): Promise<Written> {
  const written: RemoteValueOutcome[] = [];
  const turnedAway: string[] = [];
  let failure: OutsideError | null = null;
  const groups = groupChanges(changes);
  for (const [index, group] of groups.entries()) {
    await slice.transaction((tx) =>
      saveIntendedValues(
        tx,
        object,
        group.flatMap(({ record: { id: recordId, accountId }, fields }) =>
          Object.entries(fields).map(([field, value]) => ({ accountId, recordId, field, value })),
        ),
        lateUntil(slice.clock.now()),
      ),
    );
    try {
      const sent = await sendChanges(open, object, group, targets, slice.signal);
      const now = slice.clock.now();
      const outcomes = sent.map(({ isUnsure, ...value }) => ({
        ...value,
        verifyAt: isUnsure ? lateUntil(now) : verifyAgainAt(known, value, now),
      }));
      await slice.transaction((tx) => saveRemoteValues(tx, object, outcomes, now));
      written.push(...outcomes);
    } catch (thrown) {
      if (isTurnedAway(thrown)) {
        failure ??= thrown;
        turnedAway.push(...group.map(({ record }) => record.id));
        continue;
      }
      if (!isOutgoingPaused(thrown)) throw thrown;
      const unsent = groups.slice(index).flatMap((rest) => rest.map(({ record }) => record.id));
      return { written, unsent, turnedAway, failure };
    }
  }
  return { written, unsent: [], turnedAway, failure };
}

/** Whether a page answered, with a status that refuses this one call: a proxy that lets others pass. */
function isTurnedAway(thrown: unknown): thrown is OutsideError {
  if (!(thrown instanceof OutsideError) || thrown.code !== 'http_not_json') return false;
  return thrown.status !== null && thrown.status >= 400;
}

/** Until when a call sent now, of which nobody sees the end, may be carried out. */
function lateUntil(now: Date): Date {
  return new Date(now.getTime() + CARRIED_OUT_LATE_MS);
}

/** When a value whose field is gone is tried again: the field may be back. */
function fieldAgainAt(now: Date): Date {
  return new Date(now.getTime() + FIELD_AGAIN_MS);
}

/** How each record's order ends; a record that is not there has no entry. */
function endsOf(
  records: readonly ValueTarget[],
  plan: ValuePlan,
  written: readonly RemoteValueOutcome[],
): ReadonlyMap<string, Pick<OutboxStep, 'state' | 'reason'>> {
  const ends = new Map<string, Pick<OutboxStep, 'state' | 'reason'>>();
  for (const { id } of records) ends.set(id, { state: 'delivered', reason: null });
  for (const { recordId } of plan.kept) ends.set(recordId, { state: 'withdrawn', reason: KEPT });
  for (const { recordId } of plan.fieldless) ends.set(recordId, { state: 'refused', reason: FIELD_GONE });
  for (const id of plan.absent) ends.delete(id);
  for (const { recordId, refusal } of written) {
    if (refusal !== null) ends.set(recordId, { state: 'refused', reason: refusal });
  }
  return ends;
}

function countsOf(seen: number, written: readonly RemoteValueOutcome[]) {
  const refused = new Set(written.filter(({ refusal }) => refusal !== null).map(({ recordId }) => recordId));
  const touched = new Set(written.map(({ recordId }) => recordId));
  const changed = touched.size - refused.size;
  return { ...NO_COUNTS, seen, changed, setAside: refused.size, unchanged: seen - touched.size };
}
