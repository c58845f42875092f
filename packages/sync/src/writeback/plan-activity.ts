import {
  createDelivery,
  formatExternalId,
  isLeftUnposted,
  leaveUnposted,
  meetingKey,
  nextGeneration,
  nextStep,
  pause,
  reinstate,
  retract,
  revise,
  settleStep,
  targetKey,
} from '@handrail/core';
import type { Delivery, DeliveryStep, FoundActivity, UnpostedReason } from '@handrail/core';
import type { OutboxRow } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import type { ActivityContent } from './activity-content.ts';
import { hashActivity, hashWords, isHashOf, wordsIn } from './activity-words.ts';
import { parseDelivery } from './delivery-json.ts';
import { findTwin } from './find-twin.ts';
import type { ActivityLookUps, FoundText } from './look-up-activities.ts';
import type { RenderedActivity } from './render-activity.ts';

/** Steps of one delivery in one pass: look, insert, look … never without end. */
export const MAX_STEPS = 6;

/** What the next pass would do to an entry of the Timeline. */
export interface PlannedActivity {
  readonly does: 'post' | 'change' | 'take-back' | 'nothing';
  readonly externalId: string;
  /** What stands after it, or would once a person sends it; null of what is taken back. */
  readonly text: RenderedActivity | null;
  /** Whether an activity of ours is known to stand there now. */
  readonly stands: boolean;
  /** Why nothing is done, by our codes; null otherwise, and where nothing is left to do. */
  readonly reason: string | null;
}

/** An order as far as a delivery is made or resumed from it. */
export type OrderedRow = Pick<OutboxRow, 'state' | 'delivery' | 'not_before' | 'settled_at'>;

/** What a plan reads by. */
export interface PlanCalls {
  readonly open: OpenVendor<GainsightReader>;
  readonly lookUps: ActivityLookUps;
  readonly signal: AbortSignal;
  /** Whether no more is to be read: what we left over there then counts as what stands. */
  isSpent(): boolean;
}

/**
 * Takes one delivery through the steps of a pass up to the first that writes, if there is one. Looks up what the pass would
 * look up, and saves nothing.
 */
export async function planActivity(
  calls: PlanCalls,
  row: OrderedRow,
  content: ActivityContent,
  others: readonly OutboxRow[],
  now: Date,
): Promise<PlannedActivity> {
  const siblings = siblingsOf(others);
  let delivery = resume(calls.open, row, content, now);
  // What waits for a time is told as it will go then.
  const at = delivery.notBefore > now ? delivery.notBefore : now;
  for (let taken = 0; taken < MAX_STEPS; taken += 1) {
    const step = nextStep(delivery, at);
    if (step.kind === 'wait' || step.kind === 'done') return unchanged(delivery, content);
    if (calls.isSpent()) return unread(delivery, content);
    const heeded = await heedSettings(calls.open.client, delivery, step, content, calls.signal);
    if (heeded !== null) {
      delivery = heeded;
      continue;
    }
    if (step.kind !== 'look-up') return planned(delivery, step, content);
    const { activities } = await calls.lookUps.find(step.prefix, delivery);
    const found = toFound(activities, delivery, at, content);
    delivery = settleStep(delivery, step, delivery, { kind: 'looked-up', found }, at, { siblings });
  }
  return unchanged(delivery, content);
}

function planned(delivery: Delivery, step: DeliveryStep, content: ActivityContent): PlannedActivity {
  const { externalId, remoteId } = delivery;
  const stands = remoteId !== null;
  if (step.kind === 'withdraw') return { does: 'take-back', externalId, text: null, stands, reason: null };
  if (content.kind === 'unwanted') return unchanged(delivery, content);
  const text = textOf(delivery, content);
  return step.kind === 'insert'
    ? { does: 'post', externalId: step.externalId, text, stands, reason: null }
    : { does: 'change', externalId, text, stands, reason: null };
}

function unchanged(delivery: Delivery, content: ActivityContent): PlannedActivity {
  const { externalId, remoteId, reason } = delivery;
  const stands = remoteId !== null;
  if (content.kind === 'unwanted') return { does: 'nothing', externalId, text: null, stands, reason };
  // What a person sends all the same goes whole, whatever stands beside it.
  const text = delivery.state === 'withdrawn' ? content.rendered : textOf(delivery, content);
  return { does: 'nothing', externalId, text, stands, reason };
}

