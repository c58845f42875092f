import { formatFilterDate, parseDate } from '../dates.ts';
import { GainsightError } from '../errors.ts';
import { type Condition, MAX_QUERY_ROWS, runQuery } from '../query.ts';
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
  const where: Condition[] = [
    { name: 'DeletedOn', operator: 'GTE', value: [formatFilterDate(since)] },
    { name: 'ObjectName', operator: 'IN', value: spellingsOf(objectName) },
  ];
  const select = ['RecordId', 'DeletedOn', 'ObjectName'];
  for (let offset = 0; ; offset += MAX_QUERY_ROWS) {
    const query = { select, where, orderBy: [['DeletedOn', 'asc'] as const], limit: MAX_QUERY_ROWS, offset };
    const page = await runQuery(transport, 'record_delete_log', query, options).catch((error: unknown) => {
      const isAbsent = error instanceof GainsightError && error.code === 'gainsight_object_not_found';
      if (isAbsent) return null;
      throw error;
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

/**
 * How the log may name an object: its one sample says `Company` (reference 13 [D]), which may be the label as well as the
 * name, and lists give names in lower case.
 */
function spellingsOf(objectName: string): readonly string[] {
  return [...new Set([objectName, objectName.toLowerCase(), objectName.replaceAll('_', ' ')])];
}
