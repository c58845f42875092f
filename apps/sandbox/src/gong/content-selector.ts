import { z } from 'zod';
import { GongRefusal } from './refusal.ts';

const flag = z.boolean().nullish();

/** Which parts of a call the extensive answer shows beside `metaData`; what is not selected is not there. */
export const contentSelectorSchema = z.looseObject({
  context: z.enum(['None', 'Basic', 'Extended']).nullish(),
  contextTiming: z.array(z.enum(['Now', 'TimeOfCall'])).nullish(),
  exposedFields: z
    .looseObject({
      parties: flag,
      media: flag,
      content: z
        .looseObject({
          structure: flag,
          topics: flag,
          trackers: flag,
          // Works only together with `trackers`.
          trackerOccurrences: flag,
          // Deprecated: known to the request, no longer part of any answer.
          pointsOfInterest: flag,
          brief: flag,
          outline: flag,
          highlights: flag,
          callOutcome: flag,
          keyPoints: flag,
        })
        .nullish(),
      interaction: z
        .looseObject({ speakers: flag, video: flag, personInteractionStats: flag, questions: flag })
        .nullish(),
      collaboration: z.looseObject({ publicComments: flag }).nullish(),
    })
    .nullish(),
});

/** A selector as it was asked for. */
export type ContentSelector = z.infer<typeof contentSelectorSchema>;

/** Flags of one group of the selector. */
export type Flags = Readonly<Record<string, unknown>>;

/** How much of the CRM a call shows, and as it stood when. */
export interface ContextDepth {
  readonly depth: 'None' | 'Basic' | 'Extended';
  readonly timings: readonly ('Now' | 'TimeOfCall')[];
}

/** Reads the CRM part of a selector; refuses a timing where no field values are asked for. */
export function contextDepth(selector: ContentSelector): ContextDepth {
  const depth = selector.context ?? 'None';
  const timings = selector.contextTiming ?? [];
  if (timings.length > 0 && depth !== 'Extended') {
    throw new GongRefusal(400, ['contentSelector.contextTiming: allowed only when context is Extended']);
  }
  return { depth, timings: timings.length > 0 ? [...new Set(timings)] : ['Now'] };
}
