import { HEALTH_LABELS, HEALTH_PARTS } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema, idParamsSchema, instantSchema, MAX_DOCUMENT_BYTES } from './page.ts';

export const healthPartSchema = z.object({
  part: z.string(),
  label: z.string(),
  score: z.number().nullable(),
  weight: z.number(),
  /** One sentence on what it is made of. */
  detail: z.string(),
});
/** A figure that a score is made of, in words with its unit, beside what it was held against. */
export const healthFigureSchema = z.object({
  part: z.string(),
  label: z.string(),
  now: z.string().nullable(),
  /** Of the account's own earlier windows, their mean; null where there are none. */
  before: z.string().nullable(),
  /** Of the accounts that it was held against and that have one; null where none has. */
  others: z
    .object({
      median: z.string(),
      /** Half of them lie between. */
      lowerQuartile: z.string(),
      upperQuartile: z.string(),
      /** All of them, in order. */
      values: z.array(z.string()),
    })
    .nullable(),
});
export const healthScoreSchema = z.object({
  score: z.number().nullable(),
  label: z.enum(HEALTH_LABELS).nullable(),
  scoredOn: daySchema,
  /** Why there is no score, when there is none. */
  reason: z.string().nullable(),
  topCause: z.string().nullable(),
  parts: z.array(healthPartSchema),
  /** Whom it was held against, as the end of a sentence; null where there were no others. */
  heldAgainst: z.string().nullable(),
  figures: z.array(healthFigureSchema),
  /** The same to the digit, as it is stored. */
  inputs: z.record(z.string(), z.unknown()),
  algorithm: z.string(),
});
export type HealthScore = z.infer<typeof healthScoreSchema>;

export const HEALTH_EVENT_KINDS = ['meeting', 'insight', 'insight-ended', 'status'] as const;
/** How two days differ: a subtraction of what is stored of each. */
export const healthChangeSchema = z.object({
  since: daySchema,
  before: z.object({ on: daySchema, score: z.number().nullable(), label: z.enum(HEALTH_LABELS).nullable() }),
  /** Null when either day has no score. */
  points: z.number().nullable(),
  /** What each part gave or took; together the difference, but for rounding. */
  parts: z.array(
    z.object({
      part: z.enum(HEALTH_PARTS),
      label: z.string(),
      before: z.number().nullable(),
      after: z.number().nullable(),
      points: z.number(),
    }),
  ),
  /** The figures behind them that differ. */
  inputs: z.array(
    z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** Whether the settings of health were others. */
  isByRules: z.boolean(),
});
export type HealthChange = z.infer<typeof healthChangeSchema>;

export const accountHealthSchema = z.object({
  /** The score that stood on the day asked for; null before the first. */
  score: healthScoreSchema.nullable(),
  /** The same computed again from its stored inputs; null when another method made it. */
  rebuilt: z
    .object({ score: z.number().nullable(), label: z.enum(HEALTH_LABELS).nullable(), isSame: z.boolean() })
    .nullable(),
  /** Twelve months up to that day, oldest first; a day without an entry stands as the one before. */
  history: z.array(
    z.object({ on: daySchema, score: z.number().nullable(), label: z.enum(HEALTH_LABELS).nullable() }),
  ),
  events: z.array(
    z.object({
      at: instantSchema,
      /** The workspace's day of it. */
      on: daySchema,
      kind: z.enum(HEALTH_EVENT_KINDS),
      label: z.string(),
      meetingId: z.string().nullable(),
    }),
  ),
  /** Null when nothing is stored of that earlier day. */
  change: healthChangeSchema.nullable(),
});
export type AccountHealth = z.infer<typeof accountHealthSchema>;

export const getAccountHealth = endpoint({
  name: 'getAccountHealth',
  method: 'GET',
  path: '/api/v1/accounts/:id/health',
  summary: 'Health of an account on any day, with a year of history, its events, and what changed since',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  query: z.object({
    /** Today unless told. */
    on: z.iso.date().optional(),
    /** 30 days before unless told. */
    since: z.iso.date().optional(),
  }),
  reply: accountHealthSchema,
});

const labelledSchema = z.object({
  score: z.number().nullable(),
  label: z.enum(HEALTH_LABELS).nullable(),
});
export const healthReplaySchema = z.object({
  from: daySchema,
  today: daySchema,
  /** Of every so many days the last score was looked at. */
  stepDays: z.number().int(),
  accounts: z.number().int(),
  scores: z.number().int(),
  flippedToday: z.number().int(),
  flippedEver: z.number().int(),
  /** Settings that differ and need new measuring: they act from the next pass on and are not replayed. */
  notReplayed: z.array(z.string()),
  items: z.array(
    z.object({
      account: z.object({ id: z.string(), name: z.string() }),
      before: labelledSchema,
      after: labelledSchema,
      flips: z.array(
        z.object({
          on: daySchema,
          /** The first day looked at on which it would have been the same again; null: not yet. */
          until: daySchema.nullable(),
          from: z.enum(HEALTH_LABELS).nullable(),
          to: z.enum(HEALTH_LABELS).nullable(),
        }),
      ),
    }),
  ),
  /** How many of the flipped accounts match the search. */
  total: z.number().int(),
});
export type HealthReplay = z.infer<typeof healthReplaySchema>;

export const replayHealth = endpoint({
  name: 'replayHealth',
  method: 'POST',
  path: '/api/v1/preview/health',
  summary:
    "Whose health label a draft's weights and thresholds would have changed in the last year; nothing is saved",
  action: 'read-settings',
  showsContent: true,
  body: z.strictObject({
    document: z.record(z.string(), z.unknown()),
    search: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(1_000).default(200),
  }),
  reply: healthReplaySchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
