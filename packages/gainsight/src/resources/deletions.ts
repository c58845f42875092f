import { formatFilterDate, parseDate } from '../dates.ts';
import { GainsightError, type GainsightErrorCode } from '../errors.ts';
import { type Condition, MAX_QUERY_ROWS, type QueryPage, runQuery } from '../query.ts';
import { gsidOf } from '../row.ts';
import type { CallOptions, Transport } from '../transport.ts';

/** Days a deletion stays listed (reference 13 [D]). */
export const DELETE_LOG_DAYS = 15;

/** A deleted record. */
export interface Deletion {
  readonly recordId: string;
  readonly objectName: string;
  readonly deletedOn: Date;
}

/** The delete log. */
export interface Deletions {
  /**
   * Records of one object deleted at or after `since`, oldest first, in pages of up to 5,000 (reference 13 [D]). A
   * tenant without the log has none [C].
   */
  list(
    query: { readonly objectName: string; readonly since: Date },
    options?: CallOptions,
  ): AsyncIterable<readonly Deletion[]>;
}

/** Makes the delete log over a transport. */
export function createDeletions(transport: Transport): Deletions {
  return { list: (query, options = {}) => listDeletions(transport, query, options) };
}

async function* listDeletions(
  transport: Transport,
  { objectName, since }: { readonly objectName: string; readonly since: Date },
  options: CallOptions,
): AsyncGenerator<readonly Deletion[], void, undefined> {
  const bySpelling: Condition = { name: 'ObjectName', operator: 'IN', value: spellingsOf(objectName) };
  const bySample: Condition = { name: 'ObjectName', operator: 'EQ', value: [objectName] };
  const read = (ofObject: Condition, offset: number) =>
    readLog(transport, { since, ofObject, offset }, options);
  let ofObject = bySpelling;
  for (let offset = 0; ; offset += MAX_QUERY_ROWS) {
    const page = await read(ofObject, offset).catch((thrown: unknown) => {
      if (!isCode(thrown, 'gainsight_bad_query') || ofObject === bySample) throw thrown;
      // The one form that is documented of this log.
      ofObject = bySample;
      return read(ofObject, offset);
    });
    if (page === null) return;
    yield page.rows.flatMap((row) => {
      const deletedOn = parseDate(row['DeletedOn']);
      const recordId = gsidOf(row, 'RecordId');
      return recordId !== null && deletedOn ? [{ recordId, objectName, deletedOn }] : [];
    });
    if (page.rows.length < MAX_QUERY_ROWS) return;
  }
}

/** A page of the log; null where the tenant has none. */
async function readLog(
  transport: Transport,
  {
    since,
    ofObject,
    offset,
  }: { readonly since: Date; readonly ofObject: Condition; readonly offset: number },
  options: CallOptions,
): Promise<QueryPage | null> {
  const after: Condition = { name: 'DeletedOn', operator: 'GTE', value: [formatFilterDate(since)] };
  const query = {
    select: ['RecordId', 'DeletedOn', 'ObjectName'],
    where: [after, ofObject],
    orderBy: [['DeletedOn', 'asc'] as const],
    limit: MAX_QUERY_ROWS,
    offset,
  };
  try {
    return await runQuery(transport, 'record_delete_log', query, options);
  } catch (thrown) {
    if (isCode(thrown, 'gainsight_object_not_found') || isCode(thrown, 'gainsight_not_found')) return null;
    throw thrown;
  }
}

function isCode(thrown: unknown, code: GainsightErrorCode): boolean {
  return thrown instanceof GainsightError && thrown.code === code;
}

/**
 * How the log may name an object: its one sample says `Company` (reference 13 [D]), which may be the label as well as the
 * name, and lists give names in lower case.
 */
function spellingsOf(objectName: string): readonly string[] {
  return [...new Set([objectName, objectName.toLowerCase(), objectName.replaceAll('_', ' ')])];
}
