import type { HealthScore } from '@handrail/contract';
import { HEALTH_PART_LABELS } from '@handrail/core';
import type { HealthPart } from '@handrail/core';
import type { HealthChange, HealthInputs } from '@handrail/signals';

type FigureName = HealthChange['inputs'][number]['input'];

/** What each figure of a score is called. */
export const FIGURE_LABELS: Readonly<Record<FigureName, string>> = {
  meetings: 'Meetings in the window',
  externalParticipants: 'Their people in them',
  daysSinceLastMeeting: 'Days since the last meeting',
  externalSpeakingShare: 'Their share of the words',
  sentiment: 'Tone of their side (−1 to 1)',
  openItems: 'Open items on our side',
  responseTime: 'Hours until we answer',
};

/** A figure as a person reads it; null for none. */
export function figureInWords(figure: FigureName, value: number | null): string | null {
  if (value === null) return null;
  if (figure === 'externalSpeakingShare') return `${Math.round(100 * value)} %`;
  return figure === 'sentiment' ? value.toFixed(2) : String(Math.round(value * 10) / 10);
}

const ENGAGEMENT = [
  'meetings',
  'externalParticipants',
  'daysSinceLastMeeting',
  'externalSpeakingShare',
] as const;
const ONE_FIGURE_PARTS = ['sentiment', 'openItems', 'responseTime'] as const;

/** The figures that a score is made of, each beside the account's own past and the others; without a source left out. */
export function presentFigures(inputs: HealthInputs): HealthScore['figures'] {
  const { current, baseline, tier } = inputs.engagement;
  return [
    ...ENGAGEMENT.map((figure) =>
      present('engagement', figure, {
        current: current[figure],
        baseline: baseline === null ? null : baseline[figure],
        tier: tier.map((one) => one[figure]).filter((value) => value !== null),
      }),
    ),
    ...ONE_FIGURE_PARTS.flatMap((part) => {
      const compared = inputs[part];
      return compared === undefined ? [] : [present(part, part, compared)];
    }),
  ];
}

function present(
  part: HealthPart,
  figure: FigureName,
  {
    current,
    baseline,
    tier,
  }: { readonly current: number | null; readonly baseline: number | null; readonly tier: readonly number[] },
): HealthScore['figures'][number] {
  const inWords = (value: number) => figureInWords(figure, value) ?? '';
  const ordered = tier.toSorted((one, other) => one - other);
  const at = (share: number) => inWords(quantile(ordered, share));
  return {
    part: HEALTH_PART_LABELS[part],
    label: FIGURE_LABELS[figure],
    now: figureInWords(figure, current),
    before: figureInWords(figure, baseline),
    others:
      ordered.length === 0
        ? null
        : {
            median: at(0.5),
            lowerQuartile: at(0.25),
            upperQuartile: at(0.75),
            values: ordered.map(inWords),
          },
  };
}

/** Between two values in their proportion. */
function quantile(ordered: readonly number[], share: number): number {
  const place = (ordered.length - 1) * share;
  const [below, above] = [ordered[Math.floor(place)] ?? 0, ordered[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
