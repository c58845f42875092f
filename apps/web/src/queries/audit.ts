import { listAccess, listAudit, verifyAudit } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Filters of the audit; the page itself is the hook's business. */
export type AuditQuery = Omit<RequestOf<typeof listAudit>['query'], 'cursor' | 'limit'>;

/** Every change that was asked for, newest first, 100 a page. */
export function useAudit(query: AuditQuery) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...keys.audit, 'changes', query],
    queryFn: ({ signal, pageParam }) =>
      client.call(
        listAudit,
        { query: { ...query, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Who looked at which account or meeting, newest first, 100 a page. */
export function useAccessLog() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...keys.audit, 'access'],
    queryFn: ({ signal, pageParam }) =>
      client.call(
        listAccess,
        { query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Has the server compute the chain of hashes anew. */
export function useVerifyAudit() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call(verifyAudit, { query: {} }) });
}
