import type { Summary } from '@handrail/contract';
import { formatClock } from '../../components/format-time.ts';

type ClaimOf = Summary['points'][number];
/** Leads to the turn of a claim; the element is where one comes back to. */
export type GoToTurn = (evidence: ClaimOf['evidence'], from: HTMLElement) => void;

/** A sentence of the summary with the quote and minute it rests on; the whole of it is the way to its turn. */
export function Claim({
  claim,
  currentTurn,
  onGoToTurn,
}: {
  claim: ClaimOf;
  currentTurn: number | undefined;
  onGoToTurn: GoToTurn;
}) {
  const { text, evidence } = claim;
  const minute = formatClock(evidence.startMs);
  return (
    <button
      type="button"
      className="claim"
      aria-pressed={evidence.turn === currentTurn}
      onClick={(event) => onGoToTurn(evidence, event.currentTarget)}
    >
      <span className="claim-text" dir="auto">
        {text}
      </span>
      <span className="claim-quote small">
        {evidence.quote !== text && <span dir="auto">“{evidence.quote}” </span>}
        <span className="number claim-minute">{minute === '' ? `turn ${evidence.turn + 1}` : minute}</span>
      </span>
    </button>
  );
}
