import { parseConfig } from '@handrail/core';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useDraftCounts, useInventory } from '../../queries/preview.ts';

/** Counts of the draft as it stands; undefined while it is unfinished or there is no inventory. */
export function useCounts(draft: ConfigDraft) {
  const inventory = useInventory();
  const isCountable = parseConfig({ version: 1, ...draft.document }).ok;
  const query = useDraftCounts(draft.document, inventory.data?.readAt ?? null, isCountable);
  return { counts: isCountable ? query.data : undefined, error: isCountable ? query.error : null };
}
