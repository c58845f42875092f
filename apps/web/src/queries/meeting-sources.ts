import {
  listMeetingImports,
  listMeetingSources,
  removeGoneMeetings,
  undoMeetingImport,
} from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** What is held of each source of meetings, asked again every 15 s. */
export function useMeetingSources() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.meetings, 'sources'],
    queryFn: ({ signal }) => client.call(listMeetingSources, {}, { signal }),
    refetchInterval: 15_000,
  });
}

/** Files that were imported, newest first, 20 a page. */
export function useMeetingImports() {
  const client = useClient();
  return usePagedList({
    key: [...keys.meetings, 'imports'],
    read: (start, signal) => client.call(listMeetingImports, { query: { limit: 20, ...start } }, { signal }),
  });
}

/** Takes away the meetings that an import brought. */
export function useUndoImport() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(undoMeetingImport, { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.meetings }),
  });
}

/** Takes away the meetings that are gone at the recorder, as many as were shown. */
export function useRemoveGoneMeetings() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (meetings: number) => client.call(removeGoneMeetings, { body: { meetings } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.meetings }),
  });
}
