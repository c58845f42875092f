import {
  changeUser,
  getGovernance,
  listUsers,
  previewRoles,
  setGovernance,
  viewAs,
} from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useClient, useSessionKeeper } from '../session.tsx';
import { keys } from './keys.ts';

/** Who is asked for. */
export interface UsersFilter {
  readonly search: string;
  readonly access: 'active' | 'none' | null;
}

/** Everybody who is known, by name, page after page. */
export function useUsers({ search, access }: UsersFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...keys.users, search, access],
    queryFn: ({ pageParam, signal }) =>
      client.call(
        listUsers,
        {
          query: {
            limit: 50,
            ...(pageParam === null ? {} : { cursor: pageParam }),
            ...(search === '' ? {} : { search }),
            ...(access === null ? {} : { access }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Whether Gainsight governs users and roles. */
export function useGovernance() {
  const client = useClient();
  return useQuery({
    queryKey: keys.governance,
    queryFn: ({ signal }) => client.call(getGovernance, {}, { signal }),
  });
}

/** Has Gainsight govern, or no longer. */
export function useSetGovernance() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (on: boolean) => client.call(setGovernance, { body: { on } }),
    onSuccess: async (governance) => {
      cache.setQueryData(keys.governance, governance);
      await cache.invalidateQueries({ queryKey: keys.users });
    },
  });
}

/** Gives a person a role, or (null) takes their access away. */
export function useChangeUser() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: RequestOf<typeof changeUser>['body']['role'] }) =>
      client.call(changeUser, { params: { id }, body: { role } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.users }),
  });
}

/** Who would have which role by a draft of the configuration. */
export function useRolePreview(document: Readonly<Record<string, unknown>>) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.users, 'preview', document],
    queryFn: ({ signal }) => client.call(previewRoles, { body: { document } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Begins to look as somebody else: all that was read so far is forgotten. */
export function useViewAs() {
  const client = useClient();
  const keeper = useSessionKeeper();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(viewAs, { params: { id } }),
    onSuccess: async ({ id }) => {
      await keeper.viewAs(id);
      cache.clear();
    },
  });
}
