import type { Attribution, AttributionStep, Configuration, MeetingId, ReviewCause } from '@handrail/core';
import { keepAttribution, listUnattributed, saveAttribution } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { judgeAttribution } from './judge-attribution.ts';

/** How each step of the ladder is numbered where it is stored and shown (design 8). */
const STEP_NUMBERS: Readonly<Record<AttributionStep, number>> = {
  person: 0,
  stakeholder: 1,
  'crm-id': 2,
  hierarchy: 3,
  domain: 4,
  'shared-domain': 5,
  rule: 6,
};

/** Why a meeting waits for a person, in words. */
export const REVIEW_REASONS: Readonly<Record<ReviewCause, string>> = {
  'nothing-matches': 'No account matches the people or the CRM link of this meeting.',
  'names-alone': 'Only names match: of the people no address is known.',
  'shared-evidence': 'The people or the CRM link of this meeting belong to several accounts.',
  'shared-domain': 'The domain of the people belongs to several accounts.',
  'evidence-disagrees': 'People and CRM link point to different accounts.',
  'below-threshold': 'The evidence is too weak to decide.',
};

/**
 * Judges up to `limit` meetings whose account is not found yet: one set-wise read, the decision of `core`, and the
 * result stored. Answers the meetings judged.
 */
export async function attributeMeetings(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  limit: number,
  now: Date,
): Promise<readonly MeetingId[]> {
  const judged = await judgeAttribution(tx, configuration, await listUnattributed(tx, limit));
  const kept: MeetingId[] = [];
  for (const { id, attribution } of judged) {
    if (attribution.kind === 'stays') kept.push(id);
    else await store(tx, id, attribution, now);
  }
  await keepAttribution(tx, kept);
  return judged.map(({ id }) => id);
}

async function store(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  attribution: Attribution,
  now: Date,
): Promise<void> {
  if (attribution.kind === 'review') {
    const candidates = attribution.candidates.map(({ accountId, confidence, reason }) => ({
      accountId,
      confidence,
      reason,
    }));
    await saveAttribution(
      tx,
      meetingId,
      { kind: 'review', reason: REVIEW_REASONS[attribution.why], candidates },
      now,
    );
    return;
  }
  const accounts = attribution.decisions.map((decision) => ({
    account_id: decision.accountId,
    step: STEP_NUMBERS[decision.step],
    confidence: decision.confidence,
    reason: decision.reason,
  }));
  await saveAttribution(tx, meetingId, { kind: 'attributed', accounts }, now);
}
