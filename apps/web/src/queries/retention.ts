import {
  decideMerge,
  liftLegalHold,
  previewRetention,
  releaseAccount,
  restoreAccount,
  runRetention,
  setLegalHold,
} from '@handrail/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** What a draft of the policy would remove now, 300 ms after its last change; the former answer stays until then. */
export function useRetentionPlan(document: Readonly<Record<string, unknown>>, isWhole: boolean) {
  const client = useClient();
  const [settled] = useDebouncedValue(document, 300);
  return useQuery({
    queryKey: [...keys.retention, settled],
    queryFn: ({ signal }) =>
      client.call(previewRetention, { body: { document: { version: 1, ...settled } } }, { signal }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** Removes what is due now; refused with 409 when that is not the number that was shown. */
export function useRunRetention() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (expected: number) => client.call(runRetention, { body: { expected } }),
    onSettled: () => cache.invalidateQueries(),
  });
}

/** What a person decides about an account that is gone, or that must not be removed. */
export type AccountDecision =
  | { readonly act: 'restore' | 'release' | 'confirm-merge' | 'reject-merge' | 'lift' }
  | { readonly act: 'hold'; readonly reason: string };

/** Carries it out, and answers the account as it then stands. */
export function useDecideAccount(id: string) {
  const client = useClient();
  const cache = useQueryClient();
  const params = { id };
  return useMutation({
    mutationFn: (decision: AccountDecision) => {
      switch (decision.act) {
        case 'restore':
          return client.call(restoreAccount, { params });
        case 'release':
          return client.call(releaseAccount, { params });
        case 'confirm-merge':
          return client.call(decideMerge, { params, body: { decision: 'confirm' } });
        case 'reject-merge':
          return client.call(decideMerge, { params, body: { decision: 'reject' } });
        case 'lift':
          return client.call(liftLegalHold, { params });
        case 'hold':
          return client.call(setLegalHold, { params, body: { reason: decision.reason } });
      }
    },
    onSuccess: async (account) => {
      cache.setQueryData([...keys.accounts, account.id], account);
      await cache.invalidateQueries({ queryKey: keys.accounts });
      await cache.invalidateQueries({ queryKey: keys.retention });
    },
  });
}
