import {
  beginSignIn,
  getIdentityProvider,
  listSignInWays,
  removeIdentityProvider,
  setIdentityProvider,
  tryIdentityProvider,
} from '@handrail/contract';
import type { ReplyOf, RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { goToProvider } from '../provider-round-trip.ts';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Identity providers that one may sign in with; asked before anybody is signed in. */
export function useSignInWays() {
  const client = useClient();
  return useQuery({
    queryKey: keys.signInWays,
    queryFn: ({ signal }) => client.call(listSignInWays, {}, { signal }),
    staleTime: 60_000,
  });
}

/** The provider's page where somebody proves anew who they are, for another tab; begun when it is first asked for. */
export function useSignInAgainAddress(workspaceId: string, isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.signInWays, 'again', workspaceId],
    queryFn: () => client.call(beginSignIn, { body: { workspaceId, again: true } }),
    enabled: isEnabled,
    // Good for one sign-in of the next minutes.
    gcTime: 0,
    staleTime: 5 * 60_000,
    refetchInterval: 5 * 60_000,
  });
}

/** Begins a sign-in and leaves for the provider's page. */
export function useBeginSignIn() {
  const client = useClient();
  return useMutation({
    mutationFn: (workspaceId: string) => client.call(beginSignIn, { body: { workspaceId } }),
    onSuccess: ({ url }) => goToProvider(url, window.location.pathname + window.location.search),
  });
}

/** The identity provider of the workspace; for admins. */
export function useIdentityProvider(isEnabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: keys.identityProvider,
    queryFn: ({ signal }) => client.call(getIdentityProvider, {}, { signal }),
    enabled: isEnabled,
  });
}

function useProviderCommand<V>(send: (variables: V) => Promise<ReplyOf<typeof getIdentityProvider>>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (reply) => {
      cache.setQueryData(keys.identityProvider, reply);
      await cache.invalidateQueries({ queryKey: keys.signInWays });
    },
  });
}

/** Looks the provider up and stores it. */
export function useSetIdentityProvider() {
  const client = useClient();
  return useProviderCommand((body: RequestOf<typeof setIdentityProvider>['body']) =>
    client.call(setIdentityProvider, { body }),
  );
}

/** Forgets the provider and its secret. */
export function useRemoveIdentityProvider() {
  const client = useClient();
  return useProviderCommand(() => client.call(removeIdentityProvider, {}));
}

/** Leaves for a sign-in that lets nobody in, and comes back to this screen with what the provider said. */
export function useTryIdentityProvider() {
  const client = useClient();
  return useMutation({
    mutationFn: () => client.call(tryIdentityProvider, {}),
    onSuccess: ({ url }) => goToProvider(url, window.location.pathname),
  });
}
