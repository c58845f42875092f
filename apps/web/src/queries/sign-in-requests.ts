import { acceptSignInRequest, listSignInRequests, refuseSignInRequest } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Sign-ins that wait for an admin, and those refused. */
export function useSignInRequests() {
  const client = useClient();
  return useQuery({
    queryKey: keys.signInRequests,
    queryFn: ({ signal }) => client.call(listSignInRequests, {}, { signal }),
  });
}

/** Says that a sign-in is a person, or (null) refuses it. */
export function useDecideSignIn() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, userId }: { id: string; userId: string | null }) =>
      userId === null
        ? client.call(refuseSignInRequest, { params: { id } })
        : client.call(acceptSignInRequest, { params: { id, userId } }),
    onSuccess: (requests) => cache.setQueryData(keys.signInRequests, requests),
  });
}
