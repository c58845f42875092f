import type { HealthScore } from '@handrail/contract';
import { z } from 'zod';

type Part = HealthScore['parts'][number];

const partSchema = z.object({
  part: z.string(),
  score: z.number().nullable(),
  weight: z.number(),
  absolute: z.number().nullish(),
  relative: z.number().nullish(),
});
const figuresSchema = z.object({
  meetings: z.number(),
  externalParticipants: z.number(),
  daysSinceLastMeeting: z.number().nullable(),
});
const inputsSchema = z.object({
  engagement: z.object({ current: figuresSchema }).optional(),
  sentiment: z.object({ current: z.number().nullable() }).optional(),
});

const LABELS: Readonly<Record<string, string>> = {
  sentiment: 'Sentiment',
  engagement: 'Engagement',
  openItems: 'Open items',
  responseTime: 'Response time',
};

/** A stored part of a score as it is shown, with one sentence on what it is made of; nothing for an unknown form. */
export function presentHealthPart(stored: unknown, inputs: unknown): Part[] {
  const parsed = partSchema.safeParse(stored);
  if (!parsed.success) return [];
  const { part, score, weight, absolute, relative } = parsed.data;
  const halves = [
    ...(absolute == null ? [] : [`${Math.round(absolute)} against its own past`]),
    ...(relative == null ? [] : [`${Math.round(relative)} against its tier`]),
  ];
  const figures = figuresOf(part, inputs);
  return [
    {
      part,
      label: LABELS[part] ?? part,
      score,
      weight,
      detail: [figures, halves.join(', ')].filter((text) => text !== '').join('; '),
    },
  ];
}

function figuresOf(part: string, inputs: unknown): string {
  const parsed = inputsSchema.safeParse(inputs);
  if (!parsed.success) return '';
  const { engagement, sentiment } = parsed.data;
  if (part === 'engagement' && engagement !== undefined) {
    const { meetings, externalParticipants, daysSinceLastMeeting: days } = engagement.current;
    const last = days === null ? '' : `, last ${days === 0 ? 'today' : `${counted(days, 'day')} ago`}`;
    const people = externalParticipants === 1 ? '1 person' : `${externalParticipants} people`;
    return `${counted(meetings, 'meeting')} in 90 days with ${people} of theirs${last}`;
  }
  const tone = sentiment?.current;
  if (part === 'sentiment' && tone != null) {
    return `mean tone of what their people said: ${tone.toFixed(2)} (−1 to 1)`;
  }
  return '';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
