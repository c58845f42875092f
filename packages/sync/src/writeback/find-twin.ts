import { TIMELINE_OBJECT } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import type { ActivityContent } from './activity-content.ts';

/** How far a twin may be from our meeting, in ms either way. */
const NEAR_MS = 600_000;
/** Activities of those twenty minutes that are looked through, of the whole tenant. */
const LOOKED_AT = 500;
/** Titles that are shorter stand in too many subjects by chance. */
const MIN_TITLE = 5;

/**
 * Finds another author's activity of the same meeting: at the same company, at the same time, with the recording's address
 * in its notes or the meeting's title in its subject. Costs one read; two conditions, as many as every tenant takes (reference 4.1).
 */
export async function findTwin(
  client: Pick<GainsightReader, 'query'>,
  content: ActivityContent & { readonly kind: 'wanted' },
  signal: AbortSignal,
): Promise<string | null> {
  const at = (offsetMs: number) => new Date(content.heldAt.getTime() + offsetMs).toISOString();
  const { rows } = await client.query(
    TIMELINE_OBJECT,
    {
      select: ['Gsid', 'ExternalId', 'Subject', 'Notes', 'GsCompanyId'],
      where: [
        { name: 'ActivityDate', operator: 'GTE', value: [at(-NEAR_MS)] },
        { name: 'ActivityDate', operator: 'LTE', value: [at(NEAR_MS)] },
      ],
      limit: LOOKED_AT,
    },
    { signal },
  );
  const title = content.title.trim().toLowerCase();
  const twin = rows.find((row) => {
    const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '');
    if (text('GsCompanyId') !== content.companyGsid || text('ExternalId').startsWith('hr1-')) return false;
    const hasUrl = content.url !== null && text('Notes').includes(content.url);
    return hasUrl || (title.length >= MIN_TITLE && text('Subject').toLowerCase().includes(title));
  });
  return twin === undefined ? null : String(twin['Gsid']);
}