/** What is likely where nobody looked. */
function unread(delivery: Delivery, content: ActivityContent): PlannedActivity {
  const { externalId, remoteId } = delivery;
  const stands = remoteId !== null;
  if (content.kind === 'unwanted')
    return { does: stands ? 'take-back' : 'nothing', externalId, text: null, stands, reason: null };
  const rests = content.hold !== null || content.missingFields.length > 0 || content.unposted !== null;
  if (rests) return unchanged(delivery, content);
  return {
    does: stands ? 'change' : 'post',
    externalId,
    text: textOf(delivery, content),
    stands,
    reason: null,
  };
}

/** The deliveries of the same meeting to other accounts. */
export function siblingsOf(others: readonly OutboxRow[]): readonly Delivery[] {
  return others.flatMap(({ delivery }) => (delivery === null ? [] : [parseDelivery(delivery)]));
}

/**
 * The delivery as the settings leave it before a step: held, resting for a field, or beside a twin; null when nothing of
 * that keeps the step from being taken.
 */
export async function heedSettings(
  client: Pick<GainsightReader, 'query'>,
  delivery: Delivery,
  step: DeliveryStep,
  content: ActivityContent,
  signal: AbortSignal,
): Promise<Delivery | null> {
  if (content.kind === 'unwanted') return null;
  const unposted = heedUnposted(delivery, step, content.unposted);
  if (unposted !== null) return unposted;
  if (isHeld(delivery, step, content)) return pause(delivery, 'held');
  if (step.kind !== 'insert') return null;
  if (content.missingFields.length > 0) return pause(delivery, 'field-required');
  if (!mayHaveTwin(delivery, content)) return null;
  const twin = await findTwin(client, content, signal);
  return twin === null ? null : besideTwin(delivery, content, twin);
}

/** What does not stand is left so, as soon as that is known; what stands waits for its newer text until posting is on. */
function heedUnposted(
  delivery: Delivery,
  step: DeliveryStep,
  reason: UnpostedReason | null,
): Delivery | null {
  if (reason === null) return null;
  const { remoteId, sentHash, wantedHash } = delivery;
  if (remoteId === null) {
    const isFirst = step.kind === 'insert' || (step.kind === 'look-up' && isUntried(delivery));
    return isFirst ? leaveUnposted(delivery, reason) : null;
  }
  const isChange = step.kind === 'update' || (step.kind === 'look-up' && sentHash !== wantedHash);
  return reason === 'switched-off' && isChange ? pause(delivery, reason) : null;
}

/** Whether a person wants to see it before this step: what is new waits, or whatever is written. */
function isHeld(delivery: Delivery, step: DeliveryStep, content: ActivityContent): boolean {
  if (content.kind === 'unwanted' || content.hold === null) return false;
  const isNew = delivery.remoteId === null;
  if (step.kind === 'insert' || step.kind === 'update') return isNew || content.hold === 'nothing-at-all';
  return step.kind === 'look-up' && isNew && isUntried(delivery);
}

function isUntried({ state, written }: Delivery): boolean {
  return state === 'waiting' && written.length === 0;
}

function mayHaveTwin(delivery: Delivery, content: ActivityContent & { readonly kind: 'wanted' }): boolean {
  return content.twins !== 'post' && delivery.twin === null && delivery.written.length === 0;
}

/** Somebody else's activity of the meeting stands there: ours links only, or is not posted. */
function besideTwin(
  delivery: Delivery,
  content: ActivityContent & { readonly kind: 'wanted' },
  twin: string,
): Delivery {
  const found = { ...delivery, twin };
  return content.twins === 'skip'
    ? { ...found, state: 'withdrawn', reason: 'twin' }
    : revise(found, hashActivity(textOf(found, content), content));
}

/** What shall stand: no more than a link where a twin was found and the settings ask for that. */
export function textOf(
  { twin }: Pick<Delivery, 'twin'>,
  content: ActivityContent & { readonly kind: 'wanted' },
): RenderedActivity {
  return twin !== null && content.twins === 'link' ? content.link : content.rendered;
}

