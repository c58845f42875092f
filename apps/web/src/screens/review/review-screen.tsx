import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useAttributeMeeting } from '../../queries/meetings.ts';
import { useReviews } from '../../queries/reviews.ts';
import { useIsAdmin } from '../../session.tsx';
import { OfferRule } from '../meeting/offer-rule.tsx';
import { ReviewItem } from './review-item.tsx';
import type { Decision } from './review-item.tsx';
import './review.css';

/** Meetings whose account the evidence does not settle, each decided in one click, each decision undone in one. */
export function ReviewScreen() {
  const reviews = useReviews();
  const [last, setLast] = useState<Decision | null>(null);
  const items = reviews.data?.pages.flatMap((page) => page.items) ?? [];
  const total = reviews.data?.pages[0]?.total ?? 0;
  return (
    <Page title="Review">
      <p className="quiet" style={{ maxWidth: 720 }}>
        Meetings whose people and CRM link do not say for sure to which account they belong. Nothing of them
        is sent to Gainsight until somebody decides.
      </p>
      {last !== null && <LastDecision key={last.meetingId} decision={last} onUndone={() => setLast(null)} />}
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
      ) : items.length === 0 ? (
        <EmptyState>
          Nothing waits. A meeting that cannot be placed for sure will stand here with its candidates.
        </EmptyState>
      ) : (
        <>
          <ul className="stack review-list" aria-label="Meetings to be reviewed">
            {items.map((review) => (
              <ReviewItem key={review.id} review={review} onDecided={setLast} />
            ))}
          </ul>
          <LoadMore query={reviews}>{formatCounted(total, 'meeting')} to be reviewed</LoadMore>
        </>
      )}
    </Page>
  );
}

function LastDecision({ decision, onUndone }: { decision: Decision; onUndone: () => void }) {
  const undoing = useAttributeMeeting(onUndone);
  const isAdmin = useIsAdmin();
  const where = decision.accounts.map(({ name }) => name).join(', ');
  return (
    <Notice
      tone="good"
      title={
        where === ''
          ? `“${decision.title}” belongs to no account.`
          : `“${decision.title}” now belongs to ${where}.`
      }
    >
      <p>
        Its summary goes out with the next pass.{' '}
        <button
          type="button"
          className="link-button"
          disabled={undoing.isPending}
          onClick={() => undoing.mutate({ meetingId: decision.meetingId, accounts: null })}
        >
          Undo
        </button>{' '}
        {isAdmin && decision.accounts.length < 2 && (
          <OfferRule offers={decision.ruleOffers} account={decision.accounts[0] ?? null} />
        )}
      </p>
      {undoing.isError && <FailedState title="Could not undo it" error={undoing.error} />}
    </Notice>
  );
}
