import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** Which meetings go to the Timeline. */
export const timelineSchema = z.object({
  enabled: z.boolean(),
  /** Meetings held since then are sent: the moment of switching on, or earlier after a back-fill. Null while it is off. */
  since: instantSchema.nullable(),
  /** Meetings that were read, belong to an account and were held before: they stay here until a back-fill. */
  earlierMeetings: z.number().int(),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const getTimeline = endpoint({
  name: 'getTimeline',
  method: 'GET',
  path: '/api/v1/timeline',
  summary: 'Since when meetings are sent to the Timeline, and how many earlier ones were read',
  action: 'read-settings',
  reply: timelineSchema,
});
export const backfillTimeline = endpoint({
  name: 'backfillTimeline',
  method: 'POST',
  path: '/api/v1/timeline/back-fill',
  summary:
    'Also send meetings held before the Timeline was switched on: all that were read, or those since a time',
  action: 'send',
  body: z.strictObject({
    /** The earliest meeting read so far when left out. */
    since: instantSchema.optional(),
  }),
  reply: timelineSchema,
});
