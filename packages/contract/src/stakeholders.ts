import { z } from 'zod';
import { accountChangeSchema } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** Where we know a stakeholder from: a person at the company or at a relationship of it, a meeting, or somebody's word. */
export const STAKEHOLDER_SOURCES = ['company-person', 'relationship-person', 'meeting', 'person'] as const;

/** The fields of a stakeholder that can be set by hand; the e-mail only of those whom Gainsight does not know. */
export const STAKEHOLDER_MANUAL_FIELDS = [
  'name',
  'email',
  'title',
  'role',
  'phone',
  'decisionMaker',
  'touchFrequency',
] as const;

export const stakeholderSchema = z.object({
  id: z.string(),
  /** Of the person at the company, as Gainsight knows it; null for those whom only we know. */
  gainsightId: z.string().nullable(),
  accountId: z.string(),
  accountName: z.string(),
  source: z.enum(STAKEHOLDER_SOURCES),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  role: z.string().nullable(),
  phone: z.string().nullable(),
  decisionMaker: z.boolean().nullable(),
  touchFrequency: z.string().nullable(),
  /** Our custom fields by our names. */
  fields: z.record(z.string(), z.unknown()),
  /** Fields that hold a value set by hand. */
  manual: z.array(z.string()),
  /** Start of the account's last meeting in which this e-mail took part. */
  lastTouchAt: instantSchema.nullable(),
  /** By when the next touch is expected; null when none is. */
  touchDueAt: instantSchema.nullable(),
  /** Whole days that the touch is late; null when it is not. */
  overdueDays: z.number().int().nullable(),
  /** When they were last seen to be as they are at the source; null for those whom only we know. */
  lastSyncedAt: instantSchema.nullable(),
});
export type Stakeholder = z.infer<typeof stakeholderSchema>;

/** What stakeholders can be ordered by: name, last touch, or the day that the next one is due. */
export const STAKEHOLDER_SORTS = ['name', 'touch', 'due'] as const;
/** How long ago the last touch is. */
export const LAST_TOUCHES = ['never', 'over-30', 'over-90', 'over-180'] as const;
/** Where the next touch stands against the cadence. */
export const CADENCE_GAPS = ['overdue', 'due-soon'] as const;

export const listStakeholders = endpoint({
  name: 'listStakeholders',
  method: 'GET',
  path: '/api/v1/stakeholders',
  summary: 'Active stakeholders of imported accounts',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    accountId: z.uuid().optional(),
    search: z.string().max(200).optional(),
    role: z.string().max(500).optional(),
    lastTouch: z.enum(LAST_TOUCHES).optional(),
    /** Late by the cadence, or due within 14 days. */
    gap: z.enum(CADENCE_GAPS).optional(),
    sort: z.enum(STAKEHOLDER_SORTS).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
  }),
  reply: pageOf(stakeholderSchema).extend({
    /** The roles that stakeholders have, most frequent first; at most 100. */
    roles: z.array(z.string()),
  }),
});

export const stakeholderDetailSchema = stakeholderSchema.extend({
  /** The meetings of the account in which they took part, newest first; at most 20. */
  meetings: z.array(z.object({ id: z.string(), title: z.string(), startedAt: instantSchema.nullable() })),
  relationships: z.array(z.object({ id: z.string(), name: z.string(), role: z.string().nullable() })),
  changes: z.array(accountChangeSchema),
});
export type StakeholderDetail = z.infer<typeof stakeholderDetailSchema>;
export const getStakeholder = endpoint({
  name: 'getStakeholder',
  method: 'GET',
  path: '/api/v1/stakeholders/:id',
  summary: 'One stakeholder with meetings, relationships and changes',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  reply: stakeholderDetailSchema,
});

const text = z.string().trim().max(500);
/** A person put down by hand; empty texts are left out. */
export const newStakeholderSchema = z.strictObject({
  email: z.email().max(320).nullish(),
  name: text.nullish(),
  title: text.nullish(),
  role: text.nullish(),
  phone: text.nullish(),
  decisionMaker: z.boolean().nullish(),
  touchFrequency: text.nullish(),
  /** Whether the person was proposed from meetings. */
  fromMeetings: z.boolean().default(false),
});
export const addStakeholder = endpoint({
  name: 'addStakeholder',
  method: 'POST',
  path: '/api/v1/accounts/:id/stakeholders',
  summary: 'Add a stakeholder to an account by hand; the sync never overwrites what is set so',
  action: 'edit-stakeholders',
  showsContent: true,
  params: idParamsSchema,
  body: newStakeholderSchema,
  reply: stakeholderDetailSchema,
});

const fieldParamsSchema = idParamsSchema.extend({ field: z.enum(STAKEHOLDER_MANUAL_FIELDS) });
export const setStakeholderField = endpoint({
  name: 'setStakeholderField',
  method: 'PUT',
  path: '/api/v1/stakeholders/:id/fields/:field',
  summary: 'Set a value by hand; it stays until it is removed, whatever the source says',
  action: 'edit-stakeholders',
  showsContent: true,
  params: fieldParamsSchema,
  body: z.strictObject({ value: z.union([text, z.boolean(), z.null()]) }),
  reply: stakeholderDetailSchema,
});
export const releaseStakeholderField = endpoint({
  name: 'releaseStakeholderField',
  method: 'DELETE',
  path: '/api/v1/stakeholders/:id/fields/:field',
  summary: 'Remove a value set by hand; the source fills the field again',
  action: 'edit-stakeholders',
  showsContent: true,
  params: fieldParamsSchema,
  reply: stakeholderDetailSchema,
});
export const removeStakeholder = endpoint({
  name: 'removeStakeholder',
  method: 'DELETE',
  path: '/api/v1/stakeholders/:id',
  summary: 'Remove a stakeholder whom Gainsight does not know',
  action: 'edit-stakeholders',
  showsContent: false,
  params: idParamsSchema,
  reply: z.object({ removed: z.literal(true) }),
});

export const proposedStakeholderSchema = z.object({
  email: z.string(),
  name: z.string().nullable(),
  /** Meetings of this account, and of no other, in which they took part. */
  meetings: z.number().int(),
  lastMetAt: instantSchema.nullable(),
});
export const listProposedStakeholders = endpoint({
  name: 'listProposedStakeholders',
  method: 'GET',
  path: '/api/v1/accounts/:id/proposed-stakeholders',
  summary: 'People who took part in meetings of an account and are none of its stakeholders',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  reply: z.object({ items: z.array(proposedStakeholderSchema) }),
});
export const dismissProposedStakeholder = endpoint({
  name: 'dismissProposedStakeholder',
  method: 'POST',
  path: '/api/v1/accounts/:id/proposed-stakeholders/dismiss',
  summary: 'Propose a person no longer',
  action: 'edit-stakeholders',
  showsContent: true,
  params: idParamsSchema,
  body: z.strictObject({ email: z.string().max(320) }),
  reply: z.object({ items: z.array(proposedStakeholderSchema) }),
});
