import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { DELIVERY_STATES } from './meetings.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

export const outboxItemSchema = z.object({
  id: z.string(),
  kind: z.enum(['timeline-activity', 'field-values']),
  subjectId: z.string(),
  /** Meeting title or account name. */
  subject: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  state: z.enum(DELIVERY_STATES),
  cause: z.string(),
  reason: z.string().nullable(),
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
  params: idParamsSchema,
  reply: outboxItemSchema,
});

/** What a writeback pass would send, to the value. */
export const writebackPlanSchema = z.object({
  activities: z.array(
    z.object({
      meetingId: z.string(),
      accountName: z.string(),
      subject: z.string(),
      notes: z.string(),
      externalId: z.string(),
    }),
  ),
  values: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      gainsightId: z.string(),
      field: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  calls: z.number().int(),
});
export const previewWriteback = endpoint({
  name: 'previewWriteback',
  method: 'GET',
  path: '/api/v1/writeback/preview',
  summary: 'Dry run: exactly what the next pass would send',
  action: 'send',
  reply: writebackPlanSchema,
});
export type WritebackPlan = z.infer<typeof writebackPlanSchema>;
