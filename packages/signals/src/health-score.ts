import { DEFAULT_HEALTH, HEALTH_PART_LABELS, HEALTH_PARTS } from '@handrail/core';
import type { HealthLabel, HealthPart } from '@handrail/core';
import { combineParts, roundTenth } from './combine-parts.ts';
import type { PartHalves } from './combine-parts.ts';
import type { EngagementFigures, HealthInputs, ScoredPart } from './health-inputs.ts';
import { findTopCause } from './top-cause.ts';

/** Names the rules below; a change of their results changes it, so that stored scores tell how they were made. */
export const HEALTH_ALGORITHM = 'health-2';

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

const NEEDED_IN_TIER = 3;

/**
 * Scores an account's health on one day. Each part has an absolute half (this window against the account's own
 * baseline; 50 = as always) and a relative half (its rank in its tier; 50 = the middle); `combineParts` makes a score
 * of them by the rules among the inputs.
 */
export function scoreHealth(inputs: HealthInputs): HealthScore {
  const { rules = DEFAULT_HEALTH, scoredOn } = inputs;
  const halves = HEALTH_PARTS.map((part) => ({ part, ...halvesOf(part, inputs) }));
  const { parts, score, label } = combineParts(halves, rules);
  const dated = { algorithm: HEALTH_ALGORITHM, scoredOn, parts, inputs };
  if (score === null || label === null)
    return { ...dated, score: null, label: null, topCause: null, reason: reasonFor(parts) };
  return { ...dated, score, label, topCause: findTopCause(parts, inputs) };
}

function reasonFor(parts: readonly ScoredPart[]): string {
  const only = parts.find(({ weight }) => weight > 0);
  return only === undefined
    ? 'No score: no meetings in the window and nothing to compare with.'
    : `No score: only ${HEALTH_PART_LABELS[only.part].toLowerCase()} is known; a score needs at least two parts.`;
}

type Halves = Omit<PartHalves, 'part'>;

function halvesOf(part: HealthPart, inputs: HealthInputs): Halves {
  if (part === 'engagement') {
    const { current, baseline, tier } = inputs.engagement;
    if (current.daysSinceLastMeeting === null) return { absolute: null, relative: null };
    return {
      absolute: baseline === null ? null : againstBaseline(current, baseline),
      relative: rankOf(engagementIndex(current), indexesOf(tier)),
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

/** The indexes of a tier, which thousands of accounts are held against, are worked out once. */
const KNOWN_INDEXES = new WeakMap<readonly EngagementFigures[], readonly number[]>();

function indexesOf(tier: readonly EngagementFigures[]): readonly number[] {
  const known = KNOWN_INDEXES.get(tier) ?? tier.map(engagementIndex);
  KNOWN_INDEXES.set(tier, known);
  return known;
}

/** The figures of a tier in order, which thousands of accounts are ranked among, are put in order once. */
const KNOWN_ORDERS = new WeakMap<readonly number[], Float64Array>();

function orderOf(others: readonly number[]): Float64Array {
  const known = KNOWN_ORDERS.get(others) ?? Float64Array.from(others).sort();
  KNOWN_ORDERS.set(others, known);
  return known;
}

/** Share of others below, ties counting half, as 0…100; null with fewer than three others. */
function rankOf(value: number, others: readonly number[]): number | null {
  if (others.length < NEEDED_IN_TIER) return null;
  const order = orderOf(others);
  const below = countBelow(order, (other) => other < value);
  const notAbove = countBelow(order, (other) => other <= value);
  return roundTenth((100 * (below + notAbove)) / 2 / others.length);
}

/** How many stand before the first of an order that `isBelow` does not hold for. */
function countBelow(order: Float64Array, isBelow: (other: number) => boolean): number {
  let [from, to] = [0, order.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBelow(order[middle] ?? 0)) from = middle + 1;
    else to = middle;
  }
  return from;
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
