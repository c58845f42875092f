import type { WorkspaceId } from '@handrail/core';
import { TIMELINE_OBJECT } from '@handrail/gainsight';
import type { GainsightReader, PicklistOption } from '@handrail/gainsight';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';

/** Activities looked through for their types, the newest first. */
const LOOKED_AT = 1_000;

/** An activity type of the tenant. */
export interface ActivityType {
  readonly name: string;
  /** How many of the newest thousand activities have it; no endpoint lists types, so one that nobody used may be missing. */
  readonly count: number;
}

/**
 * The activity types that stand in the tenant's Timeline, the commonest first, and those that its description lists. Two
 * reads. Throws not_connected and what reading meets.
 */
export async function readActivityTypes(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  signal: AbortSignal,
): Promise<readonly ActivityType[]> {
  const open = await openGainsightReader(vendors, workspaceId, { priority: 'preview' });
  try {
    const options = await describeTypes(open.client, signal);
    const labels = new Map(options.map(({ value, label }) => [value, label]));
    const { rows } = await open.client.query(
      TIMELINE_OBJECT,
      { select: ['Gsid', 'TypeName'], orderBy: [['CreatedDate', 'desc']], limit: LOOKED_AT },
      { signal },
    );
    const counts = new Map<string, number>();
    for (const { isActive, label } of options) if (isActive !== false) counts.set(label, 0);
    for (const { TypeName: told } of rows) {
      if (typeof told !== 'string' || told === '') continue;
      const name = open.quote(labels.get(told) ?? told);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts]
      .map(([name, count]) => ({ name, count }))
      .toSorted((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1));
  } finally {
    await open.close();
  }
}

/** The activity types that the tenant describes: `value` is what stands in its rows. None where the field is plain text. */
export async function describeTypes(
  client: Pick<GainsightReader, 'objects'>,
  signal: AbortSignal,
): Promise<readonly PicklistOption[]> {
  const { fields } = await client.objects.describe(TIMELINE_OBJECT, { signal });
  return fields.find(({ fieldName }) => fieldName.toLowerCase() === 'typename')?.options ?? [];
}
