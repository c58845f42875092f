import { z } from 'zod';

/** An error reply (RFC 9457) with our `code`, a remedy in words, and every issue of a bad request. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  remedy: z.string().optional(),
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Why a run, delivery or connection did not succeed, as shown to a person. */
export const failureSchema = z.object({
  kind: z.enum(['configuration', 'limit', 'transient', 'conflict', 'defect']),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  requestId: z.string().nullable().optional(),
});
export type Failure = z.infer<typeof failureSchema>;
