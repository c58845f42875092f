import { pause, provenFrom } from './delivery.ts';
import type { Delivery, DeliveryStep } from './delivery.ts';
import { parseExternalId } from './external-id.ts';

/** An activity as a look-up by prefix shows it. */
export interface FoundActivity {
  readonly remoteId: string;
  readonly externalId: string;
  readonly targetGsid: string;
  readonly createdAt: Date;
  /** Hash of our content that stands there; null when it cannot be told, or when a person edited it. */
  readonly contentHash: string | null;
  /** Whether what stands there is none of what we ever wrote. */
  readonly isEdited?: boolean;
}

/** How far the vendor's clock and its late carrying out may put an activity from our own times, in ms. */
const SKEW_MS = 300_000;

/** What became of a step. */
export type DeliveryOutcome =
  | { readonly kind: 'looked-up'; readonly found: readonly FoundActivity[] }
  /** Insert or update was confirmed by the vendor. */
  | { readonly kind: 'accepted'; readonly remoteId: string }
  /** The activity is gone, by this call or before it. */
  | { readonly kind: 'removed' }
  /** No reply, or one that leaves it open: it may or may not have been done. */
  | { readonly kind: 'lost' }
  /** It certainly did not reach the vendor, or was turned away unread (limit, no connection). */
  | { readonly kind: 'not-sent'; readonly retryAt: Date }
  /** The vendor calls the ExternalId taken. */
  | { readonly kind: 'duplicate' }
  /** The vendor will not have it as it is. With `retryAt` it is tried again then; else it rests until somebody acts. */
  | { readonly kind: 'refused'; readonly code: string; readonly retryAt?: Date };

/** What a look-up is judged with, beside the delivery itself. */
export interface SettleContext {
  /** The other deliveries of the meeting, resting ones too: what is theirs is left to them. */
  readonly siblings?: readonly Delivery[];
  /** As given to `nextStep`. */
  readonly negativeProofMs?: number;
  /**
   * The span between backup and restore, when this database was ever restored: an activity of this meeting made
   * then at a target where none belongs is our own, forgotten, and is taken back.
   */
  readonly forgotten?: { readonly from: Date; readonly to: Date } | null;
}

/** The delivery after a step came out as told. `before` is the delivery as it stood before `beginStep`. */
export function settleStep(
  before: Delivery,
  step: DeliveryStep,
  begun: Delivery,
  outcome: DeliveryOutcome,
  now: Date,
  context: SettleContext = {},
): Delivery {
  switch (outcome.kind) {
    case 'looked-up':
      return settleLookUp(begun, outcome.found, now, context);
    case 'accepted':
      return {
        ...begun,
        state: 'delivered',
        remoteId: outcome.remoteId,
        sentHash: begun.wantedHash,
        mayOverwrite: false,
        wasAdopted: step.kind === 'insert' ? false : begun.wasAdopted,
        isConfirmed: step.kind === 'insert' ? false : begun.isConfirmed,
        reason: null,
      };
    case 'removed':
      return settleRemoval(begun, step, now);
    case 'lost':
      return { ...begun, state: 'unknown' };
    case 'not-sent':
      return { ...before, notBefore: outcome.retryAt };
    case 'duplicate':
      // something with this id exists or existed: either a read will show it, or the id is burnt
      return { ...begun, state: 'unknown', isIdTaken: true, uncertainSince: now, absentAt: null };
    case 'refused': {
      // Where an activity stands already, its new content was refused, or its removal.
      const rest = step.kind === 'insert' ? before : begun;
      const notBefore = outcome.retryAt ?? rest.notBefore;
      return { ...rest, state: 'refused', reason: outcome.code, notBefore };
    }
  }
}

function settleRemoval(begun: Delivery, step: DeliveryStep, now: Date): Delivery {
  const gone = step.kind === 'withdraw' || step.kind === 'update' ? step.remoteId : null;
  const retired = gone === null || begun.retired.includes(gone) ? begun.retired : [...begun.retired, gone];
  if (gone !== begun.remoteId) {
    // the one that was kept may itself have been a deleted one lingering in the reads: look again after the lag
    const surplus = begun.surplus.filter((remoteId) => remoteId !== gone);
    const state = begun.remoteId === null ? 'unknown' : 'delivered';
    return { ...begun, state, surplus, retired, wasAdopted: true, isConfirmed: false, uncertainSince: now };
  }
  if (step.kind === 'withdraw' && !begun.isConfirmed) {
    // an insert of unknown outcome may have left another one that no read has shown yet
    return { ...begun, state: 'unknown', remoteId: null, absentAt: null, retired };
  }
  if (step.kind === 'update' && begun.wasAdopted) {
    return {
      ...begun,
      state: 'waiting',
      remoteId: null,
      absentAt: null,
      wasAdopted: false,
      isIdTaken: true,
      retired,
    };
  }
  if (step.kind === 'update') return removedThere(begun, step.remoteId);
  return { ...begun, state: 'withdrawn', remoteId: null, retired };
}

