import { getAccount, listAccounts, releaseAccountField, setAccountField } from '@handrail/contract';
import type { AccountDetail, RequestOf } from '@handrail/contract';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Filters and order of the accounts list; the page itself is the hook's business. */
export type AccountsQuery = Omit<RequestOf<typeof listAccounts>['query'], 'cursor' | 'limit'>;

/** Accounts, 200 a page, by keyset; the rows shown before stay while new filters are being answered. */
export function useAccounts(query: AccountsQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.accounts, 'list', query],
    read: (start, signal) =>
      client.call(listAccounts, { query: { ...query, limit: 200, ...start } }, { signal }),
  });
}

/** The first few accounts in an order, for a short list. */
export function useFewAccounts(query: AccountsQuery, limit: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.accounts, 'few', query, limit],
    queryFn: ({ signal }) => client.call(listAccounts, { query: { ...query, limit } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** Names of accounts by their id at Gainsight; one that is not here has none. */
export function useNamesByGainsightId(ids: readonly string[]): ReadonlyMap<string, string> {
  const client = useClient();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [...keys.accounts, 'by-gainsight-id', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call(listAccounts, { query: { search: id, limit: 1 } }, { signal }),
      staleTime: Infinity,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(
          ({ data }) => data?.items.map(({ gainsightId, name }) => [gainsightId, name] as const) ?? [],
        ),
      ),
  });
}

/** One account with health, fields and changes. */
export function useAccount(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.accounts, id],
    queryFn: ({ signal }) => client.call(getAccount, { params: { id } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** A value that a person gives a field of an account; undefined gives it back to its source. */
type ManualValue = RequestOf<typeof setAccountField>['body']['value'] | undefined;

/** Sets a field by hand, or gives it back to its source; answers the account as it then stands. */
export function useManualValue(accountId: string, field: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (value: ManualValue): Promise<AccountDetail> => {
      const params = { id: accountId, field };
      return value === undefined
        ? client.call(releaseAccountField, { params })
        : client.call(setAccountField, { params, body: { value } });
    },
    onSuccess: (account) => {
      cache.setQueryData([...keys.accounts, account.id], account);
      return cache.invalidateQueries({ queryKey: keys.accounts });
    },
  });
}
