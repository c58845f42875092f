import { HEALTH_LABELS, healthScoreSchema } from '@handrail/contract';
import type { AccountHealth, HealthChange, HealthScore } from '@handrail/contract';
import { HEALTH_PART_LABELS } from '@handrail/core';
import type { HealthLabel } from '@handrail/core';
import type { ScoreRow } from '@handrail/database';
import {
  figuresOf,
  readHealthInputs,
  readScoredParts,
  rebuildScore,
  subtractHealth,
} from '@handrail/signals';
import type { ScoredPart, HealthChange as Subtraction } from '@handrail/signals';

/** The health label when it is one of ours. */
export function healthLabel(stored: string | null): HealthLabel | null {
  return HEALTH_LABELS.find((label) => label === stored) ?? null;
}

/** A stored score as it is shown, each part with one sentence on what it is made of; null for none. */
export function presentHealthScore(row: ScoreRow | undefined): HealthScore | null {
  if (row === undefined) return null;
  const inputs = readHealthInputs(row);
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
      detail: [inputs === null ? '' : figuresOf(part.part, inputs), halvesOf(part)]
        .filter((text) => text !== '')
        .join('; '),
    })),
    inputs: healthScoreSchema.shape.inputs.parse(row.inputs),
    algorithm: row.algorithm,
  };
}

function halvesOf({ absolute, relative }: ScoredPart): string {
  return [
    ...(absolute === null ? [] : [`${Math.round(absolute)} against its own past`]),
    ...(relative === null ? [] : [`${Math.round(relative)} against its tier`]),
  ].join(', ');
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
      label: INPUT_LABELS[input],
      before: shown(input, held),
      after: shown(input, holds),
    })),
    isByRules,
  };
}

type InputName = Subtraction['inputs'][number]['input'];

const INPUT_LABELS: Readonly<Record<InputName, string>> = {
  meetings: 'Meetings in the window',
  externalParticipants: 'Their people in them',
  daysSinceLastMeeting: 'Days since the last meeting',
  externalSpeakingShare: 'Their share of the words',
  sentiment: 'Tone of their side (−1 to 1)',
  openItems: 'Open items on our side',
  responseTime: 'Hours until we answer',
};

function shown(input: InputName, value: number | null): string | null {
  if (value === null) return null;
  if (input === 'externalSpeakingShare') return `${Math.round(100 * value)} %`;
  return input === 'sentiment' ? value.toFixed(2) : String(Math.round(value * 10) / 10);
}
