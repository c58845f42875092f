import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, pageOf, pageQuerySchema } from './page.ts';
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
  reason: z.string(),
  /** The reason as a sentence. */
  cause: z.string(),
  remedy: z.string(),
  since: instantSchema,
  runId: z.string(),
  runNumber: z.number().int().nullable(),
});
export type SetAside = z.infer<typeof setAsideSchema>;

export const listSetAside = endpoint({
  name: 'listSetAside',
  method: 'GET',
  path: '/api/v1/records/set-aside',
  summary: 'Records that could not be taken as they are, oldest first, with cause and remedy',
  action: 'read-settings',
  query: pageQuerySchema.extend({ search: z.string().max(200).optional() }),
  reply: pageOf(setAsideSchema),
});
export const replaySetAside = endpoint({
  name: 'replaySetAside',
  method: 'POST',
  path: '/api/v1/records/set-aside/replay',
  summary: 'Try records again that were set aside: these, or all; answers the runs that do it',
  action: 'sync',
  body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000).optional() }),
  reply: z.object({ runs: z.array(runSchema) }),
});