/** The delivery as the row left it, or a new one, brought to what is wanted now. */
export function resume(
  open: OpenVendor<GainsightReader>,
  row: OrderedRow,
  content: ActivityContent,
  now: Date,
): Delivery {
  const stored = row.delivery === null ? null : awake(row, parseDelivery(row.delivery));
  if (content.kind === 'unwanted') {
    return retract(
      stored ?? createDelivery({ ...identity(open, content), wantedHash: '', ...fresh(row) }),
      content.reason,
    );
  }
  const wantedHash = hashActivity(textOf({ twin: stored?.twin ?? null }, content), content);
  if (stored === null) return createDelivery({ ...identity(open, content), wantedHash, ...fresh(row) });
  if (stored.isWanted) return isHashOf(stored.wantedHash, wantedHash) ? stored : revise(stored, wantedHash);
  if (stored.state !== 'withdrawn') return reinstate(stored, wantedHash, now);
  // It was taken back and shall stand again: a new activity under the next generation.
  return createDelivery({
    ...identity(open, content),
    externalId: nextGeneration(stored.externalId),
    wantedHash,
    ...fresh(row),
    retired: stored.retired,
  });
}

/** A delivery that rested is to be tried again: the row waits, or the time has come for what was refused. */
function awake(row: OrderedRow, stored: Delivery): Delivery {
  if (row.state === 'refused' && row.settled_at === null && stored.state === 'refused')
    return { ...stored, state: 'waiting', reason: null };
  const isResting = stored.state === 'refused' || stored.state === 'paused' || isLeftUnposted(stored);
  return row.state === 'waiting' && isResting
    ? { ...stored, state: 'waiting', notBefore: row.not_before, reason: null }
    : stored;
}

/** A database that was never restored cannot have forgotten an insert, so one look before the first is enough. */
function fresh(row: OrderedRow) {
  return { epochAt: new Date(0), notBefore: row.not_before };
}

function identity(open: OpenVendor<GainsightReader>, content: ActivityContent) {
  const meeting = meetingKey({
    gainsightHost: new URL(open.connection.origin).host,
    system: content.source,
    meetingId: content.sourceMeetingId,
  });
  const externalId = formatExternalId({ meeting, target: targetKey(content.companyGsid), generation: 0 });
  return { meeting, targetGsid: content.companyGsid, externalId };
}

/**
 * What a look-up showed. The reply to a save names the activity by one id and a look-up by another (reference 10.3:
 * whether they are equal is undocumented), so the oldest one of our own ExternalId keeps the id that we know it by.
 */
export function toFound(
  activities: readonly FoundText[],
  begun: Delivery,
  now: Date,
  content: ActivityContent,
): readonly FoundActivity[] {
  const wanted = content.kind === 'wanted' ? begun.wantedHash : null;
  const madeAt = (activity: FoundText) => activity.createdDate ?? now;
  const [own] = activities
    .filter((activity) => activity.externalId === begun.externalId)
    .toSorted((left, right) => madeAt(left).getTime() - madeAt(right).getTime());
  return activities.map((activity) => {
    const remoteId = activity === own && begun.remoteId !== null ? begun.remoteId : activity.gsid;
    const { subject, notes } = activity;
    const read = notes === undefined ? null : hashWords({ subject: subject ?? '', notes: notes ?? '' });
    const hash = read === null ? null : hashOfOurs(read, begun, wanted);
    const isOurs = hash !== null;
    // Of one that was sent before its words were kept, nobody knows; of a listing, nobody asked.
    const isUnknown = read === null || (remoteId === begun.remoteId && begun.written.length === 0);
    return {
      remoteId,
      externalId: activity.externalId,
      targetGsid: activity.gsCompanyId ?? '',
      createdAt: madeAt(activity),
      contentHash: hash,
      isEdited: !isOurs && !isUnknown,
    };
  });
}

/**
 * Which of the contents that we sent says these words; null when none does. Where some differ in day or attendees alone,
 * it is the one known to stand, else one that is not wanted any more: then what is wanted goes there once more.
 */
function hashOfOurs(read: string, { sentHash, written }: Delivery, wanted: string | null): string | null {
  const alike = (hash: string | null): hash is string => hash !== null && wordsIn(hash) === read;
  if (alike(sentHash)) return sentHash;
  const sent = written.filter(alike);
  return sent.findLast((hash) => hash !== wanted) ?? sent.at(-1) ?? (alike(wanted) ? wanted : null);
}
