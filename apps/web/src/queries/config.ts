import {
  getConfig,
  getConfigVersion,
  listConfigVersions,
  saveConfig,
  validateConfig,
} from '@handrail/contract';
import type { ReplyOf, RequestOf } from '@handrail/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

type ConfigDocument = RequestOf<typeof validateConfig>['body']['document'];

/** A draft as it was held against its schema and the tenant, and what was said of it. */
export interface CheckedConfig {
  readonly document: ConfigDocument;
  readonly reply: ReplyOf<typeof validateConfig>;
}

/**
 * What Save would refuse a draft for, and take with a warning, 300 ms after its last change; the former answer stays until
 * then. Asked anew by each visit, since it hangs on what Gainsight has by now.
 */
export function useConfigCheck(document: ConfigDocument, savedVersion: number, isAsked: boolean) {
  const client = useClient();
  const [settled] = useDebouncedValue(document, 300);
  return useQuery({
    queryKey: [...keys.configCheck, savedVersion, settled],
    queryFn: async ({ signal }): Promise<CheckedConfig> => {
      const body = { document: { version: 1, ...settled } };
      return { document: settled, reply: await client.call(validateConfig, { body }, { signal }) };
    },
    enabled: isAsked && settled === document,
    placeholderData: keepPreviousData,
    retry: false,
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
