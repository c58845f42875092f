import { getConfig, getConfigVersion, listConfigVersions, saveConfig } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The configuration in force. Not asked again by itself: a draft stands on the version it was begun from. */
export function useConfig() {
  const client = useClient();
  return useQuery({
    queryKey: keys.config,
    queryFn: ({ signal }) => client.call(getConfig, {}, { signal }),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}

/** Saves a new version; refused with 409 when somebody else saved one meanwhile. */
export function useSaveConfig() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof saveConfig>['body']) => client.call(saveConfig, { body }),
    onSuccess: async (saved) => {
      cache.setQueryData(keys.config, saved);
      await Promise.all(
        [keys.connections, keys.workspace, keys.streams, keys.configVersions].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

/** The last saved versions, each with what it changed. */
export function useConfigVersions() {
  const client = useClient();
  return useQuery({
    queryKey: keys.configVersions,
    queryFn: ({ signal }) => client.call(listConfigVersions, { query: { limit: 100 } }, { signal }),
  });
}

/** Reads one saved version, for its document to become a draft. */
export function useLoadVersion() {
  const client = useClient();
  return useMutation({
    mutationFn: (version: number) => client.call(getConfigVersion, { params: { version } }),
  });
}
