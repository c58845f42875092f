import { reachedSchema } from '@handrail/contract';
import type { Connection } from '@handrail/contract';
import type { Configuration } from '@handrail/core';
import type { ConnectionRow, Vendor } from '@handrail/database';
import { z } from 'zod';
import { instant, presentFailure } from './failure.ts';

const capabilitiesSchema = z.record(z.string(), z.boolean().nullable());

/** A connection as the cards show it; a vendor without one is "not connected". */
export function presentConnection(
  vendor: Vendor,
  row: ConnectionRow | undefined,
  { configuration, hasEntries }: { readonly configuration: Configuration; readonly hasEntries: boolean },
): Connection {
  const isWritten = configuration.timeline.enabled || configuration.writeback.enabled || hasEntries;
  return {
    vendor,
    state: row?.state ?? 'not-connected',
    origin: row?.origin ?? null,
    subdomain: row?.subdomain ?? null,
    credentialKind: row?.credential_kind ?? null,
    connectedAt: instant(row?.connected_at ?? null),
    checkedAt: instant(row?.checked_at ?? null),
    failure: presentFailure(row?.failure),
    reached: z
      .array(reachedSchema)
      .catch([])
      .parse(row?.reached ?? []),
    capabilities: capabilitiesSchema.catch({}).parse(row?.capabilities ?? {}),
    writing: vendor === 'gainsight' && isWritten,
  };
}
