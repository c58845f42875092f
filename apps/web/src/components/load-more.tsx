import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** The foot of a list that is loaded page by page: what is shown, and a button while there is more. */
export function LoadMore({
  children,
  query,
}: {
  children: ReactNode;
  query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}) {
  return (
    <div className="row">
      <span className="small quiet number" role="status">
        {children}
      </span>
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  );
}
