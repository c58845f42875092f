import type { Summary } from '@handrail/contract';
import { Day } from '../../components/time.tsx';
import { Claim } from './claim.tsx';
import type { CurrentClaim, GoToTurn } from './claim.tsx';

const SIDES = { ours: 'us', theirs: 'customer', unknown: null } as const;

/** What somebody promised: state, owner, what, until when, and the words it rests on. */
export function ActionItem({
  item,
  current,
  onGoToTurn,
}: {
  item: Summary['actionItems'][number];
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  const side = SIDES[item.side];
  return (
    <li className="action-item">
      <span className="action-item-mark">
        <span aria-hidden>{item.state === 'done' ? '☑' : '☐'}</span>
        <span className="sr-only">{item.state === 'done' ? 'Done:' : 'Open:'}</span>
      </span>
      <div>
        <p className="small action-item-facts">
          <strong dir="auto">{item.owner ?? 'Owner not said'}</strong>
          {side !== null && <span className="quiet"> ({side})</span>}
          <span className="quiet">
            {' · '}
            {item.due === null ? (
              'no date said'
            ) : (
              <>
                due <Day on={item.due} />
              </>
            )}
          </span>
        </p>
        <Claim claim={item} current={current} onGoToTurn={onGoToTurn} />
      </div>
    </li>
  );
}
