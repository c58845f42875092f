import {
  endMemberSessions,
  endOtherSessions,
  endSession,
  listMemberSessions,
  listSessions,
  mailOwnSignInLink,
} from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The browsers that one is signed in with. */
export function useSessions() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.sessions, 'own'],
    queryFn: ({ signal }) => client.call(listSessions, {}, { signal }),
  });
}

/** The browsers that anybody is signed in with; for admins. */
export function useMemberSessions() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.sessions, 'members'],
    queryFn: ({ signal }) => client.call(listMemberSessions, {}, { signal }),
  });
}

/** Mails oneself a link to sign in anew. */
export function useMailOwnSignInLink() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call(mailOwnSignInLink, {}) });
}

function useSessionCommand<V, R>(send: (variables: V) => Promise<R>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.sessions }),
  });
}

/** Ends one of one's own sessions. */
export function useEndSession() {
  const client = useClient();
  return useSessionCommand((id: string) => client.call(endSession, { params: { id } }));
}

/** Signs out everywhere but here. */
export function useEndOtherSessions() {
  const client = useClient();
  return useSessionCommand(() => client.call(endOtherSessions, {}));
}

/** Signs a member out everywhere. */
export function useEndMemberSessions() {
  const client = useClient();
  return useSessionCommand((userId: string) => client.call(endMemberSessions, { params: { userId } }));
}
