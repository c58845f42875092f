import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Schema of the body of a data query. */
export const queryRequest = z.object({
  select: z.array(z.string()).nullish(),
  where: z
    .object({
      conditions: z
        .array(
          z.object({
            name: z.string(),
            alias: z.string().optional(),
            value: z.unknown().optional(),
            operator: z.string(),
          }),
        )
        .nullish(),
      expression: z.string().nullish(),
    })
    .nullish(),
  orderBy: z.record(z.string(), z.string()).nullish(),
  limit: z.int().positive().optional(),
  offset: z.int().nonnegative().optional(),
});

/** The body of a data query (reference section 4.1). */
export type QueryRequest = z.infer<typeof queryRequest>;

/** Reads the body of a data query; throws a refusal that names the first part that does not fit. */
export function readQueryRequest(body: unknown): QueryRequest {
  const parsed = queryRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, 'GSOBJ_1023', `Invalid request - ${issue?.path.join('.') ?? 'body'}`);
}
