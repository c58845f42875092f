import { FIELD_TYPES } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

/** What the vendors are called, on screen and by the command line. */
export const VENDOR_NAMES = { gainsight: 'Gainsight', gong: 'Gong' } as const;

/** What a try of one object or call at the vendor answered. */
export const reachedSchema = z.object({
  object: z.string(),
  label: z.string(),
  outcome: z.enum(['described', 'row-read', 'refused', 'empty']),
  code: z.string().nullable(),
  fields: z.number().int().nullable(),
});
export type Reached = z.infer<typeof reachedSchema>;

export const connectionSchema = z.object({
  vendor: z.enum(['gainsight', 'gong']),
  state: z.enum(['not-connected', 'connected', 'needs-attention', 'disconnected']),
  origin: z.string().nullable(),
  subdomain: z.string().nullable(),
  credentialKind: z.string().nullable(),
  connectedAt: instantSchema.nullable(),
  checkedAt: instantSchema.nullable(),
  failure: failureSchema.nullable(),
  reached: z.array(reachedSchema),
  capabilities: z.record(z.string(), z.boolean().nullable()),
  /** Whether our own permission to write is on (Timeline or writeback saved, or entries stand that may have to go). */
  writing: z.boolean(),
});
export type Connection = z.infer<typeof connectionSchema>;

const gainsightCredentialSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('access-key'), accessKey: z.string().trim().min(1).max(500) }),
  z.strictObject({
    kind: z.literal('m2m'),
    clientId: z.string().trim().min(1).max(500),
    clientSecret: z.string().trim().min(1).max(500),
  }),
]);

export const listConnections = endpoint({
  name: 'listConnections',
  method: 'GET',
  path: '/api/v1/connections',
  summary: 'All connections with their live state',
  action: 'read',
  showsContent: false,
  reply: z.object({ items: z.array(connectionSchema) }),
});
export const connectGainsight = endpoint({
  name: 'connectGainsight',
  method: 'POST',
  path: '/api/v1/connections/gainsight',
  summary: 'Try a Gainsight tenant, store the credential, discover its fields',
  action: 'connect',
  showsContent: false,
  needsFreshSignIn: true,
  body: z.strictObject({
    /** A subdomain or a pasted address of the tenant. */
    subdomain: z.string().trim().min(1).max(2000).optional(),
    /** An exact origin, accepted only when it stands in HANDRAIL_ALLOW_ORIGINS. */
    url: z.string().trim().max(2000).optional(),
    credential: gainsightCredentialSchema,
  }),
  reply: connectionSchema,
});
export const connectGong = endpoint({
  name: 'connectGong',
  method: 'POST',
  path: '/api/v1/connections/gong',
  summary: 'Try a Gong tenant and store the access key',
  action: 'connect',
  showsContent: false,
  needsFreshSignIn: true,
  body: z.strictObject({
    url: z.string().trim().max(2000).optional(),
    accessKey: z.string().trim().min(1).max(500),
    accessKeySecret: z.string().trim().min(1).max(500),
  }),
  reply: connectionSchema,
});
export const checkConnection = endpoint({
  name: 'checkConnection',
  method: 'POST',
  path: '/api/v1/connections/:vendor/check',
  summary: 'Try a stored connection again',
  action: 'connect',
  showsContent: false,
  params: z.object({ vendor: z.enum(['gainsight', 'gong']) }),
  reply: connectionSchema,
});
export const disconnect = endpoint({
  name: 'disconnect',
  method: 'DELETE',
  path: '/api/v1/connections/:vendor',
  summary: 'Stop its runs and forget the credential; what was imported is kept',
  action: 'connect',
  showsContent: false,
  needsFreshSignIn: true,
  params: z.object({ vendor: z.enum(['gainsight', 'gong']) }),
  reply: connectionSchema,
});

export const sourceFieldSchema = z.object({
  object: z.string(),
  name: z.string(),
  label: z.string(),
  dataType: z.string(),
  /** In our words, as operators and conversions know it. */
  type: z.enum(FIELD_TYPES),
  updateable: z.boolean(),
  /** Items of a picklist; at most 500. */
  options: z.array(
    z.object({
      value: z.string(),
      label: z.string(),
      systemName: z.string().exactOptional(),
      /** False of an item that records may still hold, and that nothing can be written as. */
      isActive: z.literal(false).exactOptional(),
    }),
  ),
  /** Whose ids it holds: of users, of companies, or of others, which are null as for a field that holds none. */
  holds: z.enum(['users', 'companies']).nullable(),
  /** How many of the records that were looked at hold something there; null where it was never read. */
  filled: z.number().int().nullable(),
  /** How many those are: `records` of the reply, or of its `sampled`; null where it was never read. */
  lookedAt: z.number().int().nullable(),
  /** A few of the values, as a person reads them. */
  samples: z.array(z.string()),
});
export type SourceField = z.infer<typeof sourceFieldSchema>;
export const listFields = endpoint({
  name: 'listFields',
  method: 'GET',
  path: '/api/v1/fields',
  summary: 'Fields discovered at Gainsight',
  action: 'read-settings',
  showsContent: true,
  query: z.object({ object: z.string().max(100).default('company') }),
  reply: z.object({
    items: z.array(sourceFieldSchema),
    /**
     * How many records were looked at: of the company those of the inventory; of any other object stored ones that are in,
     * spread over all of them where there are more than 5,000. Null when there is none.
     */
    records: z.number().int().nullable(),
    /** How many records there are; null when there is none. */
    total: z.number().int().nullable(),
    /**
     * Of people and their places, the first so many records that were read with the inventory, for the fields that no run
     * reads; null where none were within a day.
     */
    sampled: z.object({ records: z.number().int(), readAt: instantSchema }).nullable(),
    /** Which source could fill which of our fields, best first, and why. */
    proposals: z.array(z.object({ field: z.string(), source: z.string(), evidence: z.string() })),
  }),
});

export const listFieldValues = endpoint({
  name: 'listFieldValues',
  method: 'GET',
  path: '/api/v1/fields/values',
  summary: 'Users or companies that a rule on a field of Company may name, by name',
  action: 'read-settings',
  showsContent: true,
  query: pageQuerySchema.extend({
    field: z.string().min(1).max(200),
    /** A part of a name or an address, or an id. */
    search: z.string().trim().min(1).max(200).optional(),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        /** What the document names it by: a user by address, a company by name, and by id where that says not who. */
        value: z.string(),
        name: z.string().nullable(),
        /** Address of a user; null of a company. */
        address: z.string().nullable(),
        isActive: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
});
