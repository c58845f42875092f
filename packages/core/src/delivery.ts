import { externalIdPrefix, nextGeneration } from './external-id.ts';

/** Every state of a delivery. */
export const DELIVERY_STATES = [
  'waiting',
  'sending',
  'unknown',
  'delivered',
  'refused',
  'paused',
  'withdrawn',
] as const;

/** One of {@link DELIVERY_STATES}. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * How long after an attempt of unknown outcome a look-up that finds nothing proves nothing, in ms. Reads of the
 * vendor lag behind its writes by an unknown time; decision 0010 has the figures for this choice.
 */
export const NEGATIVE_PROOF_MS = 900_000;

/** A look-up older than this is made again before an insert, in ms. */
export const LOOK_UP_FRESH_MS = 60_000;

/** One activity that shall stand, or shall no longer stand, at one target for one meeting. */
export interface Delivery {
  readonly state: DeliveryState;
  /** Whether the activity shall stand; false: whatever stands of it is taken back. */
  readonly isWanted: boolean;
  /** M of the ExternalId: what the look-up asks for. */
  readonly meeting: string;
  /** The vendor's id of the target as it is now; a merge re-binds it and leaves the ExternalId. */
  readonly targetGsid: string;
  readonly externalId: string;
  /** The vendor's id of the activity that stands for this delivery; null while none is known. */
  readonly remoteId: string | null;
  /**
   * The latest instant at which an insert of this meeting may have reached the vendor without our knowing what
   * became of it: the last attempt, or the moment this database was made or restored.
   */
  readonly uncertainSince: Date;
  /** When a look-up last found nothing, since the last attempt; null when none did. */
  readonly absentAt: Date | null;
  /** Not to be touched before; a wait the vendor asked for. */
  readonly notBefore: Date;
  /** Whether the activity was found, or remembered by a backup, rather than known to be made by this delivery. */
  readonly wasAdopted: boolean;
  /** Whether a look-up after the lag has shown exactly one activity. */
  readonly isConfirmed: boolean;
  /** Whether the vendor called the ExternalId taken though none is to be seen: then the next generation is used. */
  readonly isIdTaken: boolean;
  /** Hash of the content that shall stand. */
  readonly wantedHash: string;
  /** Hash of the content last sent or found; null before. */
  readonly sentHash: string | null;
  /** Hashes of contents that we sent or tried to, the newest last: an activity that shows another was edited there. */
  readonly written: readonly string[];
  /** When a look-up last showed what stands; before new content goes there it must be a fresh one. */
  readonly seenAt: Date | null;
  /** Whether a person said that their edit may be written over. */
  readonly mayOverwrite: boolean;
  /** The vendor's id of somebody else's activity of the same meeting; null when none was found. */
  readonly twin: string | null;
  /** The vendor's ids of further activities of this meeting that must go. */
  readonly surplus: readonly string[];
  /** The vendor's ids of activities we took back: still seen in lagging reads, and never adopted again. */
  readonly retired: readonly string[];
  /** Code of the refusal, or why it was paused or withdrawn; null otherwise. */
  readonly reason: string | null;
}

/** What is to be done about a delivery now. */
export type DeliveryStep =
  | { readonly kind: 'look-up'; readonly prefix: string }
  | { readonly kind: 'insert'; readonly externalId: string }
  | { readonly kind: 'update'; readonly remoteId: string }
  | { readonly kind: 'withdraw'; readonly remoteId: string }
  | { readonly kind: 'wait'; readonly until: Date }
  /** Nothing is left to do. `state` is what the delivery comes to rest in. */
  | { readonly kind: 'done'; readonly state: DeliveryState };

/** Makes the delivery of an activity that never went out from this database. */
export function createDelivery(intent: {
  readonly meeting: string;
  readonly targetGsid: string;
  readonly externalId: string;
  readonly wantedHash: string;
  /** When this database was made, or restored last: what went out before, it cannot know. */
  readonly epochAt: Date;
  readonly notBefore: Date;
  /** The vendor's ids of activities of this meeting that were taken back before. */
  readonly retired?: readonly string[];
}): Delivery {
  return {
    state: 'waiting',
    isWanted: true,
    meeting: intent.meeting,
    targetGsid: intent.targetGsid,
    externalId: intent.externalId,
    remoteId: null,
    uncertainSince: intent.epochAt,
    absentAt: null,
    notBefore: intent.notBefore,
    wasAdopted: false,
    isConfirmed: false,
    isIdTaken: false,
    wantedHash: intent.wantedHash,
    sentHash: null,
    written: [],
    seenAt: null,
    mayOverwrite: false,
    twin: null,
    surplus: [],
    retired: intent.retired ?? [],
    reason: null,
  };
}

