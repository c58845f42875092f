import { HEALTH_LABELS, healthScoreSchema } from '@handrail/contract';
import type { AccountHealth, HealthChange, HealthScore } from '@handrail/contract';
import { HEALTH_PART_LABELS } from '@handrail/core';
import type { HealthLabel } from '@handrail/core';
import type { FoundScore, ScoreRow } from '@handrail/database';
import {
  figuresOf,
  readHealthInputs,
  readScoredParts,
  rebuildScore,
  subtractHealth,
} from '@handrail/signals';
import type { ScoredPart } from '@handrail/signals';
import { FIGURE_LABELS, figureInWords, presentFigures } from './health-figures.ts';

/** The health label when it is one of ours. */
export function healthLabel(stored: string | null): HealthLabel | null {
  return HEALTH_LABELS.find((label) => label === stored) ?? null;
}

/** A stored score as it is shown, each part with one sentence on what it is made of; null for none. */
export function presentHealthScore(row: FoundScore | undefined): HealthScore | null {
  if (row === undefined) return null;
  const inputs = readHealthInputs(row);
  const others = whomHeldAgainst(row.peers);
  return {
    score: row.score,
    label: healthLabel(row.label),
    scoredOn: row.scored_on,
    reason: row.reason,
    topCause: row.top_cause,
    parts: readScoredParts(row.parts).map((part) => ({
      part: part.part,
      label: HEALTH_PART_LABELS[part.part],
      score: part.score,
      weight: part.weight,
      detail: [
        inputs === null ? '' : figuresOf(part.part, inputs),
        halvesOf(part, { others, hasPast: inputs === null || inputs[part.part]?.baseline !== null }),
      ]
        .filter((text) => text !== '')
        .join('; '),
    })),
    heldAgainst: inputs === null || inputs.engagement.tier.length === 0 ? null : others,
    figures: inputs === null ? [] : presentFigures(inputs),
    inputs: healthScoreSchema.shape.inputs.parse(row.inputs),
    algorithm: row.algorithm,
  };
}

function halvesOf(
  { absolute, relative }: ScoredPart,
  { others, hasPast }: { readonly others: string; readonly hasPast: boolean },
): string {
  return [
    // Without a past only the tone has a half of its own: it is held against neutral.
    ...(absolute === null
      ? []
      : [
          `${Math.round(absolute)} against ${hasPast ? 'its own past' : 'a neutral tone, as it has no past'}`,
        ]),
    ...(relative === null ? [] : [`${Math.round(relative)} against ${others}`]),
  ].join(', ');
}

function whomHeldAgainst(peers: FoundScore['peers']): string {
  if (peers === null) return 'other accounts';
  if (peers.ofAll) return 'all accounts, as its tier has too few';
  return peers.tier === null ? 'the others without a tier' : `the others of its tier (${peers.tier})`;
}

/** A stored score computed again from its inputs, held against what is stored; null when another method made it. */
export function presentRebuilt(row: ScoreRow | undefined): AccountHealth['rebuilt'] {
  const rebuilt = row === undefined ? null : rebuildScore(row);
  if (row === undefined || rebuilt === null) return null;
  const { score, label } = rebuilt;
  return { score, label, isSame: score === row.score && label === row.label };
}

/** What a later score differs in from an earlier one; null where either cannot be read. */
export function presentHealthChange(
  since: string,
  before: ScoreRow | undefined,
  after: ScoreRow | undefined,
): HealthChange | null {
  if (before === undefined || after === undefined) return null;
  const [was, is] = [rebuildScore(before), rebuildScore(after)];
  if (was === null || is === null) return null;
  const { points, parts, inputs, isByRules } = subtractHealth(was, is);
  return {
    since,
    before: { on: before.scored_on, score: before.score, label: healthLabel(before.label) },
    points,
    parts: parts.map((part) => ({ ...part, label: HEALTH_PART_LABELS[part.part] })),
    inputs: inputs.map(({ input, before: held, after: holds }) => ({
      label: FIGURE_LABELS[input],
      before: figureInWords(input, held),
      after: figureInWords(input, holds),
    })),
    isByRules,
  };
}
