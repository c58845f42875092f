import {
  addStakeholder,
  dismissProposedStakeholder,
  getStakeholder,
  listProposedStakeholders,
  listStakeholders,
  releaseStakeholderField,
  removeStakeholder,
  setStakeholderField,
} from '@handrail/contract';
import type { RequestOf, StakeholderDetail } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Filters and order of the stakeholders list; the page itself is the hook's business. */
export type StakeholdersQuery = Omit<RequestOf<typeof listStakeholders>['query'], 'cursor' | 'limit'>;

/** Stakeholders, 200 a page, by keyset; the rows shown before stay while new filters are being answered. */
export function useStakeholderList(query: StakeholdersQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.stakeholders, 'list', query],
    read: (start, signal) =>
      client.call(listStakeholders, { query: { ...query, limit: 200, ...start } }, { signal }),
  });
}

/** The first 200 active stakeholders of an account, by name. */
export function useStakeholders(accountId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.stakeholders, 'of', accountId],
    queryFn: ({ signal }) => client.call(listStakeholders, { query: { accountId, limit: 200 } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** The roles that stakeholders have, most frequent first. */
export function useStakeholderRoles() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.stakeholders, 'roles'],
    queryFn: async ({ signal }) =>
      (await client.call(listStakeholders, { query: { limit: 1 } }, { signal })).roles,
  });
}

/** One stakeholder with meetings, relationships and changes. */
export function useStakeholder(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.stakeholders, id],
    queryFn: ({ signal }) => client.call(getStakeholder, { params: { id } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** Who took part in meetings of an account and is none of its stakeholders. */
export function useProposedStakeholders(accountId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.stakeholders, 'proposed', accountId],
    queryFn: ({ signal }) => client.call(listProposedStakeholders, { params: { id: accountId } }, { signal }),
  });
}

/** A command after which all that shows stakeholders is asked anew. */
function useStakeholderCommand<Input, Reply>(run: (input: Input) => Promise<Reply>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.stakeholders }),
  });
}

/** Adds a stakeholder to an account by hand. */
export function useAddStakeholder(accountId: string) {
  const client = useClient();
  return useStakeholderCommand((body: RequestOf<typeof addStakeholder>['body']) =>
    client.call(addStakeholder, { params: { id: accountId }, body }),
  );
}

/** Proposes a person, by e-mail address, no longer. */
export function useDismissProposal(accountId: string) {
  const client = useClient();
  return useStakeholderCommand((email: string) =>
    client.call(dismissProposedStakeholder, { params: { id: accountId }, body: { email } }),
  );
}

/** Removes a stakeholder whom Gainsight does not know. What was shown of them is forgotten. */
export function useRemoveStakeholder(id: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(removeStakeholder, { params: { id } }),
    onSuccess: () => {
      const isGone = (key: readonly unknown[]) => key[1] === id;
      return cache.invalidateQueries({
        queryKey: keys.stakeholders,
        predicate: ({ queryKey }) => !isGone(queryKey),
      });
    },
  });
}

type StakeholderField = RequestOf<typeof setStakeholderField>['params']['field'];

/** Sets a field by hand; undefined gives it back to its source. */
export function useStakeholderValue(id: string, field: StakeholderField) {
  const client = useClient();
  return useStakeholderCommand(
    (value: string | number | boolean | string[] | null | undefined): Promise<StakeholderDetail> => {
      const params = { id, field };
      if (value === undefined) return client.call(releaseStakeholderField, { params });
      const fit = value === null || typeof value === 'boolean' ? value : String(value);
      return client.call(setStakeholderField, { params, body: { value: fit } });
    },
  );
}
