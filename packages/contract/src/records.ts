import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { runSchema, STREAM_NAMES } from './streams.ts';

export const setAsideSchema = z.object({
  id: z.string(),
  /** The stream that tries it again; null for one that this version does not know. */
  stream: z.enum(STREAM_NAMES).nullable(),
  /** The vendor's object. */
  object: z.string(),
  gainsightId: z.string(),
  name: z.string().nullable(),
  field: z.string().nullable(),
  /** The field as Gainsight calls it; null where it is not known. */
  label: z.string().nullable(),
  reason: z.string(),
  /** What the field holds, cut and fit to be shown; null where that says nothing. */
  value: z.string().nullable(),
  /** The reason as a sentence. */
  cause: z.string(),
  remedy: z.string(),
  since: instantSchema,
  runId: z.string(),
  runNumber: z.number().int().nullable(),
  /** When it is tried again by itself; null when nothing will: it is dismissed, or its stream is off. */
  nextTryAt: instantSchema.nullable(),
  dismissed: z.object({ at: instantSchema, by: z.string().nullable(), reason: z.string() }).nullable(),
});
export type SetAside = z.infer<typeof setAsideSchema>;

export const listSetAside = endpoint({
  name: 'listSetAside',
  method: 'GET',
  path: '/api/v1/records/set-aside',
  summary: 'Records that could not be taken as they are, oldest first, with cause and remedy',
  action: 'read-settings',
  showsContent: true,
  query: pageQuerySchema.extend({
    search: z.string().max(200).optional(),
    state: z.enum(['open', 'dismissed']).default('open'),
  }),
  reply: pageOf(setAsideSchema),
});
export const replaySetAside = endpoint({
  name: 'replaySetAside',
  method: 'POST',
  path: '/api/v1/records/set-aside/replay',
  summary: 'Try records again that were set aside: these, or all; answers the runs that do it',
  action: 'sync',
  showsContent: false,
  body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000).optional() }),
  reply: z.object({ runs: z.array(runSchema) }),
});
export const dismissSetAside = endpoint({
  name: 'dismissSetAside',
  method: 'POST',
  path: '/api/v1/records/set-aside/:id/dismiss',
  summary:
    'Dismiss a record that was set aside: it stays out and is not tried until it fails for another cause',
  action: 'sync',
  showsContent: false,
  params: idParamsSchema,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  reply: z.object({}),
});
export const reopenSetAside = endpoint({
  name: 'reopenSetAside',
  method: 'POST',
  path: '/api/v1/records/set-aside/:id/reopen',
  summary: 'Take the dismissal of a record back',
  action: 'sync',
  showsContent: false,
  params: idParamsSchema,
  reply: z.object({}),
});
