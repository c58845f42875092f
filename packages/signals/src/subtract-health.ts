import { HEALTH_PARTS } from '@handrail/core';
import type { HealthPart } from '@handrail/core';
import { roundTenth } from './combine-parts.ts';
import type { HealthInputs } from './health-inputs.ts';
import type { HealthScore } from './health-score.ts';

/** How one part differs between two days. */
export interface PartChange {
  readonly part: HealthPart;
  readonly before: number | null;
  readonly after: number | null;
  /** Points of the whole score that the part gave or took; those of all parts add up to the difference. */
  readonly points: number;
}

/** A figure among the inputs that differs between two days. */
export interface InputChange {
  readonly input: InputName;
  readonly before: number | null;
  readonly after: number | null;
}

/** What two days differ in: a subtraction of what is stored, nothing is read anew. */
export interface HealthChange {
  /** Null when either day has no score. */
  readonly points: number | null;
  readonly parts: readonly PartChange[];
  readonly inputs: readonly InputChange[];
  /** Whether weights, thresholds, the tier's share or the window were set otherwise. */
  readonly isByRules: boolean;
}

/** Figures that are told apart when two days are compared. */
export const INPUT_NAMES = [
  'meetings',
  'externalParticipants',
  'daysSinceLastMeeting',
  'externalSpeakingShare',
  'sentiment',
  'openItems',
  'responseTime',
] as const;
export type InputName = (typeof INPUT_NAMES)[number];

/** Subtracts an earlier day's score from a later one's. */
export function subtractHealth(before: HealthScore, after: HealthScore): HealthChange {
  const parts = HEALTH_PARTS.flatMap((part): PartChange[] => {
    const [was, is] = [partOf(before, part), partOf(after, part)];
    if (was === undefined && is === undefined) return [];
    const points = roundTenth((is?.score ?? 0) * (is?.weight ?? 0) - (was?.score ?? 0) * (was?.weight ?? 0));
    return [{ part, before: was?.score ?? null, after: is?.score ?? null, points }];
  });
  const inputs = INPUT_NAMES.flatMap((input): InputChange[] => {
    const [was, is] = [figureOf(before.inputs, input), figureOf(after.inputs, input)];
    return was === is ? [] : [{ input, before: was, after: is }];
  });
  return {
    points: before.score === null || after.score === null ? null : roundTenth(after.score - before.score),
    parts,
    inputs,
    isByRules: rulesOf(before.inputs) !== rulesOf(after.inputs),
  };
}

function partOf({ parts }: HealthScore, part: HealthPart) {
  return parts.find((one) => one.part === part);
}

function figureOf(inputs: HealthInputs, name: InputName): number | null {
  switch (name) {
    case 'sentiment':
      return inputs.sentiment.current;
    case 'openItems':
      return inputs.openItems?.current ?? null;
    case 'responseTime':
      return inputs.responseTime?.current ?? null;
    default:
      return inputs.engagement.current[name];
  }
}

function rulesOf({ rules, windowDays }: HealthInputs): string {
  const { weights, thresholds, relativePercent } = rules ?? {};
  return JSON.stringify([
    HEALTH_PARTS.map((part) => weights?.[part]),
    thresholds?.high,
    thresholds?.medium,
    relativePercent,
    windowDays,
  ]);
}