/**
 * The next step of a delivery that nobody else is working on (a `sending` one is a claim that died, so its
 * outcome is unknown). Looks before every insert: a positive answer holds at once, a negative one only when it
 * was given {@link NEGATIVE_PROOF_MS} after the last attempt. What was delivered is looked up once more after
 * that time, which finds what two installations made of one meeting at the same moment.
 */
export function nextStep(
  delivery: Delivery,
  now: Date,
  negativeProofMs: number = NEGATIVE_PROOF_MS,
): DeliveryStep {
  const { state, remoteId } = delivery;
  if (state === 'paused' || state === 'withdrawn') return { kind: 'done', state };
  if (now.getTime() < delivery.notBefore.getTime()) return { kind: 'wait', until: delivery.notBefore };
  if (state === 'refused' && delivery.isWanted) return { kind: 'done', state };
  const [surplus] = delivery.surplus;
  if (surplus !== undefined) return { kind: 'withdraw', remoteId: surplus };
  if (remoteId === null) return stepTowardsExistence(delivery, now, negativeProofMs);
  if (!delivery.isWanted) return { kind: 'withdraw', remoteId };
  if (delivery.sentHash !== delivery.wantedHash)
    return stepTowardsContent(delivery, remoteId, now, negativeProofMs);
  if (delivery.isConfirmed) return { kind: 'done', state: 'delivered' };
  const provenAt = provenFrom(delivery, negativeProofMs);
  return now < provenAt ? { kind: 'wait', until: provenAt } : lookUp(delivery);
}

/** What stands is looked at before new content goes there: a person may have edited it. */
function stepTowardsContent(
  delivery: Delivery,
  remoteId: string,
  now: Date,
  negativeProofMs: number,
): DeliveryStep {
  const { seenAt, absentAt } = delivery;
  if (seenAt !== null && now.getTime() - seenAt.getTime() <= LOOK_UP_FRESH_MS)
    return { kind: 'update', remoteId };
  const provenAt = provenFrom(delivery, negativeProofMs);
  // Not to be seen yet: reads lag.
  return absentAt !== null && now < provenAt ? { kind: 'wait', until: provenAt } : lookUp(delivery);
}

function stepTowardsExistence(delivery: Delivery, now: Date, negativeProofMs: number): DeliveryStep {
  const provenAt = provenFrom(delivery, negativeProofMs);
  if (delivery.absentAt === null) return lookUp(delivery);
  if (delivery.absentAt < provenAt)
    return now < provenAt ? { kind: 'wait', until: provenAt } : lookUp(delivery);
  if (!delivery.isWanted) return { kind: 'done', state: 'withdrawn' };
  if (now.getTime() - delivery.absentAt.getTime() > LOOK_UP_FRESH_MS) return lookUp(delivery);
  const { externalId } = delivery;
  return { kind: 'insert', externalId: delivery.isIdTaken ? nextGeneration(externalId) : externalId };
}

/** From when on a look-up that finds nothing of a delivery proves that nothing stands. */
export function provenFrom(delivery: Delivery, negativeProofMs: number = NEGATIVE_PROOF_MS): Date {
  return new Date(delivery.uncertainSince.getTime() + negativeProofMs);
}

function lookUp(delivery: Delivery): DeliveryStep {
  return { kind: 'look-up', prefix: externalIdPrefix(delivery.meeting) };
}

/**
 * The delivery as it must be saved *before* a step goes out, so that a crash in between is known for what it is.
 * A look-up changes nothing at the vendor and needs no mark.
 */
export function beginStep(delivery: Delivery, step: DeliveryStep, now: Date): Delivery {
  switch (step.kind) {
    case 'insert':
      return {
        ...delivery,
        state: 'sending',
        externalId: step.externalId,
        isIdTaken: false,
        uncertainSince: now,
        absentAt: null,
        written: withWanted(delivery),
      };
    case 'update':
      // until it is confirmed, nobody knows which content stands
      return { ...delivery, state: 'sending', sentHash: null, seenAt: null, written: withWanted(delivery) };
    case 'withdraw':
      return { ...delivery, state: 'sending' };
    case 'done':
      return { ...delivery, state: step.state };
    case 'look-up':
    case 'wait':
      return delivery;
  }
}

/** Contents remembered as ours: reads lag behind the last few at most. */
const MAX_WRITTEN = 12;

