import { listAccess, listAudit, verifyAudit } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Filters of the audit; the page itself is the hook's business. */
type AuditQuery = Omit<RequestOf<typeof listAudit>['query'], 'cursor' | 'limit'>;

/** Filters of the access log. */
type AccessQuery = Omit<RequestOf<typeof listAccess>['query'], 'cursor' | 'limit'>;

/** Every change that was asked for, newest first, 100 a page. */
export function useAudit(query: AuditQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.audit, 'changes', query],
    read: (start, signal) =>
      client.call(listAudit, { query: { ...query, limit: 100, ...start } }, { signal }),
  });
}

/** Who looked at which account or meeting, newest first, 100 a page. */
export function useAccessLog(query: AccessQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.audit, 'access', query],
    read: (start, signal) =>
      client.call(listAccess, { query: { ...query, limit: 100, ...start } }, { signal }),
  });
}

/** Has the server compute the chain of hashes anew. */
export function useVerifyAudit() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call(verifyAudit, { query: {} }) });
}
