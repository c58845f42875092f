import { z } from 'zod';
import { accountChangeSchema } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { daySchema, idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

export const relationshipSchema = z.object({
  id: z.string(),
  gainsightId: z.string(),
  name: z.string(),
  /** Name of the relationship type as last read; its id while the type is not known. */
  type: z.string().nullable(),
  presence: z.enum(['present', 'missing', 'filtered']),
  /** The account that it belongs to; null while that is not with us. */
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  accountGainsightId: z.string().nullable(),
  owner: z.string().nullable(),
  status: z.string().nullable(),
  stage: z.string().nullable(),
  arr: z.number().nullable(),
  mrr: z.number().nullable(),
  renewalDate: daySchema.nullable(),
  contractStart: daySchema.nullable(),
  /** Our custom fields by our names. */
  fields: z.record(z.string(), z.unknown()),
  updatedAt: instantSchema,
  lastSyncedAt: instantSchema.nullable(),
});
export type Relationship = z.infer<typeof relationshipSchema>;

export const listRelationships = endpoint({
  name: 'listRelationships',
  method: 'GET',
  path: '/api/v1/relationships',
  summary: 'Relationships under accounts, by name',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    search: z.string().max(200).optional(),
    accountId: z.uuid().optional(),
    presence: z.enum(['present', 'missing', 'filtered']).default('present'),
  }),
  reply: pageOf(relationshipSchema),
});

export const getRelationship = endpoint({
  name: 'getRelationship',
  method: 'GET',
  path: '/api/v1/relationships/:id',
  summary: 'One relationship with its stakeholders and changes',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  reply: relationshipSchema.extend({
    /** The account's stakeholders that belong to it, with their role there; at most 200. */
    stakeholders: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        role: z.string().nullable(),
      }),
    ),
    changes: z.array(accountChangeSchema),
  }),
});
