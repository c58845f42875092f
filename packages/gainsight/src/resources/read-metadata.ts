import type { z } from 'zod';
import { GainsightError } from '../errors.ts';
import type { CallOptions, Transport } from '../transport.ts';

/** A metadata call (reference 11). */
export interface MetadataCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What it describes; null for a list. */
  readonly object: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly options: CallOptions;
}

/** Makes the call, charged to `sync`, and gives its `data`. */
export async function readMetadata(
  transport: Transport,
  { object, options, ...call }: MetadataCall,
): Promise<unknown> {
  const { envelope } = await transport.call({
    ...call,
    family: 'sync',
    repeatable: true,
    purpose: { kind: 'metadata', object },
    ...options,
  });
  return envelope.data;
}

/** Reads `data` by a schema; throws `gainsight_unexpected_reply` with the path of what is wrong. */
export function parseMetadata<Out>(schema: z.ZodType<Out>, data: unknown, what: string): Out {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  // Paths of metadata hold field names at most, never values of customers.
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  const message = `The reply does not have the shape of ${what} (at ${where}).`;
  throw new GainsightError('gainsight_unexpected_reply', message, { outcome: 'unknown' });
}
