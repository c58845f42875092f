import { z } from 'zod';

const text = z.string().nullish().catch(null);

/**
 * The keys by which replies of all families are judged (reference 6.1): the data-object envelope, the metadata one
 * (`title`, `detail`) and the gateway's, which has no `data`. Unknown keys are left alone.
 */
const envelopeSchema = z.object({
  result: z.boolean(),
  errorCode: text,
  errorDesc: text,
  requestId: text,
  title: text,
  data: z.unknown().optional(),
});

/** A reply's envelope; `data` is not looked into yet. */
export type Envelope = z.infer<typeof envelopeSchema>;

/** Reads the envelope; null when the JSON is none. */
export function readEnvelope(json: unknown): Envelope | null {
  const parsed = envelopeSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** The vendor's code: `errorCode`, or the title of a metadata error, which has no code (reference 11.5). */
export function codeOf(envelope: Envelope): string | null {
  return envelope.errorCode ?? envelope.title ?? null;
}