/** A person deleted the activity there, and it is not put back. */
function removedThere(delivery: Delivery, remoteId: string): Delivery {
  const retired = delivery.retired.includes(remoteId) ? delivery.retired : [...delivery.retired, remoteId];
  return { ...delivery, state: 'withdrawn', remoteId: null, retired, reason: 'removed-there' };
}

function settleLookUp(
  delivery: Delivery,
  found: readonly FoundActivity[],
  now: Date,
  context: SettleContext,
): Delivery {
  const siblings = context.siblings ?? [];
  const known = found.filter((activity) => !isElsewhere(activity, delivery, siblings));
  const own = known.filter((activity) => isOwn(delivery, activity)).toSorted(byAge);
  const strays = known.filter(
    (activity) => !own.includes(activity) && isForgotten(activity, delivery, context),
  );
  const surplus = [...own.slice(1), ...strays].map((activity) => activity.remoteId);
  const [kept] = own;
  if (kept === undefined) {
    return { ...settleAbsence(delivery, now, context.negativeProofMs), surplus };
  }
  const isSame = kept.remoteId === delivery.remoteId;
  const isPending = !isSame || delivery.sentHash !== delivery.wantedHash;
  // A look-up for the content's sake may come before the lag has passed: what another installation made may not show yet.
  const isProven = delivery.isConfirmed || now >= provenFrom(delivery, context.negativeProofMs);
  const isConflict = kept.isEdited === true && delivery.isWanted && isPending && !delivery.mayOverwrite;
  const standing: Delivery = {
    ...delivery,
    state: 'delivered',
    externalId: kept.externalId,
    remoteId: kept.remoteId,
    isIdTaken: false,
    wasAdopted: isSame ? delivery.wasAdopted : true,
    isConfirmed: isSame && surplus.length === 0 && isProven,
    uncertainSince: isSame ? delivery.uncertainSince : now,
    absentAt: null,
    seenAt: now,
    sentHash: kept.contentHash ?? (isSame || isConflict ? delivery.sentHash : delivery.wantedHash),
    surplus,
    // What is told of it stays true.
    reason: isSame && delivery.reason === 'relationship-refused' ? delivery.reason : null,
  };
  return isConflict ? pause(standing, 'edited-there') : standing;
}

/** Nothing stands at the target. */
function settleAbsence(delivery: Delivery, now: Date, negativeProofMs: number | undefined): Delivery {
  if (delivery.remoteId === null) return { ...delivery, absentAt: now };
  if (now < provenFrom(delivery, negativeProofMs)) return { ...delivery, absentAt: now };
  if (!delivery.wasAdopted) {
    return delivery.sentHash === delivery.wantedHash
      ? { ...delivery, isConfirmed: true, reason: 'not-found' }
      : removedThere(delivery, delivery.remoteId);
  }
  // what was adopted was already deleted and only lingered in the reads: make it anew, under a fresh id
  const retired = [...delivery.retired, delivery.remoteId];
  return {
    ...delivery,
    state: 'waiting',
    remoteId: null,
    absentAt: now,
    wasAdopted: false,
    isIdTaken: true,
    retired,
  };
}

/**
 * What is wanted answers for all of the meeting at its target. What is no longer wanted answers only for what it
 * made itself: a later generation is another installation's, made because it is wanted there.
 */
function isOwn(delivery: Delivery, activity: FoundActivity): boolean {
  const isSameLine = sameLine(delivery.externalId, activity.externalId);
  if (delivery.isWanted) return isSameLine || activity.targetGsid === delivery.targetGsid;
  return isSameLine && generationOf(activity.externalId) <= generationOf(delivery.externalId);
}

function generationOf(externalId: string): number {
  return parseExternalId(externalId)?.generation ?? 0;
}

/** Same meeting and same first target, in whatever generation. */
function sameLine(left: string, right: string): boolean {
  return left.slice(0, left.lastIndexOf('-')) === right.slice(0, right.lastIndexOf('-'));
}

/** Taken back already, or the business of another delivery that is still open. */
function isElsewhere(activity: FoundActivity, delivery: Delivery, siblings: readonly Delivery[]): boolean {
  if ([delivery, ...siblings].some((one) => one.retired.includes(activity.remoteId))) return true;
  return siblings.some((one) => one.state !== 'withdrawn' && sameLine(one.externalId, activity.externalId));
}

function isForgotten(activity: FoundActivity, delivery: Delivery, context: SettleContext): boolean {
  const { forgotten, siblings = [] } = context;
  if (forgotten === undefined || forgotten === null || activity.targetGsid === delivery.targetGsid)
    return false;
  if (siblings.some((one) => one.isWanted && one.targetGsid === activity.targetGsid)) return false;
  const at = activity.createdAt.getTime();
  return forgotten.from.getTime() - SKEW_MS <= at && at <= forgotten.to.getTime() + SKEW_MS;
}

/** The oldest stays; every installation that sees the same activities keeps the same one. */
function byAge(left: FoundActivity, right: FoundActivity): number {
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.remoteId < right.remoteId ? -1 : 1);
}
