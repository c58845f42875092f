import type { Review } from '@handrail/contract';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Page } from '../../components/page.tsx';
import { useReviews } from '../../queries/reviews.ts';
import { LastDecision } from './last-decision.tsx';
import { ReviewItem } from './review-item.tsx';
import type { Decision } from './review-item.tsx';
import './review.css';

/** Meetings whose account the evidence does not settle, each decided in one click, each decision undone in one. */
export function ReviewScreen() {
  const reviews = useReviews();
  const [last, setLast] = useState<(Decision & { readonly at: number }) | null>(null);
  // What was just decided leaves its place to what came of it, also until the list is read anew.
  const items = (reviews.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ meeting }) => meeting.id !== last?.meetingId,
  );
  const total = reviews.data?.pages[0]?.total ?? 0;
  const rowOf = (review: Review) => (
    <ReviewItem
      key={review.id}
      review={review}
      onDecided={(decision) => setLast({ ...decision, at: items.findIndex(({ id }) => id === review.id) })}
    />
  );
  return (
    <Page title="Review">
      <p className="quiet" style={{ maxWidth: 720 }}>
        Meetings whose people and CRM link do not say for sure to which account they belong. Nothing of them
        is sent to Gainsight until somebody decides.
      </p>
      {reviews.isError && (
        <FailedState
          title="Could not load the reviews"
          error={reviews.error}
          onRetry={() => void reviews.refetch()}
          isRetrying={reviews.isFetching}
        />
      )}
      {reviews.data === undefined ? (
        !reviews.isError && <LoadingLines what="the reviews" lines={6} />
      ) : items.length === 0 && last === null ? (
        <EmptyState>
          Nothing waits. A meeting that cannot be placed for sure will stand here with its candidates.
        </EmptyState>
      ) : (
        <>
          <ul className="stack review-list" aria-label="Meetings to be reviewed">
            {items.slice(0, last?.at ?? 0).map(rowOf)}
            {last !== null && (
              <LastDecision key={last.meetingId} decision={last} onUndone={() => setLast(null)} />
            )}
            {items.slice(last?.at ?? 0).map(rowOf)}
          </ul>
          <LoadMore query={reviews}>{formatCounted(total, 'meeting')} to be reviewed</LoadMore>
        </>
      )}
    </Page>
  );
}
