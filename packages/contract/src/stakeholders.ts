import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

export const stakeholderSchema = z.object({
  id: z.string(),
  /** Of the person at the company, as Gainsight knows it. */
  gainsightId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  role: z.string().nullable(),
  phone: z.string().nullable(),
  decisionMaker: z.boolean().nullable(),
  touchFrequency: z.string().nullable(),
  /** Our custom fields by our names. */
  fields: z.record(z.string(), z.unknown()),
  /** Start of the account's last meeting in which this e-mail took part. */
  lastTouchAt: instantSchema.nullable(),
});
export type Stakeholder = z.infer<typeof stakeholderSchema>;

export const listStakeholders = endpoint({
  name: 'listStakeholders',
  method: 'GET',
  path: '/api/v1/stakeholders',
  summary: 'Active stakeholders of imported accounts, by name',
  action: 'read',
  query: pageQuerySchema.extend({
    accountId: z.uuid().optional(),
    search: z.string().max(200).optional(),
  }),
  reply: pageOf(stakeholderSchema),
});
export const getStakeholder = endpoint({
  name: 'getStakeholder',
  method: 'GET',
  path: '/api/v1/stakeholders/:id',
  summary: 'One stakeholder',
  action: 'read',
  params: idParamsSchema,
  reply: stakeholderSchema,
});
