import { addRunCounts, keepSampled, NO_COUNTS } from '@handrail/database';
import type { JsonObject } from '@handrail/core';
import type { GainsightReader, QueryPage } from '@handrail/gainsight';
import { z } from 'zod';
import { statisticsOfRecords } from '../field-statistics.ts';
import { toSourceField } from '../source-fields.ts';
import type { OpenVendor } from '../vendors.ts';
import { isQueryRefused, isRefusal, refusedFields } from './describe-object.ts';
import { listStandingFields } from './described-fields.ts';
import { COMPANY_PERSON, PERSON } from './stakeholder-context.ts';
import type { Slice } from './stream.ts';

/** The objects of which runs read no more fields than fill something. */
const SAMPLED_OBJECTS = [COMPANY_PERSON, PERSON];
/** What the samples take, of a tenant that lets every described field be read. */
export const SAMPLE_CALLS = SAMPLED_OBJECTS.length;
/** The true share of all lies within 3.1 points of theirs, 19 times of 20, were they chosen by chance. */
const SAMPLE_RECORDS = 1_000;

/** What a reply holds is JSON; this only gives it its type. */
const rowsSchema = z.array(z.custom<JsonObject>((row) => typeof row === 'object' && row !== null));

/**
 * Keeps with an inventory what the fields of people hold that no run reads yet, so that who maps one sees what is in it: of
 * the first records of each object, in one call. Only counts and a few values are kept.
 */
export async function sampleFields(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const before = open.calls();
  const sampled: Record<string, object> = {};
  let bytes = 0;
  for (const object of SAMPLED_OBJECTS) {
    const described = await slice.transaction((tx) => listStandingFields(tx, open.connection.id, object));
    const names = described.map(({ name }) => name);
    const page = await readSome(open, object, names, slice.signal);
    if (page === null) continue;
    const fields = described.map((row) => toSourceField(row));
    const statistics = statisticsOfRecords(fields, rowsSchema.parse(page.rows));
    sampled[object] = { records: page.rows.length, fields: Object.fromEntries(statistics) };
    bytes += page.bytes;
  }
  const calls = open.calls() - before;
  await slice.transaction(async (tx) => {
    await keepSampled(tx, slice.run.id, sampled);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls, bytes });
  });
}

/** The first records with these fields, but for those that Gainsight refuses; null where it lets none be read. */
async function readSome(
  open: OpenVendor<GainsightReader>,
  object: string,
  select: readonly string[],
  signal: AbortSignal,
): Promise<QueryPage | null> {
  if (select.length === 0) return null;
  try {
    return await open.client.query(object, { select, limit: SAMPLE_RECORDS }, { signal });
  } catch (error) {
    const refused = isQueryRefused(error) ? refusedFields(error).map((name) => name.toLowerCase()) : [];
    const others = select.filter((name) => !refused.includes(name.toLowerCase()));
    if (others.length < select.length) return readSome(open, object, others, signal);
    if (isRefusal(error)) return null;
    throw error;
  }
}
