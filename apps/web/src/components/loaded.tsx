import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedState } from './failed-state.tsx';

/**
 * Draws a query: a skeleton while it loads, the failure when there is nothing to show, else its data.
 * Data that could not be renewed stays, under a line that says so.
 */
export function Loaded<T>({
  query,
  what,
  skeleton,
  children,
}: {
  query: UseQueryResult<T, Error>;
  /** What is loaded, in the middle of a sentence: "the accounts". */
  what: string;
  skeleton?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.isError) {
      return (
        <FailedState
          title={`Could not load ${what}`}
          error={query.error}
          onRetry={retry}
          isRetrying={query.isFetching}
        />
      );
    }
    return skeleton ?? <LoadingLines what={what} />;
  }
  return (
    <>
      {query.isRefetchError && (
        <FailedState
          title={`Could not renew ${what}; this is what was known before`}
          error={query.error}
          onRetry={retry}
          isRetrying={query.isFetching}
        />
      )}
      {children(query.data)}
    </>
  );
}

/** Grey lines in the place of what is coming, announced as loading. */
export function LoadingLines({ what, lines = 4 }: { what: string; lines?: number }) {
  return (
    <div role="status" className="stack loading-lines">
      <span className="sr-only">Loading {what}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} radius={4} />
      ))}
    </div>
  );
}
