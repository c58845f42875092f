import { HEALTH_LABELS } from '@handrail/core';
import { z } from 'zod';
import { healthScoreSchema } from './account-health.ts';
import { endpoint } from './endpoint.ts';
import { daySchema, idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

export { HEALTH_LABELS } from '@handrail/core';
export const ACCOUNT_STATUSES = ['active', 'churned', 'prospect'] as const;

export const EXIT_KINDS = ['deleted', 'merged', 'filtered'] as const;
/** How an account is gone. Of one that is unreadable nothing changes; it stands as it was last read. */
export const GONE_KINDS = [...EXIT_KINDS, 'unreadable'] as const;
export const goneSchema = z.object({
  kind: z.enum(GONE_KINDS),
  since: instantSchema,
  /** When it is removed for good; null when nothing removes it. */
  until: instantSchema.nullable(),
  isHeld: z.boolean(),
});

export const accountSchema = z.object({
  id: z.string(),
  gainsightId: z.string(),
  name: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  presence: z.enum(['present', 'missing', 'filtered']),
  owner: z.string().nullable(),
  csm: z.string().nullable(),
  tier: z.string().nullable(),
  arr: z.number().nullable(),
  mrr: z.number().nullable(),
  currency: z.string().nullable(),
  renewalDate: daySchema.nullable(),
  contractStart: daySchema.nullable(),
  lifecycleStage: z.string().nullable(),
  industry: z.string().nullable(),
  region: z.string().nullable(),
  domains: z.array(z.string()),
  employees: z.number().nullable(),
  crmId: z.string().nullable(),
  parentGainsightId: z.string().nullable(),
  churnedOn: daySchema.nullable(),
  /** Whether the day of the churn is the source's own, or the one on which a run first saw it. */
  churnedOnFrom: z.enum(['field', 'seen']).nullable(),
  /** How and since when it is gone; null while it stands and is read. */
  gone: goneSchema.nullable(),
  /** When a person put it back into the lists though it is gone at the source. */
  keptAt: instantSchema.nullable(),
  health: z.object({ score: z.number().nullable(), label: z.enum(HEALTH_LABELS).nullable() }),
  lastMeetingAt: instantSchema.nullable(),
  fields: z.record(z.string(), z.unknown()),
  updatedAt: instantSchema,
  /** When it was last seen to be as it is at the source; null before that. */
  lastSyncedAt: instantSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const ACCOUNT_SORTS = ['name', 'health', 'arr', 'renewal'] as const;
export const listAccounts = endpoint({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'Accounts that were imported',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    search: z.string().max(200).optional(),
    status: z.enum(ACCOUNT_STATUSES).optional(),
    health: z.enum([...HEALTH_LABELS, 'none']).optional(),
    tier: z.string().max(500).optional(),
    presence: z.enum(['present', 'missing', 'filtered']).default('present'),
    sort: z.enum(ACCOUNT_SORTS).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
  }),
  reply: pageOf(accountSchema),
});

/** A metric of the catalogue as it stands for an account. */
export const accountMetricSchema = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(['number', 'label', 'instant', 'boolean']),
  unit: z.string().nullable(),
  definition: z.string(),
  hasSource: z.boolean(),
  value: z.union([z.number(), z.string(), z.boolean()]).nullable(),
  /** The day on which it took this value; null before it was first measured. */
  measuredOn: daySchema.nullable(),
});

/** A field of the account with where its value comes from. */
export const accountFieldSchema = z.object({
  field: z.string(),
  label: z.string(),
  value: z.unknown(),
  sourceField: z.string().nullable(),
  sourceLabel: z.string().nullable(),
  sourceValue: z.unknown(),
  /** Whether a person set the value by hand. */
  isManual: z.boolean(),
  /** How the field is named when a value is set by hand; null where none can be. */
  key: z.string().nullable(),
});
export const accountChangeSchema = z.object({
  at: instantSchema,
  event: z.string(),
  /** The run that brought it, and its number; null where none did, or it is kept no longer. */
  runId: z.string().nullable(),
  runNumber: z.number().int().nullable(),
  fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  /** What caused it, beside its run; null where nothing does. */
  reason: z.string().nullable(),
});
/** Where an account stands among its parents and children. */
export const hierarchySchema = z.object({
  /** A parent above all others that is not with us: out by the filter, gone, or never read. */
  placeholder: z.object({ gainsightId: z.string(), name: z.string().nullable() }).nullable(),
  /** From the root to the direct parent. */
  ancestors: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Everything below, parents before children; at most 500. */
  descendants: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.string() })),
  /** The accounts of a cycle that the source holds, each the child of the next, when this one is among them; one edge is cut. */
  cycle: z.array(z.object({ gainsightId: z.string(), name: z.string().nullable() })).nullable(),
});
export const accountMergeSchema = z.object({
  into: z.object({ id: z.string(), name: z.string() }),
  evidence: z.enum(['crm-id', 'people']),
  people: z.number().int().nullable(),
  peopleThere: z.number().int().nullable(),
  state: z.enum(['proposed', 'merged', 'rejected', 'undone']),
});
export const accountDetailSchema = accountSchema.extend({
  /** The account that it was merged into, or seems to have been. */
  merge: accountMergeSchema.nullable(),
  hold: z.object({ reason: z.string(), setAt: instantSchema, setBy: z.string().nullable() }).nullable(),
  /** Why it cannot be read, when it cannot. */
  unreadable: failureSchema.nullable(),
  healthScore: healthScoreSchema.nullable(),
  hierarchy: hierarchySchema,
  /** The whole catalogue; a metric that is undefined, or that has no source, has no value. */
  metrics: z.array(accountMetricSchema),
  fieldRows: z.array(accountFieldSchema),
  changes: z.array(accountChangeSchema),
  /** Values that we wrote to Gainsight, and what stands there as last read. */
  writtenValues: z.array(
    z.object({
      field: z.string(),
      fieldLabel: z.string(),
      sent: z.unknown(),
      /** What an item of a picklist is called; null for all else. */
      sentLabel: z.string().nullable(),
      sentAt: instantSchema.nullable(),
      refusal: z.string().nullable(),
    }),
  ),
});
export type AccountDetail = z.infer<typeof accountDetailSchema>;
export const getAccount = endpoint({
  name: 'getAccount',
  method: 'GET',
  path: '/api/v1/accounts/:id',
  summary: 'One account with health, fields and changes',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  reply: accountDetailSchema,
});

/** One of our fields of one account: a standard name, or `fields.<name>`. */
const fieldParamsSchema = idParamsSchema.extend({ field: z.string().min(1).max(200) });
export const setAccountField = endpoint({
  name: 'setAccountField',
  method: 'PUT',
  path: '/api/v1/accounts/:id/fields/:field',
  summary: 'Set a value by hand; it stays until it is removed, whatever the source says',
  action: 'change-settings',
  showsContent: true,
  params: fieldParamsSchema,
  body: z.strictObject({
    /** A user by e-mail address, a day as yyyy-MM-dd; null empties the field. */
    value: z.union([
      z.string().max(2_000),
      z.number(),
      z.boolean(),
      z.array(z.string().max(500)).max(200),
      z.null(),
    ]),
  }),
  reply: accountDetailSchema,
});
export const releaseAccountField = endpoint({
  name: 'releaseAccountField',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/fields/:field',
  summary: 'Remove a value set by hand; the source fills the field again',
  action: 'change-settings',
  showsContent: true,
  params: fieldParamsSchema,
  reply: accountDetailSchema,
});
