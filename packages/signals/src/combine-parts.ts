import type { HealthLabel, HealthPart, HealthRules, HealthThresholds } from '@handrail/core';
import type { ScoredPart } from './health-inputs.ts';

/** What is known of one part: against its own past, against its tier; null where there is nothing to compare with. */
export interface PartHalves {
  readonly part: HealthPart;
  readonly absolute: number | null;
  readonly relative: number | null;
}

/** Parts under some rules, with the score and label that they make; null with fewer than two that count. */
export interface CombinedParts {
  readonly parts: readonly ScoredPart[];
  readonly score: number | null;
  readonly label: HealthLabel | null;
}

const NEEDED_PARTS = 2;

/**
 * Makes a score of what is known of its parts. A half that has no share is left out; where one has nothing to compare
 * with, the other counts alone. Weights are shared out over the parts known; one that weighs nothing is kept beside
 * them, so that other rules can be tried on it. Sentiment alone never moves the label by more than one step.
 */
export function combineParts(halves: readonly PartHalves[], rules: HealthRules): CombinedParts {
  const known = halves.flatMap(({ part, absolute, relative }) => {
    const score = joinHalves(absolute, relative, rules.relativePercent);
    return score === null ? [] : [{ part, absolute, relative, score: roundTenth(score) }];
  });
  const total = known.reduce((sum, { part }) => sum + rules.weights[part], 0);
  const parts = known.map((one) => ({ ...one, weight: total === 0 ? 0 : rules.weights[one.part] / total }));
  if (parts.filter(({ weight }) => weight > 0).length < NEEDED_PARTS)
    return { parts, score: null, label: null };
  const score = holdSentiment(parts, rules.thresholds);
  return { parts, score, label: labelFor(score, rules.thresholds) };
}

/** The label of a score under the given thresholds. */
export function labelFor(score: number, { high, medium }: HealthThresholds): HealthLabel {
  return score >= high ? 'High' : score >= medium ? 'Medium' : 'Low';
}

/** To the tenth, as every stored score is. */
export function roundTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function joinHalves(absolute: number | null, relative: number | null, percent: number): number | null {
  const past = percent === 100 ? null : absolute;
  const tier = percent === 0 ? null : relative;
  if (past === null || tier === null) return past ?? tier;
  return (past * (100 - percent) + tier * percent) / 100;
}

function weighted(parts: readonly ScoredPart[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return roundTenth(parts.reduce((sum, { score, weight }) => sum + score * weight, 0) / total);
}

/** Keeps the score within one label of what it would be without sentiment, which is the least certain of the parts. */
function holdSentiment(parts: readonly ScoredPart[], thresholds: HealthThresholds): number {
  const score = weighted(parts);
  const without = labelFor(weighted(parts.filter(({ part }) => part !== 'sentiment')), thresholds);
  const withIt = labelFor(score, thresholds);
  if (without === 'High' && withIt === 'Low') return thresholds.medium;
  if (without === 'Low' && withIt === 'High') return roundTenth(thresholds.high - 0.1);
  return score;
}
