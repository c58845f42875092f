import { z } from 'zod';
import { accountDetailSchema, EXIT_KINDS } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, MAX_DOCUMENT_BYTES } from './page.ts';
import { runSchema } from './streams.ts';

const keepSchema = z.union([z.number().int(), z.literal('forever')]);

export const retentionPlanSchema = z.object({
  /** Days after leaving until an account is removed, by the way in which it left. */
  keep: z.object({ deleted: keepSchema, merged: keepSchema, filtered: keepSchema }),
  /** Accounts that the next pass would remove. */
  due: z.number().int(),
  /** Due as well, and kept by a legal hold. */
  held: z.number().int(),
  /** Gone from the lists, and not due yet. */
  waiting: z.number().int(),
  /** When the longest gone of those due left. */
  oldestLeftAt: instantSchema.nullable(),
  /** The number of a run that waits for a decision: nothing is removed before. */
  blockedByRun: z.number().int().nullable(),
  /** The first of those due, longest gone first. */
  accounts: z.array(
    z.object({
      id: z.string(),
      gainsightId: z.string(),
      name: z.string(),
      kind: z.enum(EXIT_KINDS),
      leftAt: instantSchema,
      dueAt: instantSchema.nullable(),
    }),
  ),
});
export type RetentionPlan = z.infer<typeof retentionPlanSchema>;

export const previewRetention = endpoint({
  name: 'previewRetention',
  method: 'POST',
  path: '/api/v1/retention/preview',
  summary: 'What retention would remove, by the configuration in force or by a draft; nothing is removed',
  action: 'read-settings',
  showsContent: true,
  body: z.strictObject({
    document: z.record(z.string(), z.unknown()).optional(),
    limit: z.number().int().min(1).max(5_000).default(50),
  }),
  reply: retentionPlanSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
export const runRetention = endpoint({
  name: 'runRetention',
  method: 'POST',
  path: '/api/v1/retention/run',
  summary: 'Remove what is due now; 409 when that is not the number that was previewed',
  action: 'change-settings',
  showsContent: false,
  body: z.strictObject({ expected: z.number().int().min(0) }),
  reply: runSchema,
});

export const restoreAccount = endpoint({
  name: 'restoreAccount',
  method: 'POST',
  path: '/api/v1/accounts/:id/restore',
  summary: 'Put an account that is gone at the source back into the lists, a merge undone with it',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  reply: accountDetailSchema,
});
export const releaseAccount = endpoint({
  name: 'releaseAccount',
  method: 'POST',
  path: '/api/v1/accounts/:id/release',
  summary: 'Let an account go again that was put back by hand; its days begin anew',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  reply: accountDetailSchema,
});
export const decideMerge = endpoint({
  name: 'decideMerge',
  method: 'POST',
  path: '/api/v1/accounts/:id/merge',
  summary: 'Confirm or turn down a merge that was found by its people',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  body: z.strictObject({ decision: z.enum(['confirm', 'reject']) }),
  reply: accountDetailSchema,
});
export const setLegalHold = endpoint({
  name: 'setLegalHold',
  method: 'PUT',
  path: '/api/v1/accounts/:id/hold',
  summary: 'Put a legal hold on an account: retention does not remove it',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  reply: accountDetailSchema,
});
export const liftLegalHold = endpoint({
  name: 'liftLegalHold',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/hold',
  summary: 'Lift the legal hold on an account',
  action: 'change-settings',
  showsContent: true,
  params: idParamsSchema,
  reply: accountDetailSchema,
});
