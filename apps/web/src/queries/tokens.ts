import { createToken, listTokens, revokeToken } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** API tokens of the workspace, newest first; never the tokens themselves. */
export function useTokens() {
  const client = useClient();
  return useQuery({
    queryKey: keys.tokens,
    queryFn: ({ signal }) => client.call(listTokens, {}, { signal }),
  });
}

/** Makes a token; its reply is the only place where it is shown. */
export function useCreateToken() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof createToken>['body']) => client.call(createToken, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.tokens }),
    // The secret stays in no cache once the screen has left it.
    gcTime: 0,
  });
}

/** Ends a token for good. */
export function useRevokeToken() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(revokeToken, { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.tokens }),
  });
}
