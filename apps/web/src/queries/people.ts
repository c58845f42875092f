import {
  changeUser,
  getGovernance,
  getRestriction,
  inviteUser,
  listUsers,
  previewRoles,
  setGovernance,
  setRestriction,
  viewAs,
} from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient, useSessionKeeper } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Who is asked for. */
export interface UsersFilter {
  readonly search: string;
  readonly access: 'active' | 'none' | 'invited' | null;
}

/** Everybody who is known, by name, page after page. */
export function useUsers({ search, access }: UsersFilter) {
  const client = useClient();
  return usePagedList({
    key: [...keys.users, search, access],
    read: (start, signal) =>
      client.call(
        listUsers,
        {
          query: {
            limit: 50,
            ...start,
            ...(search === '' ? {} : { search }),
            ...(access === null ? {} : { access }),
          },
        },
        { signal },
      ),
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

/** Makes a member with a link that signs them in; its answer alone holds the link. */
export function useInviteUser() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof inviteUser>['body']) => client.call(inviteUser, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.users }),
  });
}

/** Who sees an account beside its own people. */
export function useRestriction(accountId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.restriction, accountId],
    queryFn: ({ signal }) => client.call(getRestriction, { params: { id: accountId } }, { signal }),
  });
}

/** Keeps an account to its own people and those named, or (null) lifts that. */
export function useSetRestriction(accountId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (allowed: readonly string[] | null) =>
      client.call(setRestriction, {
        params: { id: accountId },
        body: { restricted: allowed !== null, allowed: [...(allowed ?? [])] },
      }),
    onSuccess: async (restriction) => {
      cache.setQueryData([...keys.restriction, accountId], restriction);
      await cache.invalidateQueries({ queryKey: keys.users });
    },
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