function withWanted({ written, wantedHash }: Delivery): readonly string[] {
  return [...written.filter((hash) => hash !== wantedHash), wantedHash].slice(-MAX_WRITTEN);
}

/** Why a delivery rests until somebody acts. */
export const PAUSE_REASONS = ['edited-there', 'field-required', 'held', 'switched-off'] as const;

/** One of {@link PAUSE_REASONS}. */
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** The delivery, left as it is until somebody acts. */
export function pause(delivery: Delivery, reason: PauseReason): Delivery {
  return { ...delivery, state: 'paused', reason };
}

/** Why nothing new is posted, though what stands stays. */
export const UNPOSTED_REASONS = ['account-gone', 'not-first', 'switched-off'] as const;

/** One of {@link UNPOSTED_REASONS}. */
export type UnpostedReason = (typeof UNPOSTED_REASONS)[number];

/** The delivery of an activity that does not stand and is not posted for now; what was attempted is looked up before. */
export function leaveUnposted(delivery: Delivery, reason: UnpostedReason): Delivery {
  return { ...delivery, state: 'withdrawn', reason };
}

/** Whether a delivery was left unposted, and goes on where it was once it may be posted. */
export function isLeftUnposted({ state, isWanted, reason }: Delivery): boolean {
  return state === 'withdrawn' && isWanted && UNPOSTED_REASONS.some((one) => one === reason);
}

/** The delivery whose activity a person edited, after somebody chose: theirs stays, or ours is written over it. */
export function settleEdit(delivery: Delivery, keep: 'theirs' | 'ours'): Delivery {
  return keep === 'theirs'
    ? { ...delivery, state: 'delivered', sentHash: delivery.wantedHash, seenAt: null, reason: null }
    : { ...delivery, state: 'waiting', mayOverwrite: true, seenAt: null, reason: null };
}

/**
 * The delivery that a person wants sent once more: what stands is looked at and brought to what shall stand; what was
 * withdrawn, or deleted there, counts as taken back and is made anew.
 */
export function sendAgain(delivery: Delivery): Delivery {
  if (delivery.state === 'withdrawn') return { ...delivery, isWanted: false };
  const isResting = delivery.state === 'refused' || delivery.state === 'paused';
  return {
    ...delivery,
    state: isResting ? 'waiting' : delivery.state,
    sentHash: null,
    seenAt: null,
    isConfirmed: false,
    reason: null,
  };
}

/** The delivery of an activity that shall no longer stand (moved, excluded, erased). */
export function retract(delivery: Delivery, reason: string): Delivery {
  const state = delivery.state === 'refused' || delivery.state === 'paused' ? 'waiting' : delivery.state;
  return { ...delivery, state, isWanted: false, reason };
}

/**
 * The delivery of an activity that shall stand again before its removal was known to be done (moved away and
 * back). What still stands is kept; should it be gone after the lag, it is made anew under the next generation.
 */
export function reinstate(delivery: Delivery, wantedHash: string, now: Date): Delivery {
  return {
    ...delivery,
    isWanted: true,
    wantedHash,
    wasAdopted: true,
    isConfirmed: false,
    uncertainSince: now,
    reason: null,
  };
}

/**
 * The delivery after its target was merged into another: it is bound to the master, its ExternalId stays, and
 * nothing is sent. One look-up after the lag sees whether another installation's activity came to the same place.
 */
export function rebind(delivery: Delivery, masterGsid: string, now: Date): Delivery {
  return { ...delivery, targetGsid: masterGsid, isConfirmed: false, uncertainSince: now };
}

/** The delivery of a newer content. Resting ones wake up. */
export function revise(delivery: Delivery, wantedHash: string): Delivery {
  const state = delivery.state === 'refused' ? 'waiting' : delivery.state;
  return { ...delivery, state, wantedHash, seenAt: null };
}

/**
 * The delivery as it must be taken after its database was restored from a backup: whatever went out between
 * backup and restore is forgotten, so nothing is certain until the lag has passed and a look-up was made. What
 * stood at the backup and stands no longer is made again, for we ourselves may have taken it back.
 */
export function afterRestore(delivery: Delivery, restoredAt: Date): Delivery {
  if (delivery.state === 'withdrawn') return delivery;
  const isOpen = delivery.state === 'sending' || delivery.state === 'unknown';
  return {
    ...delivery,
    state: isOpen ? 'unknown' : delivery.state,
    uncertainSince: restoredAt,
    absentAt: null,
    wasAdopted: true,
    isConfirmed: false,
  };
}
