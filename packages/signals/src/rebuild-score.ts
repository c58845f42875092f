import { HEALTH_PARTS } from '@handrail/core';
import type { CalendarDay } from '@handrail/core';
import { z } from 'zod';
import type { HealthInputs, ScoredPart } from './health-inputs.ts';
import { HEALTH_ALGORITHM, scoreHealth } from './health-score.ts';
import type { HealthScore } from './health-score.ts';

/** A day's score as it is stored, its inputs without the day. */
export interface StoredScore {
  readonly scored_on: CalendarDay;
  readonly algorithm: string;
  readonly inputs: unknown;
}

const figures = z.object({
  meetings: z.number(),
  externalParticipants: z.number(),
  daysSinceLastMeeting: z.number().nullable(),
  externalSpeakingShare: z.number().nullable(),
});
const compared = z.object({
  current: z.number().nullable(),
  baseline: z.number().nullable(),
  tier: z.array(z.number()),
});
const inputsSchema = z.object({
  engagement: z.object({ current: figures, baseline: figures.nullable(), tier: z.array(figures) }),
  sentiment: compared,
  openItems: compared.exactOptional(),
  responseTime: compared.exactOptional(),
  rules: z
    .object({
      weights: z.record(z.enum(HEALTH_PARTS), z.number()),
      thresholds: z.object({ high: z.number(), medium: z.number() }),
      relativePercent: z.number(),
    })
    .exactOptional(),
  windowDays: z.number().exactOptional(),
});

const partsSchema = z.array(
  z.object({
    part: z.enum(HEALTH_PARTS),
    score: z.number(),
    absolute: z.number().nullable(),
    relative: z.number().nullable(),
    weight: z.number(),
  }),
);

/** The parts of a stored score. Throws a ZodError when they are none. */
export function readScoredParts(stored: unknown): readonly ScoredPart[] {
  return partsSchema.parse(stored);
}

/** The inputs of a stored score; null when they are not of the present form. */
export function readHealthInputs(stored: StoredScore): HealthInputs | null {
  const parsed = inputsSchema.safeParse(stored.inputs);
  return parsed.success ? { scoredOn: stored.scored_on, ...parsed.data } : null;
}

/**
 * A past day's score computed again from what is stored, to the digit; null when another method than the present one
 * made it.
 */
export function rebuildScore(stored: StoredScore): HealthScore | null {
  if (stored.algorithm !== HEALTH_ALGORITHM) return null;
  const inputs = readHealthInputs(stored);
  return inputs === null ? null : scoreHealth(inputs);
}
