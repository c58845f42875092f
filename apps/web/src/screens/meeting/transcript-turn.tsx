import type { Turn } from '@handrail/contract';
import { formatClock } from '../../components/format-time.ts';
import { SIDE_LABELS } from '../../components/labels.ts';
import { MarkedText } from '../../components/marked-text.tsx';

/** One turn: minute, speaker with side, words; the quote of the claim that led here is marked in them. */
export function TranscriptTurn({
  turn,
  isSameSpeaker,
  isCurrent,
  marked,
  searched,
  onBack,
}: {
  turn: Turn;
  isSameSpeaker: boolean;
  isCurrent: boolean;
  marked: string | null;
  searched: string;
  onBack: () => void;
}) {
  const side = SIDE_LABELS[turn.side];
  const isHeadShown = !isSameSpeaker || isCurrent;
  return (
    <li
      data-turn={turn.turn}
      tabIndex={-1}
      aria-current={isCurrent ? 'true' : undefined}
      className={isCurrent ? 'turn turn-current' : 'turn'}
    >
      <span className="turn-minute number small">{formatClock(turn.startMs)}</span>
      <div>
        {isHeadShown && (
          <p className="small turn-speaker">
            <strong dir="auto">{turn.speaker}</strong>
            {side !== null && <span className="quiet"> ({side})</span>}
            {isCurrent && (
              <button type="button" className="link-button turn-back" onClick={onBack}>
                Back to the summary
              </button>
            )}
          </p>
        )}
        <p dir="auto">
          <MarkedText text={turn.text} marked={marked ?? searched} isExact={marked !== null} />
        </p>
      </div>
    </li>
  );
}
