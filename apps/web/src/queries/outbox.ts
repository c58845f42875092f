import {
  confirmWriteback,
  getWriteback,
  listOutbox,
  previewWriteback,
  retryOutboxItem,
  settleActivityEdit,
} from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Filters of the outbox; the page itself is the hook's business. */
export type OutboxQuery = Omit<RequestOf<typeof listOutbox>['query'], 'cursor' | 'limit'>;

/** What waits to go out and what went, 100 a page, asked again every 5 s. */
export function useOutbox(query: OutboxQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.outbox, 'list', query],
    read: (start, signal) =>
      client.call(listOutbox, { query: { ...query, limit: 100, ...start } }, { signal }),
    refetchInterval: 5_000,
  });
}

/** Tries a refused delivery again in the next pass. */
export function useRetryOutboxItem() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(retryOutboxItem, { params: { id } }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: keys.outbox }),
        cache.invalidateQueries({ queryKey: keys.status }),
      ]),
  });
}

/** The dry run: exactly what the next pass would send. Asked only when it is looked at. */
export function useWritebackPlan(isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.outbox, 'plan'],
    queryFn: ({ signal }) => client.call(previewWriteback, {}, { signal }),
    enabled: isEnabled,
    staleTime: 0,
  });
}

/** The rows of the writeback contract with what became of them; asked anew for each saved configuration. */
export function useWriteback(configVersion: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.outbox, 'writeback', configVersion],
    queryFn: ({ signal }) => client.call(getWriteback, {}, { signal }),
  });
}

/** Confirms rows whose first difference was looked at. */
export function useConfirmWriteback() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (rows: RequestOf<typeof confirmWriteback>['body']['rows']) =>
      client.call(confirmWriteback, { body: { rows } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.outbox }),
  });
}

/** Says whose words stay in a Timeline entry that a person edited. */
export function useSettleActivityEdit() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, keep }: { id: string; keep: 'theirs' | 'ours' }) =>
      client.call(settleActivityEdit, { params: { id }, body: { keep } }),
    onSettled: () =>
      Promise.all(
        [keys.outbox, keys.meetings, keys.timeline].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}
