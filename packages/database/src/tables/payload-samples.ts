import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { countSourceRecords, readPayloads } from './source-records.ts';
import type { SourceObject } from './source-records.ts';

/** What was read of some records of an object, spread evenly over all that are present and in. */
export interface PayloadSample {
  /** How many are present and in. */
  readonly total: number;
  readonly payloads: readonly unknown[];
}

/**
 * Payloads of about so many records at most; of all, where there are no more. Which ones follows from their ids, so that
 * asking again tells the same. At 400,000 records it takes about a second.
 */
export async function samplePayloads(
  tx: WorkspaceTransaction,
  of: SourceObject,
  atMost: number,
): Promise<PayloadSample> {
  const { live: total } = await countSourceRecords(tx, of);
  if (total === 0) return { total, payloads: [] };
  const oneOf = Math.ceil(total / atMost);
  // Apart from their payloads: joined, a planner that does not know the tables yet goes through one for each row of the other.
  const { rows } = await sql<{ id: string }>`
    select gainsight_id as id from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and verdict = 'in' and hashtext(gainsight_id) % ${oneOf} = 0
  `.execute(tx.db);
  const ids = rows.map(({ id }) => id);
  return { total, payloads: [...(await readPayloads(tx, of, ids)).values()] };
}
