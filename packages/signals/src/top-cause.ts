import { DEFAULT_HEALTH, HEALTH_PART_LABELS } from '@handrail/core';
import type { HealthPart } from '@handrail/core';
import type { HealthInputs, ScoredPart } from './health-inputs.ts';

/** One line that says what moved a score furthest from the middle, with the figures behind it. */
export function findTopCause(parts: readonly ScoredPart[], inputs: HealthInputs): string {
  const pull = ({ score, weight }: ScoredPart): number => (score - 50) * weight;
  const ordered = [...parts].sort((a, b) => Math.abs(pull(b)) - Math.abs(pull(a)));
  const top = ordered[0];
  if (top === undefined || Math.abs(top.score - 50) < 5)
    return 'All parts are about as always and as among the others.';
  const direction = top.score < 50 ? 'lowers' : 'raises';
  return `${HEALTH_PART_LABELS[top.part]} ${direction} the score: ${figuresOf(top.part, inputs)}.`;
}

/** The figures behind a part, as a phrase: "2 meetings in 90 days (before: 4), …". */
export function figuresOf(part: HealthPart, inputs: HealthInputs): string {
  if (part === 'engagement') {
    const { current, baseline } = inputs.engagement;
    const before = baseline === null ? '' : ` (before: ${oneDecimal(baseline.meetings)})`;
    const last =
      current.daysSinceLastMeeting === null
        ? 'no meeting yet'
        : `last ${count(current.daysSinceLastMeeting, 'day')} ago`;
    const people = current.externalParticipants === 1 ? '1 person' : `${current.externalParticipants} people`;
    return `${count(current.meetings, 'meeting')} in ${inputs.windowDays ?? DEFAULT_HEALTH.windowDays} days${before}, ${people} of theirs, ${last}`;
  }
  const compared = inputs[part];
  const current = compared?.current ?? null;
  const baseline = compared?.baseline ?? null;
  const before = baseline === null ? '' : `, before ${format(part, baseline)}`;
  return current === null ? 'not known' : `${format(part, current)}${before}`;
}

function format(part: HealthPart, value: number): string {
  switch (part) {
    case 'sentiment':
      return `tone ${value.toFixed(2)} of -1 to 1`;
    case 'responseTime':
      return `${oneDecimal(value)} hours`;
    case 'openItems':
      return `${oneDecimal(value)} open`;
    case 'engagement':
      return oneDecimal(value);
  }
}

function count(value: number, noun: string): string {
  return `${oneDecimal(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}
