import { Button } from '@mantine/core';
import type { MeetingDetail, Review, RuleOffer } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { FailedState } from '../../components/failed-state.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useAttributeMeeting } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';
import { PlaceMeeting } from '../meeting/place-meeting.tsx';

/** What was decided, so that it can be said and taken back. */
export interface Decision {
  readonly meetingId: string;
  readonly title: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** What becomes of its summary now. */
  readonly sendings: MeetingDetail['sendings'];
  /** What it may be made a rule of. */
  readonly ruleOffers: readonly RuleOffer[];
}

/** One meeting that waits: who took part, why it is unsure, and a button for each candidate. */
export function ReviewItem({
  review,
  onDecided,
}: {
  review: Review;
  onDecided: (decision: Decision) => void;
}) {
  const isViewedAs = useIsViewedAs();
  const { meeting } = review;
  const decided = (accounts: Decision['accounts'] | null, { sendings }: MeetingDetail) =>
    onDecided({
      meetingId: meeting.id,
      title: meeting.title,
      accounts: accounts ?? [],
      sendings,
      ruleOffers: review.ruleOffers,
    });
  const deciding = useAttributeMeeting(({ accounts }, placed) => decided(accounts, placed));
  const decide = (accounts: Decision['accounts']) => deciding.mutate({ meetingId: meeting.id, accounts });
  return (
    <li className="panel stack stack-tight">
      <div className="row review-head">
        <h2>
          <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }} search={{}} dir="auto">
            {meeting.title}
          </Link>
        </h2>
        {meeting.startedAt !== null && <ExactTime at={meeting.startedAt} />}
      </div>
      <p className="small quiet" dir="auto">
        {whoTookPart(review)}
      </p>
      <p>{review.reason}</p>
      {isViewedAs ? (
        <p className="small quiet">
          Candidates that they may see: {review.candidates.map(({ name }) => name).join(', ') || 'none'}.
        </p>
      ) : (
        <div className="review-choices">
          {review.candidates.map(({ accountId, name, reason, confidence }) => (
            <div key={accountId} className="review-choice">
              <Button
                size="xs"
                variant="light"
                disabled={deciding.isPending}
                onClick={() => decide([{ id: accountId, name }])}
              >
                {name}
              </Button>
              <span className="small quiet">
                {reason}
                {confidence !== null && ` · ${Math.round(confidence * 100)} %`}
              </span>
            </div>
          ))}
          <div className="row">
            <PlaceMeeting
              meeting={{ id: meeting.id, title: meeting.title, accounts: [] }}
              label={review.candidates.length === 0 ? 'Choose an account…' : 'Another account…'}
              onPlaced={decided}
            />
            <Button size="xs" variant="subtle" disabled={deciding.isPending} onClick={() => decide([])}>
              No account
            </Button>
          </div>
        </div>
      )}
      {deciding.isError && <FailedState title="It was not placed" error={deciding.error} />}
    </li>
  );
}

const MOST_NAMED = 6;

function whoTookPart({ meeting }: Review): string {
  const names = meeting.participants.map(({ name, email }) =>
    name === null ? (email ?? 'unknown') : email === null ? name : `${name} (${email})`,
  );
  if (names.length === 0) return 'The recorder names nobody who took part.';
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
