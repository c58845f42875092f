import type { Summary } from '@handrail/contract';
import { Checkbox } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { SIDE_LABELS } from '../../components/labels.ts';
import { Day } from '../../components/time.tsx';
import { useCorrectSummary } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';
import { Claim } from './claim.tsx';
import type { CurrentClaim, GoToTurn } from './claim.tsx';
import { CorrectPart } from './correct-part.tsx';

/** What somebody promised: state, owner, what, until when, and the words it rests on. */
export function ActionItem({
  meetingId,
  item,
  current,
  onGoToTurn,
}: {
  meetingId: string;
  item: Summary['actionItems'][number];
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  const side = SIDE_LABELS[item.side];
  const tick = useCorrectSummary(meetingId);
  const isViewedAs = useIsViewedAs();
  return (
    <li className="action-item">
      <Checkbox
        aria-label={`Done: ${item.text}`}
        className="action-item-mark"
        checked={item.state === 'done'}
        disabled={tick.isPending || isViewedAs}
        title={isViewedAs ? 'Nothing can be changed while you view as somebody else' : undefined}
        onChange={(event) =>
          tick.mutate({ partId: item.id, change: { state: event.currentTarget.checked ? 'done' : 'open' } })
        }
      />
      <div style={{ flex: 1 }}>
        <p className="small action-item-facts">
          <strong dir="auto">{item.owner ?? 'Owner not said'}</strong>
          {side !== null && <span className="quiet"> ({side})</span>}
          <span className="quiet">
            {' · '}
            {item.due === null ? (
              'no due day'
            ) : (
              <>
                due <Day on={item.due} />
              </>
            )}
          </span>
        </p>
        {tick.isError && <FailedState title="Could not tick it off" error={tick.error} />}
        <CorrectPart meetingId={meetingId} part={item}>
          <Claim claim={item} current={current} onGoToTurn={onGoToTurn} />
        </CorrectPart>
      </div>
    </li>
  );
}
