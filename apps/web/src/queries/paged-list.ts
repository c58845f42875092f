import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

/** Where a page of a list begins: at the cursor of the page before, or at the list's start. */
type PageStart = { readonly cursor?: string };

/**
 * A list of the API page by page, by keyset. The rows shown before stay while another question is being answered.
 * `refetchInterval` in ms; left out: asked once. `staleTime` in ms, for what is dear to ask: how long an answer is good.
 */
export function usePagedList<Page extends { readonly nextCursor: string | null }>({
  key,
  read,
  refetchInterval,
  staleTime,
}: {
  key: readonly unknown[];
  read: (start: PageStart, signal: AbortSignal) => Promise<Page>;
  refetchInterval?: number;
  staleTime?: number;
}) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) => read(pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    ...(refetchInterval === undefined ? {} : { refetchInterval }),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}
