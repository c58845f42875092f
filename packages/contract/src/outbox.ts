import { DELIVERY_STATES, NULL_RULES } from '@handrail/core';
import { z } from 'zod';
import { conversionSchema } from './conversion.ts';
import { endpoint } from './endpoint.ts';
import { entryStandingSchema } from './meetings.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

export { deliveryReasonInWords } from '@handrail/core';

/** A delivery; of values nothing is said of what stands. */
export const outboxItemSchema = entryStandingSchema.extend({
  id: z.string(),
  kind: z.enum(['timeline-activity', 'field-values']),
  subjectId: z.string(),
  /** Meeting title or account name. */
  subject: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  cause: z.string(),
  externalId: z.string().nullable(),
  attempts: z.number().int(),
  notBefore: instantSchema,
  lastAttemptAt: instantSchema.nullable(),
  settledAt: instantSchema.nullable(),
  createdAt: instantSchema,
  failure: failureSchema.nullable(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

export const listOutbox = endpoint({
  name: 'listOutbox',
  method: 'GET',
  path: '/api/v1/outbox',
  summary: 'What waits to go out and what went',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    state: z.enum(DELIVERY_STATES).optional(),
    kind: z.enum(['timeline-activity', 'field-values']).optional(),
  }),
  reply: pageOf(outboxItemSchema),
});
export const retryOutboxItem = endpoint({
  name: 'retryOutboxItem',
  method: 'POST',
  path: '/api/v1/outbox/:id/retry',
  summary: 'Try a refused delivery again in the next pass',
  action: 'send',
  showsContent: true,
  params: idParamsSchema,
  reply: outboxItemSchema,
});

export const settleActivityEdit = endpoint({
  name: 'settleActivityEdit',
  method: 'POST',
  path: '/api/v1/outbox/:id/edit',
  summary:
    'Decide about a Timeline entry that a person edited at Gainsight: keep theirs, or write ours over it',
  action: 'send',
  showsContent: true,
  params: idParamsSchema,
  body: z.strictObject({ keep: z.enum(['theirs', 'ours']) }),
  reply: outboxItemSchema,
});

/** A row of the writeback contract with all that it says. */
const writtenRowSchema = z.strictObject({
  metric: z.string(),
  object: z.enum(['Company', 'Relationship']),
  field: z.string(),
  /** How the value is said there, items of a picklist by their ids; null: as it is measured. */
  conversion: conversionSchema.nullable().default(null),
  whenUndefined: z.enum(NULL_RULES),
  owner: z.enum(['handrail', 'person']),
});

/** What a writeback pass would send, to the value. */
export const writebackPlanSchema = z.object({
  activities: z.array(
    z.object({
      meetingId: z.string(),
      accountName: z.string(),
      /** Whether an entry is made, gets other words, or goes. */
      does: z.enum(['post', 'change', 'take-back']),
      /** Of what is taken back: the title of the meeting. */
      subject: z.string(),
      notes: z.string(),
      externalId: z.string(),
      /** Why it is taken back, by our codes; null otherwise. */
      reason: z.string().nullable(),
    }),
  ),
  values: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      object: z.enum(['Company', 'Relationship']),
      /** Name of the record itself: of the relationship, or of the account again. */
      recordName: z.string(),
      gainsightId: z.string(),
      field: z.string(),
      fieldLabel: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      /** What items of a picklist are called; null for all else. */
      beforeLabel: z.string().nullable(),
      afterLabel: z.string().nullable(),
      /** Whether it waits until a person confirmed the first difference of its row. */
      awaitsConfirmation: z.boolean(),
    }),
  ),
  /** Rows of the contract whose first difference nobody confirmed yet: nothing is written for them. */
  unconfirmed: z.array(writtenRowSchema),
  calls: z.number().int(),
});
export const previewWriteback = endpoint({
  name: 'previewWriteback',
  method: 'GET',
  path: '/api/v1/writeback/preview',
  summary: 'Dry run: exactly what the next pass would send',
  action: 'send',
  showsContent: true,
  reply: writebackPlanSchema,
});
export const getWriteback = endpoint({
  name: 'getWriteback',
  method: 'GET',
  path: '/api/v1/writeback',
  summary:
    'The rows of the writeback contract, whether their first difference is confirmed, and what became of their values',
  action: 'read-settings',
  showsContent: false,
  reply: z.object({
    enabled: z.boolean(),
    rows: z.array(
      writtenRowSchema.extend({
        fieldLabel: z.string(),
        isConfirmed: z.boolean(),
        /** Values of ours that stand there. */
        written: z.number().int(),
        /** Values that Gainsight refused. */
        refused: z.number().int(),
        /** Records where a person's edit is kept. */
        kept: z.number().int(),
      }),
    ),
  }),
});
export const confirmWriteback = endpoint({
  name: 'confirmWriteback',
  method: 'POST',
  path: '/api/v1/writeback/confirmation',
  summary:
    'Confirm rows of the writeback contract whose first difference was looked at: they are written from now on',
  action: 'send',
  showsContent: false,
  body: z.strictObject({ rows: z.array(writtenRowSchema).min(1).max(500) }),
  reply: z.object({ confirmed: z.number().int() }),
});
export type WritebackPlan = z.infer<typeof writebackPlanSchema>;
