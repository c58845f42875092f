import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** Which meetings go to the Timeline, and what holds some of them up. */
export const timelineSchema = z.object({
  enabled: z.boolean(),
  /** Meetings held since then are sent: the moment of switching on, or an earlier one that was asked for. Null while it is off. */
  since: instantSchema.nullable(),
  /** Meetings that have a summary, belong to an account and were held before: they stay here until a back-fill. */
  earlierMeetings: z.number().int(),
  /** Fields that Gainsight refused a type of entry for the lack of. */
  requiredFields: z.array(z.object({ typeName: z.string(), field: z.string() })),
  /** Deliveries that rest until somebody acts, by reason. */
  resting: z.object({
    'edited-there': z.number().int(),
    'field-required': z.number().int(),
    held: z.number().int(),
  }),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const getTimeline = endpoint({
  name: 'getTimeline',
  method: 'GET',
  path: '/api/v1/timeline',
  summary: 'Since when meetings are sent to the Timeline, and how many earlier ones were read',
  action: 'read-settings',
  showsContent: false,
  reply: timelineSchema,
});
export const listEarlierMeetings = endpoint({
  name: 'listEarlierMeetings',
  method: 'GET',
  path: '/api/v1/timeline/earlier-meetings',
  summary:
    'The meetings that a back-fill would send, the newest first, with the accounts that would get them',
  action: 'read-settings',
  showsContent: true,
  query: pageQuerySchema.extend({ since: instantSchema.optional() }),
  reply: pageOf(
    z.object({
      meetingId: z.string(),
      title: z.string(),
      heldAt: instantSchema,
      accounts: z.array(z.string()),
    }),
  ).extend({
    /** Stands for all that would be sent: a back-fill that carries it sends these and no others. */
    mark: z.string(),
  }),
});
export const listActivityTypes = endpoint({
  name: 'listActivityTypes',
  method: 'GET',
  path: '/api/v1/timeline/types',
  summary: "The activity types seen in the tenant's Timeline, read now",
  action: 'read-settings',
  showsContent: false,
  reply: z.object({ items: z.array(z.object({ name: z.string(), count: z.number().int() })) }),
});
/** An entry on the Timeline of an account, whoever wrote it, as it stands at Gainsight. */
export const accountActivitySchema = z.object({
  gainsightId: z.string(),
  typeName: z.string().nullable(),
  subject: z.string().nullable(),
  /** When what it tells of was. */
  heldAt: instantSchema.nullable(),
  author: z.string().nullable(),
  /** Whether Handrail wrote it. */
  isOurs: z.boolean(),
  /** The meeting that it sums up; null for an entry of somebody else, or of a meeting that the caller may not see. */
  meetingId: z.string().nullable(),
});
export type AccountActivity = z.infer<typeof accountActivitySchema>;
export const listAccountActivities = endpoint({
  name: 'listAccountActivities',
  method: 'GET',
  path: '/api/v1/accounts/:id/activities',
  summary: "The entries on an account's Timeline, whoever wrote them, the newest first, read now",
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  query: pageQuerySchema,
  reply: z.object({ items: z.array(accountActivitySchema), nextCursor: z.string().nullable() }),
});
export const forgetRequiredField = endpoint({
  name: 'forgetRequiredField',
  method: 'POST',
  path: '/api/v1/timeline/required-fields/forget',
  summary: 'Try a type of entry without a field that it was refused for before',
  action: 'change-settings',
  showsContent: false,
  body: z.strictObject({ typeName: z.string().max(200), field: z.string().max(200) }),
  reply: timelineSchema,
});
export const backfillTimeline = endpoint({
  name: 'backfillTimeline',
  method: 'POST',
  path: '/api/v1/timeline/back-fill',
  summary:
    'Also send meetings held before the Timeline was switched on: those that are listed now, or all since a time',
  action: 'send',
  showsContent: false,
  body: z.strictObject({
    /**
     * Also what was held since then and is read or placed later, as if the Timeline had been switched on then. Left out:
     * the earlier meetings that are listed now and no others.
     */
    since: instantSchema.optional(),
    /** The mark of the list that was looked at: refused when another list would be sent. */
    mark: z.string().max(100).optional(),
  }),
  reply: timelineSchema,
});
