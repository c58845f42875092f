import { beginStep, externalIdPrefix, nextStep, pause, provenFrom, settleStep } from '@handrail/core';
import type { Delivery, DeliveryOutcome, DeliveryStep, MeetingId } from '@handrail/core';
import {
  addDelivery,
  HeldCallError,
  deleteRemoteActivity,
  learnRequiredActivityField,
  saveRemoteActivity,
  stepOutbox,
} from '@handrail/database';
import type { DeliveryRow, OutboxRow, RequiredActivityField } from '@handrail/database';
import { ACTIVITY_LOOKUPS, formatActivityDate, GainsightError, MISSING_FIELD } from '@handrail/gainsight';
import type { ActivityOutcome, ActivityRecord, ActivityRefusal, GainsightWriter } from '@handrail/gainsight';
import { OutsideError } from '@handrail/http';
import type { Slice } from '../inbound/stream.ts';
import { failureOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { isOutgoingPaused } from '../vendors.ts';
import type { OpenVendor } from '../vendors.ts';
import { authorMissing } from './activity-content.ts';
import type { ActivityContent } from './activity-content.ts';
import { findMissingField, findNamedField } from './missing-field.ts';
import type { ActivityLookUps, FoundText } from './look-up-activities.ts';
import { heedSettings, MAX_STEPS, resume, siblingsOf, textOf, toFound } from './plan-activity.ts';
import type { RefusedCalls } from './refused-calls.ts';
import type { RenderedActivity } from './render-activity.ts';

/** A delivery's wait after a limit or a lost connection when the other side named none, in ms; its run waits longer. */
const RETRY_MS = 2_000;

/** How long what was refused waits for its next try, in ms; for a save that is twice as long after each. */
const REFUSED_RETRY_MS = 3_600_000;
const MAX_REFUSED_RETRY_MS = 24 * 3_600_000;

/** What deliveries go out by. */
export interface TimelineCalls {
  readonly open: OpenVendor<GainsightWriter>;
  readonly lookUps: ActivityLookUps;
  readonly refusedCalls: RefusedCalls;
}

/** What a pass did with one delivery. */
export type TimelineResult = 'delivered' | 'open' | 'refused' | 'paused' | 'withdrawn';

/**
 * Takes one delivery as far as it can go now. What is about to be sent is saved before it goes out, and what
 * came back is saved before the next step, so that a stop at any moment is known for what it is. `others` are the
 * deliveries of the same meeting to other accounts. Throws what makes the whole pass wait or stop: a limit, a lost
 * connection, a lost credential, a lost lease.
 */
export async function deliverActivity(
  slice: Slice,
  timeline: TimelineCalls,
  row: OutboxRow,
  content: ActivityContent,
  others: readonly OutboxRow[],
): Promise<TimelineResult> {
  const siblings = siblingsOf(others);
  let delivery = resume(timeline.open, row, content, slice.clock.now());
  for (let taken = 0; taken < MAX_STEPS; taken += 1) {
    const now = slice.clock.now();
    const step = nextStep(delivery, now);
    if (step.kind === 'wait' || step.kind === 'done') {
      const settled = step.kind === 'done' ? { ...delivery, state: step.state } : delivery;
      await save(slice, row, settled, {
        isSettled: step.kind === 'done',
        until: step.kind === 'wait' ? step.until : now,
      });
      return resultOf(settled);
    }
    const heeded = await heedSettings(timeline.open.client, delivery, step, content, slice.signal);
    if (heeded !== null) {
      delivery = heeded;
      continue;
    }
    const begun = beginStep(delivery, step, now);
    if (!(await hold(slice, row, begun, step))) return 'open';
    const carried = await carryOut(slice, timeline, row, step, begun, content);
    const { outcome, failure, learnt } = carried;
    if (failure !== null && isOutgoingPaused(failure.error)) {
      // Nothing went out: the delivery stands as it did before this step.
      await save(slice, row, delivery, { isSettled: false, until: now });
      throw failure.error;
    }
    const finishedAt = slice.clock.now();
    // What a look-up shows is as old as its question: one listing answers for many deliveries.
    delivery = settleStep(delivery, step, begun, outcome, carried.askedAt ?? finishedAt, { siblings });
    if (learnt !== undefined) delivery = pause(delivery, 'field-required');
    if (carried.note !== undefined && delivery.state === 'delivered')
      delivery = { ...delivery, reason: carried.note };
    await record(slice, row, delivery, step, { ...carried, startedAt: now, finishedAt }, content);
    const isAway = failure?.error != null && (outcome.kind === 'not-sent' || outcome.kind === 'lost');
    const refusesAll =
      step.kind === 'look-up' ? null : timeline.refusedCalls.heed(carried.refusedCall ?? null);
    if (isAway || refusesAll !== null) {
      // Who cannot be reached for one delivery cannot be for the next: the run waits, and then goes on.
      const next = nextStep(delivery, finishedAt);
      await save(slice, row, delivery, {
        isSettled: false,
        until: next.kind === 'wait' ? next.until : finishedAt,
      });
      throw refusesAll ?? failure?.error;
    }
  }
  await save(slice, row, delivery, { isSettled: false, until: slice.clock.now() });
  return resultOf(delivery);
}

function resultOf(delivery: Delivery): TimelineResult {
  if (delivery.state === 'delivered') return 'delivered';
  if (delivery.state === 'refused') return 'refused';
  if (delivery.state === 'paused') return 'paused';
  return delivery.state === 'withdrawn' ? 'withdrawn' : 'open';
}

/** Saves that a step is about to go out; false when the claim is no longer ours. A look-up needs no mark. */
async function hold(slice: Slice, row: OutboxRow, begun: Delivery, step: DeliveryStep): Promise<boolean> {
  if (step.kind === 'look-up') return true;
  return slice.transaction((tx) =>
    stepOutbox(tx, row, {
      state: begun.state,
      delivery: begun,
      externalId: begun.externalId,
      lastAttemptAt: slice.clock.now(),
      attempts: row.attempts + 1,
      isHeld: true,
    }),
  );
}

interface Carried {
  readonly outcome: DeliveryOutcome;
  readonly failure: (Failure & { readonly error: unknown }) | null;
  readonly requestId: string | null;
  /** When a look-up was asked; absent for what was sent. */
  readonly askedAt?: Date;
  /** A field that the tenant requires of the type. */
  readonly learnt?: RequiredActivityField;
  /** Code of the refusal of the whole call; absent where it was taken. */
  readonly refusedCall?: string;
  /** What is worth telling of an activity that stands. */
  readonly note?: 'relationship-refused';
}

async function carryOut(
  slice: Slice,
  { open: { client, quote }, lookUps }: TimelineCalls,
  row: OutboxRow,
  step: DeliveryStep,
  begun: Delivery,
  content: ActivityContent,
): Promise<Carried> {
  const call = { signal: slice.signal };
  const again = { quote, retryAt: retryAfter(row, slice.clock.now()) };
  try {
    if (step.kind === 'look-up') {
      const { activities, askedAt } = await lookUps.find(step.prefix, begun);
      const found = toFound(activities, begun, slice.clock.now(), content);
      return { outcome: { kind: 'looked-up', found }, failure: null, requestId: null, askedAt };
    }
    if (step.kind === 'withdraw') {
      const refusals = await takeBack(client, step.remoteId, call);
      if (refusals.length === 0) return { outcome: { kind: 'removed' }, failure: null, requestId: null };
      const { activities } = await lookUps.find(externalIdPrefix(begun.meeting), begun);
      const provenAt = provenFrom(begun);
      const isProven = slice.clock.now() >= provenAt;
      if (isProven && !activities.some((one) => isOf(one, step.remoteId, begun)))
        return { outcome: { kind: 'removed' }, failure: null, requestId: null };
      // What was posted just now may not show yet.
      const retryAt = isProven ? new Date(slice.clock.now().getTime() + REFUSED_RETRY_MS) : provenAt;
      return { ...readRefusals(refusals, { quote, retryAt }, REMOVAL), requestId: null };
    }
    if (content.kind === 'unwanted' || (step.kind !== 'insert' && step.kind !== 'update')) {
      return { outcome: { kind: 'lost' }, failure: null, requestId: null };
    }
    const text = textOf(begun, content);
    if (step.kind === 'update') {
      const write = { records: [changedRecord(content, text, begun.externalId)], lookups: ACTIVITY_LOOKUPS };
      const [answer] = await client.timeline.update('externalid', write, call);
      return { ...readAnswer(answer, begun, content, again), requestId: null };
    }
    const insert = async (about: ActivityRecord) => {
      const records = [{ ...changedRecord(content, text, begun.externalId), ...about }];
      const [answer] = await client.timeline.save({ records, lookups: ACTIVITY_LOOKUPS }, call);
      return readAnswer(answer, begun, content, again);
    };
    const told = await insert(aboutOf(content, begun.externalId));
    // Nothing was stored: the tenant does not take it about the relationship, so it is about the company.
    const isRefusedThere =
      content.relationship !== null && told.outcome.kind === 'refused' && told.learnt === undefined;
    if (!isRefusedThere) return { ...told, requestId: null };
    const instead = await insert(aboutOf({ ...content, relationship: null }, begun.externalId));
    return { ...instead, note: 'relationship-refused', requestId: null };
  } catch (thrown) {
    const failure = { ...failureOf(thrown), error: thrown };
    if (thrown instanceof HeldCallError || isOutgoingPaused(thrown)) {
      // The call never began: its outcome is as certain as one can be. An insert is never tried twice in one call.
      const retryAt = thrown instanceof HeldCallError ? thrown.retryAt : slice.clock.now();
      return { outcome: { kind: 'not-sent', retryAt }, failure, requestId: null };
    }
    if (!(thrown instanceof OutsideError)) throw thrown;
    const retryAt = new Date(slice.clock.now().getTime() + (failure.retryAfterMs ?? RETRY_MS));
    const outcome: DeliveryOutcome =
      thrown.outcome === 'unknown' && step.kind !== 'look-up'
        ? { kind: 'lost' }
        : { kind: 'not-sent', retryAt };
    return { outcome, failure, requestId: thrown.requestId };
  }
}

/** What an update says anew; what it is about, and its type, stay as they were posted. */
function changedRecord(
  content: ActivityContent & { readonly kind: 'wanted' },
  { subject, notes }: RenderedActivity,
  externalId: string,
): ActivityRecord {
  return {
    ExternalId: externalId,
    Subject: subject,
    Notes: notes,
    ActivityDate: formatActivityDate(content.heldAt),
    Author: authorOf(content),
    internalAttendees: content.internalEmails,
    externalAttendees: content.externalEmails,
  };
}

function authorOf({ author }: ActivityContent & { readonly kind: 'wanted' }): string {
  if (author === null) throw authorMissing();
  return author;
}

function aboutOf(content: ActivityContent & { readonly kind: 'wanted' }, externalId: string): ActivityRecord {
  const { relationship } = content;
  return {
    ...content.fields,
    ExternalId: externalId,
    ContextName: relationship === null ? 'Company' : 'Relationship',
    TypeName: content.typeName,
    GsCompanyId: content.companyGsid,
    ...(relationship === null ? {} : { GsRelationshipId: relationship.gainsightId }),
  };
}

interface Again {
  readonly quote: (text: string) => string;
  /** When what rests on no fault of the activity's own is tried again. */
  readonly retryAt: Date;
}

type ReadAnswer = Pick<Carried, 'outcome' | 'failure' | 'learnt' | 'refusedCall'>;

function readAnswer(
  answer: ActivityOutcome | undefined,
  begun: Delivery,
  { typeName, fields }: ActivityContent & { readonly kind: 'wanted' },
  { quote, retryAt }: Again,
): ReadAnswer {
  if (answer === undefined || answer.state === 'unanswered')
    return { outcome: { kind: 'lost' }, failure: null };
  if (answer.state === 'saved') {
    const remoteId = answer.activityId ?? begun.remoteId ?? begun.externalId;
    return { outcome: { kind: 'accepted', remoteId }, failure: null };
  }
  if (answer.state === 'duplicate') return { outcome: { kind: 'duplicate' }, failure: null };
  const [refusal] = answer.refusals;
  if (refusal?.isOfCall === true) return readRefusals(answer.refusals, { quote, retryAt }, SAVE);
  const message = refusal?.message ?? '';
  const sent = Object.keys(fields);
  const field = refusal?.code === MISSING_FIELD ? findMissingField(message, sent) : undefined;
  const remedy = remedyOf(field, findNamedField(message, sent));
  return {
    outcome: { kind: 'refused', code: quote(refusal?.code ?? 'refused') },
    ...(field === undefined ? {} : { learnt: { typeName, field } }),
    failure: refusedBy(refusal, quote, { what: 'the activity', remedy }),
  };
}

/** What helps: a value for what is missing, another for what is named with its value, or what Gainsight names itself. */
function remedyOf(missing: string | undefined, named: string | undefined): string {
  const tab = 'Settings > Integrations > Gainsight > Timeline';
  if (missing !== undefined) return `Give ${missing} a value under ${tab}; what waits for it then goes on.`;
  return named === undefined
    ? 'Mend what Gainsight names, then retry it in the outbox.'
    : `Correct the value of ${named} under ${tab}, or take it away there; then retry it in the outbox.`;
}

interface Words {
  readonly what: string;
  readonly remedy: string;
}

const SAVE: Words = {
  what: 'the activity',
  remedy:
    'Mend what Gainsight names, then retry it in the outbox; it is tried again by itself, too, later and later.',
};
const REMOVAL: Words = {
  what: 'to delete the activity, which still stands',
  remedy: 'Let the credential delete it, or delete it in Gainsight; it is tried again every hour.',
};

/** What was refused, and is tried again by itself: a removal, or what the whole call was turned away for. */
function readRefusals(
  [refusal]: readonly ActivityRefusal[],
  { quote, retryAt }: Again,
  words: Words,
): ReadAnswer {
  const code = quote(refusal?.code ?? 'refused');
  return {
    outcome: { kind: 'refused', code, retryAt },
    failure: refusedBy(refusal, quote, words),
    ...(refusal?.isOfCall === true ? { refusedCall: code } : {}),
  };
}

function refusedBy(
  refusal: ActivityRefusal | undefined,
  quote: Again['quote'],
  { what, remedy }: Words,
): NonNullable<Carried['failure']> {
  const code = quote(refusal?.code ?? 'refused');
  const told = refusal?.message == null ? code : `${code}: ${quote(refusal.message)}`;
  return {
    kind: 'conflict',
    code: 'timeline_refused',
    message: `Gainsight refused ${what} (${told}).`,
    remedy,
    requestId: null,
    retryAfterMs: null,
    error: null,
  };
}

/** Deletes an activity; answers why not, when it was refused or the reply does not say that it was deleted. */
async function takeBack(
  { timeline }: GainsightWriter,
  remoteId: string,
  call: { readonly signal: AbortSignal },
): Promise<readonly ActivityRefusal[]> {
  try {
    return await timeline.delete([remoteId], call);
  } catch (thrown) {
    const isTold = thrown instanceof GainsightError && UNDELETED.includes(thrown.code);
    if (!isTold) throw thrown;
    return [{ code: thrown.errorCode ?? thrown.code, message: null, isOfCall: true }];
  }
}

const UNDELETED: readonly GainsightError['code'][] = ['gainsight_not_found', 'gainsight_unexpected_reply'];

/** Whether an activity is the one of that id: ours is known by the id of its save, which reads may not show (reference 10.3). */
function isOf({ gsid, externalId }: FoundText, remoteId: string, begun: Delivery): boolean {
  return gsid === remoteId || (remoteId === begun.remoteId && externalId === begun.externalId);
}

function retryAfter({ attempts }: OutboxRow, now: Date): Date {
  return new Date(now.getTime() + Math.min(REFUSED_RETRY_MS * 2 ** attempts, MAX_REFUSED_RETRY_MS));
}

interface Attempt extends Carried {
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

const STEP_NAMES: Readonly<Record<string, DeliveryRow['step']>> = {
  'look-up': 'look-up',
  insert: 'insert',
  update: 'update',
  withdraw: 'write',
};

/** Saves what came back: the attempt, the delivery after it, and the activity when one now stands. */
async function record(
  slice: Slice,
  row: OutboxRow,
  delivery: Delivery,
  step: DeliveryStep,
  attempt: Attempt,
  content: ActivityContent,
): Promise<void> {
  const failure = attempt.failure === null ? null : withoutError(attempt.failure);
  // A look-up that leaves it open does not make good why the last try failed.
  const isStillOpen = step.kind === 'look-up' && failure === null && delivery.state !== 'delivered';
  await slice.transaction(async (tx) => {
    await addDelivery(tx, {
      outboxId: row.id,
      attempt: row.attempts + 1,
      step: STEP_NAMES[step.kind] ?? 'write',
      outcome: attempt.outcome.kind,
      requestId: attempt.requestId,
      failure,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
    });
    await stepOutbox(tx, row, {
      state: delivery.state,
      delivery,
      externalId: delivery.externalId,
      ...(isStillOpen ? {} : { failure }),
      reason: delivery.reason,
      isHeld: true,
    });
    if (attempt.learnt !== undefined)
      await learnRequiredActivityField(tx, attempt.learnt, attempt.finishedAt);
    if (delivery.remoteId === null && delivery.state !== 'sending') {
      await deleteRemoteActivity(tx, row.subject_id as MeetingId, row.account_id);
    }
    if (delivery.state === 'delivered' && content.kind === 'wanted') {
      const activity = {
        meeting_id: content.meetingId,
        account_id: row.account_id,
        external_id: delivery.externalId,
        activity_id: delivery.remoteId,
        gainsight_id: null,
        content_version: content.contentVersion,
        notes_hash: delivery.sentHash,
        delivered_at: attempt.finishedAt,
      };
      await saveRemoteActivity(tx, activity, delivery.sentHash === delivery.wantedHash);
    }
  });
}

function withoutError({ kind, code, message, remedy, requestId, retryAfterMs }: Failure): Failure {
  return { kind, code, message, remedy, requestId, retryAfterMs };
}

async function save(
  slice: Slice,
  row: OutboxRow,
  delivery: Delivery,
  rest: { readonly isSettled: boolean; readonly until: Date },
): Promise<void> {
  await slice.transaction((tx) =>
    stepOutbox(tx, row, {
      state: delivery.state,
      delivery,
      externalId: delivery.externalId,
      reason: delivery.reason,
      notBefore: rest.until,
      settledAt: rest.isSettled ? slice.clock.now() : null,
    }),
  );
}
