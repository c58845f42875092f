import { z } from 'zod';
import { flag, text } from './told.ts';

/**
 * The keys by which replies of all families are judged (reference 6.1): the data-object envelope, the metadata one
 * (`title`, `detail`) and the gateway's, which has no `data`. Unknown keys are left alone.
 */
const envelopeSchema = z.object({
  result: flag,
  errorCode: text,
  errorDesc: text,
  requestId: text,
  title: text,
  data: z.unknown().optional(),
});

/** A reply's envelope; `data` is not looked into yet. */
export type Envelope = Omit<z.infer<typeof envelopeSchema>, 'result'> & { readonly result: boolean };

/**
 * Reads the envelope; null when the JSON is none. One that leaves `result` out says it by what else it holds: a code is
 * a failure, data without one a success; neither is no envelope.
 */
export function readEnvelope(json: unknown): Envelope | null {
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) return null;
  const result = parsed.data.result ?? impliedResult(parsed.data);
  return result === null ? null : { ...parsed.data, result };
}

function impliedResult(told: z.infer<typeof envelopeSchema>): boolean | null {
  if (told.errorCode) return false;
  return typeof told.data === 'object' && told.data !== null ? true : null;
}

/** The vendor's code: `errorCode`, or the title of a metadata error, which has no code (reference 11.5). */
export function codeOf(envelope: Envelope): string | null {
  return envelope.errorCode ?? envelope.title ?? null;
}

const failuresSchema = z.object({ failures: z.record(z.string(), z.unknown()) });

/** Whether a reply of the Timeline says of single activities that they failed (reference 10.2). */
export function namesFailures({ data }: Envelope): boolean {
  const parsed = failuresSchema.safeParse(data);
  return parsed.success && Object.keys(parsed.data.failures).length > 0;
}
