import { ALARM_KINDS } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { freshnessSchema } from './health.ts';
import { instantSchema } from './page.ts';
import { RUN_STATES, STREAM_NAMES } from './streams.ts';

const callFailureSchema = z.object({
  code: z.string(),
  /** The vendor's own name for the request, for its ticket. */
  requestId: z.string().nullable(),
});

/** What a vendor's support asks for: request ids, codes and times. No content, no secret. */
export const diagnosticsSchema = z.object({
  at: instantSchema,
  version: z.string(),
  connections: z.array(
    z.object({
      vendor: z.enum(['gainsight', 'gong']),
      host: z.string(),
      state: z.string(),
      credentialKind: z.string(),
      checkedAt: instantSchema.nullable(),
      failure: callFailureSchema.nullable(),
    }),
  ),
  runs: z.array(
    z.object({
      number: z.number().int(),
      stream: z.enum(STREAM_NAMES),
      mode: z.string(),
      state: z.enum(RUN_STATES),
      startedAt: instantSchema.nullable(),
      finishedAt: instantSchema.nullable(),
      calls: z.number().int(),
      seen: z.number().int(),
      failure: callFailureSchema.nullable(),
    }),
  ),
  deliveries: z.array(
    z.object({
      kind: z.string(),
      step: z.string(),
      outcome: z.string(),
      at: instantSchema,
      requestId: z.string().nullable(),
      code: z.string().nullable(),
    }),
  ),
  budget: z.array(
    z.object({
      host: z.string(),
      family: z.string(),
      window: z.string(),
      used: z.number().int(),
      allowance: z.number().int(),
      /** Of the settings, and as the vendor's replies last stated it; null where there is none. */
      limit: z.number().int().nullable(),
      stated: z.number().int().nullable(),
    }),
  ),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
export const getDiagnostics = endpoint({
  name: 'getDiagnostics',
  method: 'GET',
  path: '/api/v1/diagnostics',
  summary: 'Request ids, codes and times for a ticket at a vendor; no content, no secret',
  action: 'read-settings',
  showsContent: false,
  reply: diagnosticsSchema,
});

/** What our own support asks for: the diagnostics and the shape of the installation. No content, no secret. */
export const supportBundleSchema = z.object({
  workspaceId: z.string(),
  diagnostics: diagnosticsSchema,
  platform: z.object({ node: z.string(), system: z.string(), architecture: z.string() }),
  /** Which settings are set; never what to. */
  settings: z.object({
    publicUrl: z.boolean(),
    metricsToken: z.boolean(),
    mailer: z.boolean(),
    outboundProxy: z.boolean(),
    extraCaFile: z.boolean(),
    allowOrigins: z.number().int(),
  }),
  readiness: z.object({ database: z.boolean(), migrations: z.boolean(), queue: z.boolean() }),
  workerSeenAt: instantSchema.nullable(),
  queues: z.array(
    z.object({
      queue: z.string(),
      waiting: z.number().int(),
      active: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  calls: z.array(
    z.object({
      host: z.string(),
      family: z.string(),
      calls: z.number().int(),
      retries: z.number().int(),
      limited: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  freshness: z.array(freshnessSchema),
  counts: z.record(z.string(), z.number().int()),
  outbox: z.record(z.string(), z.number().int()),
  outgoingPaused: z.boolean(),
  /** The shape of the configuration: how much of everything, and how often. */
  configuration: z.object({
    version: z.number().int(),
    accountFields: z.number().int(),
    stakeholderFields: z.number().int(),
    filterRules: z.number().int(),
    exclusions: z.number().int(),
    timelineEnabled: z.boolean(),
    writebackEnabled: z.boolean(),
    writebackValues: z.number().int(),
    cadenceMinutes: z.record(z.string(), z.number()),
  }),
  alarms: z.array(
    z.object({
      kind: z.enum(ALARM_KINDS),
      code: z.string(),
      openedAt: instantSchema,
      endedAt: instantSchema.nullable(),
    }),
  ),
});
export type SupportBundle = z.infer<typeof supportBundleSchema>;
export const getSupportBundle = endpoint({
  name: 'getSupportBundle',
  method: 'GET',
  path: '/api/v1/support-bundle',
  summary: 'The state of the installation for whoever helps: ids, codes, counts and times',
  action: 'read-settings',
  showsContent: false,
  reply: supportBundleSchema,
});
