import type { Delivery, DeliveryStep } from './delivery.ts';

/** An activity as a look-up by prefix shows it. */
export interface FoundActivity {
  readonly remoteId: string;
  readonly externalId: string;
  readonly targetGsid: string;
  readonly createdAt: Date;
  /** Hash of the content as read back; null when it cannot be told. */
  readonly contentHash: string | null;
}

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
  /** The vendor will not have it as it is. */
  | { readonly kind: 'refused'; readonly code: string };

/** What a look-up is judged with, beside the delivery itself. */
export interface SettleContext {
  /** The vendor's ids of targets at which further activities of this meeting are rightly standing. */
  readonly otherTargets?: readonly string[];
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
        wasAdopted: step.kind === 'insert' ? false : begun.wasAdopted,
        isConfirmed: step.kind === 'insert' ? false : begun.isConfirmed,
        reason: null,
      };
    case 'removed':
      return settleRemoval(begun, step);
    case 'lost':
      return { ...begun, state: 'unknown' };
    case 'not-sent':
      return { ...before, notBefore: outcome.retryAt };
    case 'duplicate':
      // something with this id exists or existed: either a read will show it, or the id is burnt
      return { ...begun, state: 'unknown', isIdTaken: true, uncertainSince: now, absentAt: null };
    case 'refused':
      return step.kind === 'insert'
        ? { ...before, state: 'refused', reason: outcome.code }
        : refusedLater(begun, outcome.code);
  }
}

/** An activity stands already: what was refused is its new content, or its removal. */
function refusedLater(begun: Delivery, code: string): Delivery {
  return { ...begun, state: 'refused', reason: code };
}

function settleRemoval(begun: Delivery, step: DeliveryStep): Delivery {
  const gone = step.kind === 'withdraw' || step.kind === 'update' ? step.remoteId : null;
  const retired = gone === null || begun.retired.includes(gone) ? begun.retired : [...begun.retired, gone];
  if (gone !== begun.remoteId) {
    const surplus = begun.surplus.filter((remoteId) => remoteId !== gone);
    return { ...begun, state: begun.remoteId === null ? 'unknown' : 'delivered', surplus, retired };
  }
  // an update that finds nothing: a person deleted the activity there, and it is not put back
  const reason = step.kind === 'update' ? 'removed-there' : begun.reason;
  return { ...begun, state: 'withdrawn', remoteId: null, retired, reason };
}

function settleLookUp(
  delivery: Delivery,
  found: readonly FoundActivity[],
  now: Date,
  context: SettleContext,
): Delivery {
  const known = found.filter((activity) => !delivery.retired.includes(activity.remoteId));
  const own = known.filter((activity) => isOwn(delivery, activity)).toSorted(byAge);
  const strays = known.filter(
    (activity) => !own.includes(activity) && isForgotten(activity, delivery, context),
  );
  const surplus = [...own.slice(1), ...strays].map((activity) => activity.remoteId);
  const [kept] = own;
  if (kept === undefined) return { ...settleAbsence(delivery, now), surplus };
  const isSame = kept.remoteId === delivery.remoteId;
  return {
    ...delivery,
    state: 'delivered',
    externalId: kept.externalId,
    remoteId: kept.remoteId,
    isIdTaken: false,
    wasAdopted: isSame ? delivery.wasAdopted : true,
    isConfirmed: isSame && surplus.length === 0,
    uncertainSince: isSame ? delivery.uncertainSince : now,
    absentAt: null,
    sentHash: isSame ? delivery.sentHash : (kept.contentHash ?? delivery.wantedHash),
    surplus,
    reason: null,
  };
}

/** Nothing stands at the target. */
function settleAbsence(delivery: Delivery, now: Date): Delivery {
  if (delivery.remoteId === null) return { ...delivery, absentAt: now };
  if (!delivery.wasAdopted) return { ...delivery, isConfirmed: true, reason: 'not-found' };
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

function isOwn(delivery: Delivery, activity: FoundActivity): boolean {
  return activity.targetGsid === delivery.targetGsid || activity.externalId === delivery.externalId;
}

function isForgotten(activity: FoundActivity, delivery: Delivery, context: SettleContext): boolean {
  const { forgotten, otherTargets } = context;
  if (forgotten === undefined || forgotten === null || activity.targetGsid === delivery.targetGsid)
    return false;
  if (otherTargets?.includes(activity.targetGsid) === true) return false;
  return forgotten.from <= activity.createdAt && activity.createdAt <= forgotten.to;
}

/** The oldest stays; every installation that sees the same activities keeps the same one. */
function byAge(left: FoundActivity, right: FoundActivity): number {
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.remoteId < right.remoteId ? -1 : 1);
}
