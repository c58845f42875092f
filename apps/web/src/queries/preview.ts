import {
  countDraft,
  countLeaving,
  getInventory,
  previewCadence,
  previewConfig,
  previewMeetings,
  readInventory,
  tryExclusion,
} from '@handrail/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect } from 'react';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

type ConfigDocument = Readonly<Record<string, unknown>>;

/** The inventory that drafts are counted on; asked every second while it is read, so a reload loses nothing. */
export function useInventory() {
  const client = useClient();
  const cache = useQueryClient();
  const query = useQuery({
    queryKey: keys.inventory,
    queryFn: ({ signal }) => client.call(getInventory, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? 1_000 : 30_000),
  });
  const readAt = query.data?.readAt ?? null;
  useEffect(() => {
    // Samples and fill rates of the fields are told from the inventory.
    if (readAt !== null) void cache.invalidateQueries({ queryKey: keys.fields });
  }, [cache, readAt]);
  return query;
}

/** Reads the inventory anew. */
export function useReadInventory() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(readInventory, {}),
    onSuccess: (inventory) => cache.setQueryData(keys.inventory, inventory),
  });
}

/**
 * How many accounts each rule and each status of a draft matches, 300 ms after its last change; the former counts
 * stay until then. `readAt` names the inventory, so that a newer one is counted anew; runs bring later values in.
 */
export function useDraftCounts(document: ConfigDocument, readAt: string | null, isCountable: boolean) {
  const client = useClient();
  const [settled] = useDebouncedValue(document, 300);
  return useQuery({
    queryKey: [...keys.draftCounts, readAt, settled],
    queryFn: ({ signal }) =>
      client.call(countDraft, { body: { document: { version: 1, ...settled } } }, { signal }),
    enabled: readAt !== null && isCountable && settled === document,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}

/** How many accounts saving a draft takes out by its filter. */
export function useCountLeaving() {
  const client = useClient();
  return useMutation({
    mutationFn: (document: ConfigDocument) =>
      client.call(countLeaving, { body: { document: { version: 1, ...document } } }),
  });
}

/** What saving a draft would do, to the record; at most 200 rows of a kind, of those that a text is searched in. */
export function usePreview() {
  const client = useClient();
  return useMutation({
    mutationFn: ({ document, search }: { document: ConfigDocument; search: string }) =>
      client.call(previewConfig, {
        body: { document: { version: 1, ...document }, ...(search === '' ? {} : { search }) },
      }),
  });
}

/** What saving a draft would do to the meetings that are stored, over all history; at most 200 of them are listed. */
export function usePreviewMeetings() {
  const client = useClient();
  return useMutation({
    mutationFn: (document: ConfigDocument) =>
      client.call(previewMeetings, { body: { document: { version: 1, ...document } } }),
  });
}

/** Which meetings of the last 30 days a draft would keep out; asks the recorder, and nothing is stored. */
export function useTryExclusion() {
  const client = useClient();
  return useMutation({
    mutationFn: (document: ConfigDocument) =>
      client.call(tryExclusion, { body: { document: { version: 1, ...document } } }),
  });
}

/** When streams would start by the cadences of a draft, and how many calls a day that takes. */
export function useCadencePreview(document: ConfigDocument) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.cadencePreview, document],
    queryFn: ({ signal }) =>
      client.call(previewCadence, { body: { document: { version: 1, ...document } } }, { signal }),
    refetchInterval: 30_000,
  });
}
