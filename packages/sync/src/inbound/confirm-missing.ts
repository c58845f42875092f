import { addRunCounts, NO_COUNTS } from '@handrail/database';
import type { UnseenRecord } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { checkByIds } from './check-by-ids.ts';
import { GSID } from './source-record.ts';
import type { Slice } from './stream.ts';

/** Asks for records by their ids alone and answers those that do not stand. */
export async function listAbsent<Record extends { readonly gainsightId: string }>(
  client: Pick<GainsightReader, 'query'>,
  object: string,
  records: readonly Record[],
  signal: AbortSignal,
): Promise<readonly Record[]> {
  const absent: Record[] = [];
  for await (const check of checkByIds(client, object, records, [GSID], signal)) absent.push(...check.absent);
  return absent;
}

/** The same in a run, with its calls counted; nobody when one answers after all, since then the listing was cut. */
export async function confirmMissing(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
  unseen: readonly UnseenRecord[],
): Promise<readonly UnseenRecord[]> {
  if (unseen.length === 0) return [];
  const before = open.calls();
  const absent = await listAbsent(open.client, object, unseen, slice.signal);
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
  return absent.length < unseen.length ? [] : absent;
}
