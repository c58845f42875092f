import { floorToSecond } from '@handrail/core';
import { formatFilterDate, GainsightError, parseDate } from '@handrail/gainsight';
import type { Condition, GainsightReader } from '@handrail/gainsight';
import { z } from 'zod';
import { COMPANY } from './inbound/account-context.ts';
import { GSID, MODIFIED_DATE } from './inbound/source-record.ts';

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

/** Far enough beyond an instant that rounding to seconds cannot reach it, and nearer than any zone, in ms. */
const BEYOND_MS = 2_000;

type Client = Pick<GainsightReader, 'query'>;

/** Tries them, in at most five calls. What a tenant refuses to answer it cannot do; all else that fails is thrown. */
export async function probeGainsight(client: Client, signal: AbortSignal): Promise<GainsightCapabilities> {
  return {
    pagesByGsid: await ask(() => probePaging(client, signal)),
    readsFilterDatesAsUtc: await ask(() => probeFilterZone(client, signal)),
  };
}

async function ask(probe: () => Promise<boolean | null>): Promise<boolean | null> {
  try {
    return await probe();
  } catch (thrown) {
    if (thrown instanceof GainsightError && thrown.code === 'gainsight_bad_query') return false;
    throw thrown;
  }
}

async function probePaging(client: Client, signal: AbortSignal): Promise<boolean | null> {
  const first = await client.query(
    COMPANY,
    { select: [GSID], orderBy: [[GSID, 'asc']], limit: 2 },
    { signal },
  );
  const [one, two] = first.rows.map((row) => row[GSID]);
  if (typeof one !== 'string' || typeof two !== 'string') return null;
  const next = await client.query(
    COMPANY,
    {
      select: [GSID],
      where: [modifiedSince(new Date(0)), { name: GSID, operator: 'GT', value: [one] }],
      orderBy: [[GSID, 'asc']],
      limit: 1,
    },
    { signal },
  );
  const follows = next.rows[0]?.[GSID];
  // A row without a date may stand in between, so only a row at or before the first disproves it.
  return typeof follows === 'string' ? follows > one && follows >= two : null;
}

/**
 * The newest record must answer to its own date and not to one just after it. Read in a zone west of UTC the first
 * filter finds nothing; read in one east of it the second still finds that record.
 */
async function probeFilterZone(client: Client, signal: AbortSignal): Promise<boolean | null> {
  const newest = await oneDate(client, [], 'desc', signal);
  if (newest === null) return null;
  const at = floorToSecond(newest);
  const beyond = new Date(at.getTime() + BEYOND_MS);
  const own = await oneDate(client, [modifiedSince(at)], 'asc', signal);
  if (own === null || own < at) return false;
  const after = await oneDate(client, [modifiedSince(beyond)], 'asc', signal);
  // A record that was edited since may answer, an older one may not.
  return after === null || after >= beyond;
}

async function oneDate(
  client: Client,
  where: readonly Condition[],
  order: 'asc' | 'desc',
  signal: AbortSignal,
): Promise<Date | null> {
  const page = await client.query(
    COMPANY,
    { select: [MODIFIED_DATE], where, orderBy: [[MODIFIED_DATE, order]], limit: 1 },
    { signal },
  );
  return parseDate(page.rows[0]?.[MODIFIED_DATE]) ?? null;
}

function modifiedSince(since: Date): Condition {
  return { name: MODIFIED_DATE, operator: 'GTE', value: [formatFilterDate(since)] };
}
