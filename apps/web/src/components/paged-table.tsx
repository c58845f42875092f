import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { DataTable, DataTableSkeleton } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { FailedState } from './failed-state.tsx';

/** A page of a list as the API answers it. */
interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

/** A list of the API as rows, or what stands there while it loads, when it fails, and when nothing is in it. */
export function PagedTable<Row extends { readonly id: string }, Page extends ListPage<Row>>({
  list,
  name,
  what,
  columns,
  rowLabel,
  onOpen,
  noMatch,
  onClear,
  empty,
}: {
  list: UseInfiniteQueryResult<InfiniteData<Page, unknown>, Error>;
  name: string;
  /** In the middle of a sentence: "the accounts". */
  what: string;
  columns: readonly Column<Row>[];
  rowLabel: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Null while no filter is set. */
  noMatch: string | null;
  onClear: () => void;
  empty: ReactNode;
}) {
  if (list.data === undefined) {
    if (!list.isError) return <DataTableSkeleton what={what} />;
    return (
      <FailedState
        title={`Could not load ${what}`}
        error={list.error}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    );
  }
  return (
    <>
      {list.isError && (
        <FailedState
          title={`Could not load more of ${what}`}
          error={list.error}
          onRetry={() => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch())}
          isRetrying={list.isFetching}
        />
      )}
      <DataTable
        name={name}
        columns={columns}
        rows={list.data.pages.flatMap(({ items }) => items)}
        total={list.data.pages[0]?.total ?? 0}
        hasMore={list.hasNextPage && !list.isError}
        isLoadingMore={list.isFetchingNextPage}
        isStale={list.isPlaceholderData}
        onMore={() => void list.fetchNextPage()}
        rowKey={({ id }) => id}
        rowLabel={rowLabel}
        {...(onOpen === undefined ? {} : { onOpen })}
        empty={
          noMatch === null ? (
            empty
          ) : (
            <EmptyState
              action={
                <Button variant="default" onClick={onClear}>
                  Clear filters
                </Button>
              }
            >
              {noMatch}
            </EmptyState>
          )
        }
      />
    </>
  );
}
