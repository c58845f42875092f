import { parseExternalId } from '@handrail/core';
import type { WorkspaceId } from '@handrail/core';
import { parseDate, TIMELINE_OBJECT } from '@handrail/gainsight';
import { describeTypes } from './read-activity-types.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';

/** The author's e-mail address: of their other fields the documents name none that a read can select. */
const AUTHOR = 'AuthorId__gr.Email';

/** An entry on a company's Timeline, without its text. */
export interface AccountActivity {
  readonly gainsightId: string;
  /** Null where whoever wrote it gave none. */
  readonly externalId: string | null;
  readonly typeName: string | null;
  readonly subject: string | null;
  /** When what it tells of was. */
  readonly heldAt: Date | null;
  readonly author: string | null;
  /** Whether Handrail wrote it, from this installation or another. */
  readonly isOurs: boolean;
}

/**
 * The entries on a company's Timeline, its relationships' included, whoever wrote them, the newest first: `limit` of them
 * from `offset` on, and whether there are more. Two reads. Throws not_connected and what reading meets.
 */
export async function readAccountActivities(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  wanted: { readonly companyGsid: string; readonly offset: number; readonly limit: number },
  signal: AbortSignal,
): Promise<{ readonly items: readonly AccountActivity[]; readonly hasMore: boolean }> {
  const { companyGsid, offset, limit } = wanted;
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'preview' });
  try {
    const options = await describeTypes(open.client, signal);
    const labels = new Map(options.map(({ value, label }) => [value, label]));
    const { rows } = await open.client.query(
      TIMELINE_OBJECT,
      {
        select: ['Gsid', 'ExternalId', 'TypeName', 'Subject', 'ActivityDate', AUTHOR],
        where: [{ name: 'GsCompanyId', operator: 'EQ', value: [companyGsid] }],
        orderBy: [
          ['ActivityDate', 'desc'],
          ['Gsid', 'desc'],
        ],
        limit: limit + 1,
        offset,
      },
      { signal },
    );
    const items = rows.slice(0, limit).map((row) => {
      const text = (name: string) => {
        const told = row[name];
        return typeof told === 'string' && told !== '' ? told : null;
      };
      const quoted = (told: string | null) => (told === null ? null : open.quote(told));
      const externalId = text('ExternalId');
      const typeName = text('TypeName');
      return {
        gainsightId: text('Gsid') ?? '',
        externalId,
        typeName: quoted(labels.get(typeName ?? '') ?? typeName),
        subject: quoted(text('Subject')),
        heldAt: parseDate(row['ActivityDate']) ?? null,
        author: quoted(text(AUTHOR)),
        isOurs: externalId !== null && parseExternalId(externalId) !== null,
      };
    });
    return { items, hasMore: rows.length > limit };
  } finally {
    await open.close();
  }
}
