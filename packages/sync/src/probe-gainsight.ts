import type { GainsightReader } from '@handrail/gainsight';
import { z } from 'zod';
import { COMPANY } from './inbound/account-context.ts';
import { MODIFIED_DATE } from './inbound/source-record.ts';

const triedSchema = z.boolean().nullable().catch(null);

const capabilitiesSchema = z
  .object({
    /** Whether `Gsid GT` beside a date answers, and agrees with the order by Gsid. */
    pagesByGsid: triedSchema,
    /** Whether a filter value with `Z` is read as UTC. */
    readsFilterDatesAsUtc: triedSchema,
  })
  .catch({ pagesByGsid: null, readsFilterDatesAsUtc: null });

/** What a tenant can do beyond the documents' certainty; null where its data did not tell, or nobody asked. */
export type GainsightCapabilities = Readonly<z.infer<typeof capabilitiesSchema>>;

/** The stored capabilities of a connection; whatever does not stand there was not tried. */
export function readCapabilities(connection: { readonly capabilities: unknown }): GainsightCapabilities {
  return capabilitiesSchema.parse(connection.capabilities);
}

/** Tries them on the companies; throws what a query throws, bar a refusal, which is the answer no. */
export async function probeGainsight(
  client: Pick<GainsightReader, 'probe'>,
  signal: AbortSignal,
): Promise<GainsightCapabilities> {
  const of = { objectName: COMPANY, dateField: MODIFIED_DATE };
  const { joinsConditions, ordersByGsid, readsFilterDatesAsUtc } = await client.probe(of, { signal });
  const isTold = joinsConditions !== null && ordersByGsid !== null;
  return { pagesByGsid: isTold ? joinsConditions && ordersByGsid : null, readsFilterDatesAsUtc };
}
