import { z } from 'zod';
import { GainsightError } from '../errors.ts';
import type { Lookups } from '../lookups.ts';
import type { Row } from '../row.ts';
import { number } from '../told.ts';
import type { CallOptions, Transport } from '../transport.ts';

/** Most records an update takes (reference 5.3 [G]). */
export const MAX_UPDATE_RECORDS = 50;
/** Most key fields of an update (reference 5.3 [G]). */
export const MAX_UPDATE_KEYS = 3;

/** An update of existing records. */
export interface RecordsUpdate {
  /** Fields that find the record, 1 to 3, joined by AND; String, GSID, Number or Email (reference 5.3 [G]). */
  readonly keys: readonly string[];
  /** 1 to 50; each holds every key and the fields to change. Null clears, absent leaves (reference 5.3 [I]). */
  readonly records: readonly Row[];
  readonly lookups?: Lookups;
}

/** What an update did. */
export interface RecordsUpdated {
  /** Rows changed as Gainsight counts them; a key value may match several. Null when it did not say. */
  readonly count: number | null;
  /** As returned, in the order sent; may hold the Gsid only. */
  readonly records: readonly Row[];
}

/** Writing to one data object. */
export interface WritableRecords {
  /**
   * Changes existing records, all or none: `PUT /v1/data/objects/{Object}?keys=…` (reference 5.2 and 5.3). Never
   * inserts. Throws GainsightWriteRefused with nothing stored; a repeat with the same values is harmless.
   */
  update(update: RecordsUpdate, options?: CallOptions): Promise<RecordsUpdated>;
}

const recordsSchema = z.array(z.record(z.string(), z.unknown()));
/** `{ count, records }`, or the records alone, as queries have both forms (reference 4.3 and 5.1). */
const updatedSchema = z.union([
  recordsSchema.transform((records) => ({ count: null, records })),
  z.object({ count: number, records: recordsSchema.nullish() }),
]);

/** Makes the writing calls of one object over a transport. */
export function createWritableRecords(transport: Transport, object: string): WritableRecords {
  return {
    async update({ keys, records, lookups }, options = {}) {
      checkUpdate(object, keys, records);
      const { envelope, reply } = await transport.call({
        method: 'PUT',
        path: `/v1/data/objects/${object}`,
        query: { keys: keys.join(',') },
        json: lookups === undefined ? { records } : { records, lookups },
        family: 'sync',
        repeatable: true,
        purpose: { kind: 'write', object, records },
        ...options,
      });
      const parsed = updatedSchema.nullish().safeParse(envelope.data);
      if (parsed.success) return { count: parsed.data?.count ?? null, records: parsed.data?.records ?? [] };
      const text = `The reply to an update of ${object} does not say what was changed.`;
      const { status, requestId } = reply;
      throw new GainsightError('gainsight_unexpected_reply', text, { outcome: 'unknown', status, requestId });
    },
  };
}

function checkUpdate(object: string, keys: readonly string[], records: readonly Row[]): void {
  const hasKeys = keys.length >= 1 && keys.length <= MAX_UPDATE_KEYS;
  const hasRecords = records.length >= 1 && records.length <= MAX_UPDATE_RECORDS;
  const isKeyed = records.every((record) =>
    keys.every((key) => record[key] !== undefined && record[key] !== null),
  );
  if (hasKeys && hasRecords && isKeyed) return;
  const text = `An update of ${object} takes 1 to 3 keys and 1 to 50 records, each with every key.`;
  throw new GainsightError('gainsight_request_invalid', text, { outcome: 'not-sent' });
}
