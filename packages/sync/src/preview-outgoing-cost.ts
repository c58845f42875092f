import type { Configuration, WritebackValue } from '@handrail/core';
import { isSameWrite, sameJson } from '@handrail/core';
import {
  countRemoteActivities,
  countRestingDeliveries,
  countUndeliveredSummaries,
  listDueOutbox,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { readConfiguration } from './configuration.ts';
import { LISTED_FROM } from './writeback/look-up-activities.ts';
import {
  contractOf,
  findDue,
  partByConfirmation,
  READ_IDS,
  readValueFields,
  VALUE_OBJECTS,
  WRITE_RECORDS,
} from './writeback/plan-values.ts';
import type { ValueObject } from './writeback/plan-values.ts';

/** What the first pass of an outgoing stream takes that a draft lets go out. */
export interface OutgoingCost {
  /** About how many calls. */
  readonly calls: number;
  /** About how many more, once a person confirmed the first difference. */
  readonly callsOnceConfirmed: number;
}

/** By stream. */
export type OutgoingCosts = ReadonlyMap<string, OutgoingCost>;

interface Change {
  readonly before: Configuration;
  readonly after: Configuration;
}

/** What a draft lets go out that the saved configuration does not; nothing of a stream that it leaves alone. */
export async function readOutgoingCosts(
  tx: WorkspaceTransaction,
  draft: Configuration,
  now: Date,
): Promise<OutgoingCosts> {
  const change = { before: (await readConfiguration(tx)).configuration, after: draft };
  const timeline = await timelineCost(tx, change, now);
  const values = await valuesCost(tx, change, now);
  return new Map([
    ...(timeline === null ? [] : [['timeline', timeline] as const]),
    ...(values === null ? [] : [['values', values] as const]),
  ]);
}

/** Summaries that the draft orders, beside those that wait since the Timeline was on before. */
async function timelineCost(
  tx: WorkspaceTransaction,
  { before, after }: Change,
  now: Date,
): Promise<OutgoingCost | null> {
  const { enabled, canary, twins } = after.timeline;
  const isWider = !before.timeline.enabled || !sameJson([...before.timeline.canary], [...canary]);
  if (!enabled || !isWider) return null;
  const waiting = before.timeline.enabled ? 0 : (await listDueOutbox(tx, 'timeline-activity', null)).length;
  const resting = (await countRestingDeliveries(tx)).get('switched-off') ?? 0;
  const { fresh, standing } = await countUndeliveredSummaries(tx, { canary, now });
  const posts = waiting + fresh;
  const changes = resting + standing;
  const activities = posts + changes;
  if (activities === 0) return { calls: 0, callsOnceConfirmed: 0 };
  const listing = 1 + Math.floor((await countRemoteActivities(tx)) / MAX_QUERY_ROWS);
  const listed = activities < LISTED_FROM ? posts : Math.min(activities, listing);
  const each = twins === 'post' ? 1 : 2;
  // What stands is looked at by itself, too, before it is changed: a person may have edited it.
  return { calls: listed + posts * each + changes * 2, callsOnceConfirmed: 0 };
}

/** Values of the rows that the draft adds or switches on; a row that nobody confirmed yet sends nothing until then. */
async function valuesCost(
  tx: WorkspaceTransaction,
  { before, after }: Change,
  now: Date,
): Promise<OutgoingCost | null> {
  if (!after.writeback.enabled) return null;
  const standing = before.writeback.enabled ? before.writeback.values : [];
  const isNew = (row: WritebackValue) => !standing.some((one) => isSameWrite(one, row));
  if (!after.writeback.values.some(isNew)) return null;
  let [calls, callsOnceConfirmed] = [0, 0];
  for (const object of VALUE_OBJECTS) {
    const { confirmed, open } = await partByConfirmation(tx, contractOf(after, object));
    calls += await objectCalls(tx, object, {
      contract: confirmed.filter(isNew),
      waits: !before.writeback.enabled,
      now,
    });
    callsOnceConfirmed += await objectCalls(tx, object, { contract: open.filter(isNew), waits: false, now });
  }
  return { calls, callsOnceConfirmed };
}

/** Every record is read before it is written, and those that differ are written by as few calls as hold them. */
async function objectCalls(
  tx: WorkspaceTransaction,
  object: ValueObject,
  {
    contract,
    waits,
    now,
  }: { readonly contract: readonly WritebackValue[]; readonly waits: boolean; readonly now: Date },
): Promise<number> {
  if (contract.length === 0) return 0;
  const due = await findDue(tx, contract, await readValueFields(tx, contract), now);
  const ordered = waits ? await listDueOutbox(tx, 'field-values', null) : [];
  const records = new Set([
    ...due.map(({ id }) => id),
    ...ordered.filter((row) => row.object === object).map((row) => row.subject_id),
  ]).size;
  return Math.ceil(records / READ_IDS) + Math.ceil(records / WRITE_RECORDS);
}
