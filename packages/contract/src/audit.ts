import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, pageOf, pageQuerySchema } from './page.ts';

export const AUDIT_OUTCOMES = ['asked', 'done', 'refused'] as const;

/** One line of the audit. A change has two: that it was asked for, and how it ended. */
export const auditEntrySchema = z.object({
  number: z.number().int(),
  at: instantSchema,
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  via: z.enum(['session', 'token', 'link', 'identity-provider']),
  /** Name of the endpoint in the API's document. */
  action: z.string(),
  /** Ids and names in its address. */
  subject: z.record(z.string(), z.unknown()),
  /** What a change of settings, users, rights or secrets turned, by name: what it was and what it is. */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** Code of the refusal. */
  code: z.string().nullable(),
  /** The entry that asked for it. */
  askedNumber: z.number().int().nullable(),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Every change that a person or a token asked for, newest first',
  action: 'read-audit',
  showsContent: false,
  query: pageQuerySchema.extend({
    actorId: z.uuid().optional(),
    action: z.string().max(100).optional(),
    outcome: z.enum(AUDIT_OUTCOMES).optional(),
  }),
  reply: pageOf(auditEntrySchema),
});
export const verifyAudit = endpoint({
  name: 'verifyAudit',
  method: 'GET',
  path: '/api/v1/audit/verification',
  summary: 'Compute the chain of hashes anew: was an entry altered or taken out',
  action: 'read-audit',
  showsContent: false,
  query: z.object({
    /** Hash of a head that was noted before. */
    head: z
      .string()
      .regex(/^[0-9a-f]{64}$/u)
      .optional(),
  }),
  reply: z.object({
    entries: z.number().int(),
    isWhole: z.boolean(),
    /** The first entry that was altered, or before which one is missing. */
    brokenAt: z.number().int().nullable(),
    /** Whether the head asked for still stands in the chain; null when none was asked for. */
    hasHead: z.boolean().nullable(),
    /** Note it elsewhere: only against it does it show that the newest entries were cut off. */
    head: z.object({ number: z.number().int(), hash: z.string() }).nullable(),
  }),
});

/** One look at content. */
export const accessEntrySchema = z.object({
  id: z.string(),
  at: instantSchema,
  actorId: z.string(),
  actorName: z.string().nullable(),
  via: z.enum(['session', 'token']),
  action: z.string(),
  subject: z.record(z.string(), z.unknown()),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

export const listAccess = endpoint({
  name: 'listAccess',
  method: 'GET',
  path: '/api/v1/audit/access',
  summary: 'Who looked at which account, meeting, person or list, newest first',
  action: 'read-audit',
  showsContent: false,
  query: pageQuerySchema.extend({
    actorId: z.uuid().optional(),
    action: z.string().max(100).optional(),
    /** What was looked at: an id of an account, a meeting or whatever else stands in the subject. */
    subjectId: z.uuid().optional(),
    /** From this day on, UTC. */
    since: z.iso.date().optional(),
    /** To the end of this day, UTC. */
    until: z.iso.date().optional(),
  }),
  reply: z.object({ items: z.array(accessEntrySchema), nextCursor: z.string().nullable() }),
});
