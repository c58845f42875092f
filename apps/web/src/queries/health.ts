import { getAccountHealth, replayHealth } from '@handrail/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ConfigDocument } from '../config-draft/merge-documents.ts';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The health of an account with its year, and what changed since a day (30 days ago unless told). */
export function useAccountHealth(id: string, since?: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.accounts, id, 'health', since],
    queryFn: ({ signal }) =>
      client.call(
        getAccountHealth,
        { params: { id }, query: since === undefined ? {} : { since } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** Whose label a draft would have turned in the last year; asked only while it is looked at. */
export function useHealthReplay(document: ConfigDocument, search: string, isOpen: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.healthReplay, document, search],
    queryFn: ({ signal }) =>
      client.call(
        replayHealth,
        { body: { document: { version: 1, ...document }, ...(search === '' ? {} : { search }) } },
        { signal },
      ),
    enabled: isOpen,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
