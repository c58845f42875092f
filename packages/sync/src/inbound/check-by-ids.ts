import type { GainsightReader, Row } from '@handrail/gainsight';
import { GSID } from './source-record.ts';

/** Ids asked for in one call (reference 4.3); one more stands beside them that is known to be there. */
export const CHECK_IDS = 199;
/** Most values of one IN (reference 4.3). */
export const MAX_IN_VALUES = CHECK_IDS + 1;

/** What one call by ids answered. */
export interface CheckedIds<Record> {
  /** Rows of records that stand. */
  readonly found: readonly Row[];
  /** Records that do not stand; empty when the answer is not to be trusted. */
  readonly absent: readonly Record[];
  readonly bytes: number;
}

/**
 * Asks for records of an object by id, each call together with its last record by id that the same source has just listed: an
 * answer without that one was empty or cut short, and says of nobody that it is gone.
 */
export async function* checkByIds<Record extends { readonly gainsightId: string }>(
  client: Pick<GainsightReader, 'query'>,
  object: string,
  records: readonly Record[],
  select: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<CheckedIds<Record>, void, undefined> {
  if (records.length === 0) return;
  const listed = await client.query(
    object,
    { select: [GSID], orderBy: [[GSID, 'desc']], limit: 1 },
    { signal },
  );
  const witness = listed.rows[0]?.[GSID];
  if (typeof witness !== 'string') return;
  for (let from = 0; from < records.length; from += CHECK_IDS) {
    const asked = records.slice(from, from + CHECK_IDS);
    const ids = [...asked.map((record) => record.gainsightId), witness];
    const page = await client.query(
      object,
      {
        select,
        where: [{ name: GSID, operator: 'IN', value: ids }],
        orderBy: [[GSID, 'asc']],
        limit: ids.length,
      },
      { signal },
    );
    const answered = new Set(page.rows.map((row) => row[GSID]));
    const asking = new Set<unknown>(asked.map((record) => record.gainsightId));
    yield {
      found: page.rows.filter((row) => asking.has(row[GSID])),
      absent: answered.has(witness) ? asked.filter((record) => !answered.has(record.gainsightId)) : [],
      bytes: page.bytes,
    };
  }
}
