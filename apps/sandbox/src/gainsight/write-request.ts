import { z } from 'zod';
import { lookupsBlock } from './lookups.ts';
import { Refusal } from './refusal.ts';

/** Most records of one write (reference section 5.1). */
const maxWriteRecords = 50;

/** Schema of the body of an insert or update. */
export const writeRequest = z.object({
  records: z.array(z.record(z.string(), z.unknown())).min(1).max(maxWriteRecords),
  lookups: lookupsBlock,
});

/** The body of an insert or update. */
export type WriteRequest = z.infer<typeof writeRequest>;

/** Reads the body of a write of 1 to 50 records; throws a refusal when it does not fit. */
export function readWriteRequest(body: unknown): WriteRequest {
  const parsed = writeRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(
    400,
    'GSOBJ_1023',
    `Invalid request - ${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? ''}`,
  );
}
