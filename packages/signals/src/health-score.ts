import {
  DEFAULT_THRESHOLDS,
  DEFAULT_WEIGHTS,
  type EngagementFigures,
  HEALTH_PARTS,
  type HealthInputs,
  type HealthLabel,
  type HealthPart,
  type HealthThresholds,
  type ScoredPart,
} from './health-inputs.ts';
import { findTopCause } from './top-cause.ts';

/** Names the rules below; a change of their results changes it, so that stored scores tell how they were made. */
export const HEALTH_ALGORITHM = 'health-1';

interface Dated {
  readonly algorithm: string;
  readonly scoredOn: string;
  readonly parts: readonly ScoredPart[];
  readonly inputs: HealthInputs;
}

/** A score from 0 to 100 with its label and the part that weighs it down most, or no score and the reason. */
export type HealthScore =
  | (Dated & { readonly score: number; readonly label: HealthLabel; readonly topCause: string })
  | (Dated & {
      readonly score: null;
      readonly label: null;
      readonly topCause: null;
      readonly reason: string;
    });

const NEEDED_PARTS = 2;
const NEEDED_IN_TIER = 3;

/**
 * Scores an account's health on one day. Each part is the mean of an absolute half (this window against the
 * account's own baseline; 50 = as always) and a relative half (its rank in its tier; 50 = the middle); where one half
 * has nothing to compare with, the other counts alone. Weights are shared out over the parts present; with fewer than
 * two there is no score. Sentiment alone never moves the label by more than one step.
 */
export function scoreHealth(inputs: HealthInputs): HealthScore {
  const { weights = DEFAULT_WEIGHTS, thresholds = DEFAULT_THRESHOLDS, scoredOn } = inputs;
  const found = HEALTH_PARTS.map((part) => ({ part, ...halvesOf(part, inputs) })).filter(
    ({ absolute, relative, part }) => (absolute ?? relative) !== null && weights[part] > 0,
  );
  const total = found.reduce((sum, { part }) => sum + weights[part], 0);
  const parts = found.map(({ part, absolute, relative }): ScoredPart => ({
    part,
    absolute,
    relative,
    score: roundTenth(mean([absolute, relative]) ?? 0),
    weight: weights[part] / total,
  }));
  const dated = { algorithm: HEALTH_ALGORITHM, scoredOn, parts, inputs };
  if (parts.length < NEEDED_PARTS) {
    return { ...dated, score: null, label: null, topCause: null, reason: reasonFor(parts) };
  }
  const score = holdSentiment(parts, thresholds);
  return { ...dated, score, label: labelFor(score, thresholds), topCause: findTopCause(parts, inputs) };
}

/** The label of a score under the given thresholds. */
export function labelFor(score: number, { high, medium }: HealthThresholds): HealthLabel {
  return score >= high ? 'High' : score >= medium ? 'Medium' : 'Low';
}

function weighted(parts: readonly ScoredPart[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return roundTenth(parts.reduce((sum, { score, weight }) => sum + score * weight, 0) / total);
}

/** Keeps the score within one label of what it would be without sentiment, which is the least certain of the parts. */
function holdSentiment(parts: readonly ScoredPart[], thresholds: HealthThresholds): number {
  const score = weighted(parts);
  const others = weighted(parts.filter(({ part }) => part !== 'sentiment'));
  const without = labelFor(others, thresholds);
  const withIt = labelFor(score, thresholds);
  if (without === 'High' && withIt === 'Low') return thresholds.medium;
  if (without === 'Low' && withIt === 'High') return roundTenth(thresholds.high - 0.1);
  return score;
}

function reasonFor(parts: readonly ScoredPart[]): string {
  const only = parts[0];
  return only === undefined
    ? 'No score: no meetings in the window and nothing to compare with.'
    : `No score: only ${PART_WORDS[only.part]} is known; a score needs at least two parts.`;
}

const PART_WORDS: Readonly<Record<HealthPart, string>> = {
  sentiment: 'sentiment',
  engagement: 'engagement',
  openItems: 'the number of open items',
  responseTime: 'response time',
};

interface Halves {
  readonly absolute: number | null;
  readonly relative: number | null;
}

function halvesOf(part: HealthPart, inputs: HealthInputs): Halves {
  if (part === 'engagement') {
    const { current, baseline, tier } = inputs.engagement;
    if (current.daysSinceLastMeeting === null) return { absolute: null, relative: null };
    return {
      absolute: baseline === null ? null : againstBaseline(current, baseline),
      relative: rankOf(engagementIndex(current), tier.map(engagementIndex)),
    };
  }
  const compared = inputs[part];
  if (compared === undefined || compared.current === null) return { absolute: null, relative: null };
  const { current, baseline, tier } = compared;
  if (part === 'sentiment') {
    // Tone has a meaning of its own: without a past it is held against neutral, half as strictly.
    const absolute = baseline === null ? 50 + 25 * current : 50 + 50 * (current - baseline) + 15 * current;
    return { absolute: clampScore(absolute), relative: rankOf(current, tier) };
  }
  const absolute = baseline === null ? null : 100 - ratioScore(current, baseline);
  const rank = rankOf(current, tier);
  return { absolute, relative: rank === null ? null : roundTenth(100 - rank) };
}

/** 50 when all four figures are as always, towards 100 when they are twice that, 0 when there is nothing left. */
function againstBaseline(current: EngagementFigures, baseline: EngagementFigures): number {
  const recency =
    current.daysSinceLastMeeting === null
      ? 0
      : clampScore(
          100 - (50 * current.daysSinceLastMeeting) / Math.max(7, baseline.daysSinceLastMeeting ?? 45),
        );
  const share =
    current.externalSpeakingShare === null || baseline.externalSpeakingShare === null
      ? null
      : ratioScore(current.externalSpeakingShare, baseline.externalSpeakingShare);
  const meetings = ratioScore(current.meetings, baseline.meetings);
  const people = ratioScore(current.externalParticipants, baseline.externalParticipants);
  return roundTenth(mean([meetings, people, recency, share]) ?? 0);
}

/** One number for how engaged an account is, to rank accounts by; 0…1, each figure with falling returns. */
function engagementIndex(figures: EngagementFigures): number {
  const { meetings, externalParticipants, daysSinceLastMeeting, externalSpeakingShare } = figures;
  const recency = daysSinceLastMeeting === null ? 0 : 1 / (1 + daysSinceLastMeeting / 30);
  const parts = [meetings / (meetings + 3), externalParticipants / (externalParticipants + 3), recency];
  // Talking half of the time is full attention; more is not more engaged.
  if (externalSpeakingShare !== null) parts.push(Math.min(1, externalSpeakingShare / 0.5));
  return mean(parts) ?? 0;
}

/** Share of others below, ties counting half, as 0…100; null with fewer than three others. */
function rankOf(value: number, others: readonly number[]): number | null {
  if (others.length < NEEDED_IN_TIER) return null;
  let below = 0;
  for (const other of others) below += other < value ? 1 : other === value ? 0.5 : 0;
  return roundTenth((100 * below) / others.length);
}

/** 50 when equal, 100 at twice the baseline or more, 0 at nothing. */
function ratioScore(current: number, baseline: number): number {
  if (baseline <= 0) return current > 0 ? 75 : 50;
  return clampScore((50 * current) / baseline);
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function clampScore(value: number): number {
  return roundTenth(Math.min(100, Math.max(0, value)));
}

function roundTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
