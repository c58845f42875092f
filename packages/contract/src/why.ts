import { EXPLAINED_NOUNS as WHY_NOUNS } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

export { WHY_NOUNS };

export const reasonSchema = z.object({
  label: z.string(),
  text: z.string(),
  at: instantSchema.nullable(),
  /** Where it can be looked at. */
  link: z.object({ to: z.enum(['run', 'account', 'meeting']), id: z.string() }).nullable(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const fieldOriginSchema = z.object({
  field: z.string(),
  label: z.string(),
  value: z.unknown(),
  source: z
    .object({
      object: z.string(),
      field: z.string(),
      label: z.string().nullable(),
      value: z.unknown(),
      /** False where the value is not kept while its record is out: then null says nothing of the source. */
      isKept: z.boolean(),
      /** Whether nobody chose it: it fills the field while the configuration maps nothing to it. */
      isDefault: z.boolean(),
    })
    .nullable(),
  /** How the source value becomes ours, in words. */
  conversion: z.string(),
  /** Whose value stands, in words. */
  owner: z.string(),
  manual: z.object({ by: z.string().nullable(), at: instantSchema }).nullable(),
  change: z
    .object({
      at: instantSchema,
      before: z.unknown(),
      after: z.unknown(),
      cause: z.string(),
      runId: z.string().nullable(),
      runNumber: z.number().int().nullable(),
    })
    .nullable(),
});
export type FieldOrigin = z.infer<typeof fieldOriginSchema>;

/** What stands in place of a source value that is not kept. */
export const NOT_KEPT = 'not kept while it is out';

export const explanationSchema = z.object({
  noun: z.enum(WHY_NOUNS),
  /** Ours; null for what never came in. */
  id: z.string().nullable(),
  /** The vendor's or the recorder's; of a delivery its ExternalId. */
  sourceId: z.string().nullable(),
  name: z.string().nullable(),
  standing: z.string(),
  /** The answer in one sentence. */
  answer: z.string(),
  reasons: z.array(reasonSchema),
  /** What would change it. */
  remedy: z.string().nullable(),
  fields: z.array(fieldOriginSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const whyMatchSchema = z.object({
  id: z.string().nullable(),
  sourceId: z.string().nullable(),
  name: z.string().nullable(),
  /** The account that it belongs to. */
  account: z.string().nullable(),
  standing: z.string(),
  isExact: z.boolean(),
});
export type WhyMatch = z.infer<typeof whyMatchSchema>;

export const explainSubject = endpoint({
  name: 'explainSubject',
  method: 'GET',
  path: '/api/v1/why/:noun',
  summary: 'Why something is here, out, gone, set aside or held; by an id of ours or theirs, or a name',
  action: 'read',
  showsContent: true,
  params: z.object({ noun: z.enum(WHY_NOUNS) }),
  query: z.object({
    subject: z.string().trim().min(1).max(500),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  reply: z.object({
    /** What may be meant, whole names before parts of names. */
    matches: z.array(whyMatchSchema),
    /** Null when nothing or several things may be meant. */
    explanation: explanationSchema.nullable(),
  }),
});
