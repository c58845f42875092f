import { DATA_TYPES, FRESHNESS_STATES } from '@handrail/core';
import { z } from 'zod';
import { alarmSchema } from './alarms.ts';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';
import { failureSchema } from './problem.ts';
import { STREAM_NAMES } from './streams.ts';

/** How old a kind of data is, measured, against what is promised. */
export const freshnessSchema = z.object({
  type: z.enum(DATA_TYPES),
  label: z.string(),
  stream: z.enum(STREAM_NAMES),
  /** All that was at the source then is here; for what goes out: all that was due then is there. */
  asOf: instantSchema.nullable(),
  ageSeconds: z.number().int().nullable(),
  promiseMinutes: z.number().int(),
  state: z.enum(FRESHNESS_STATES),
  nextDueAt: instantSchema.nullable(),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/** The state of the whole workspace on one page: what `handrail status` prints. */
export const statusSchema = z.object({
  streams: z.array(
    z.object({
      name: z.enum(STREAM_NAMES),
      label: z.string(),
      direction: z.enum(['in', 'out']),
      lastCompletedAt: instantSchema.nullable(),
      nextDueAt: instantSchema.nullable(),
      state: z.string(),
      failure: failureSchema.nullable(),
    }),
  ),
  freshness: z.array(freshnessSchema),
  counts: z.object({
    accounts: z.number().int(),
    meetings: z.number().int(),
    summaries: z.number().int(),
    activitiesDelivered: z.number().int(),
    valuesWritten: z.number().int(),
    reviews: z.number().int(),
    setAside: z.number().int(),
  }),
  outbox: z.record(z.string(), z.number().int()),
  budget: z.array(
    z.object({
      host: z.string(),
      family: z.string(),
      usedMinute: z.number().int(),
      limitMinute: z.number().int(),
      /** Null for families that the vendor does not count by the hour. */
      usedHour: z.number().int().nullable(),
      limitHour: z.number().int().nullable(),
      usedDay: z.number().int(),
      limitDay: z.number().int(),
      /** What the vendor's replies state other than the settings say; `limit` is the one of the settings. */
      stated: z.array(
        z.object({
          window: z.enum(['minute', 'hour', 'day']),
          calls: z.number().int(),
          limit: z.number().int().nullable(),
        }),
      ),
    }),
  ),
  /** Those that are open, worst first. */
  alarms: z.array(alarmSchema),
  outgoingPaused: z.boolean(),
});
export type Status = z.infer<typeof statusSchema>;
export const getStatus = endpoint({
  name: 'getStatus',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Age of every stream, outbox, budget and alarms',
  action: 'read',
  showsContent: false,
  reply: statusSchema,
});
