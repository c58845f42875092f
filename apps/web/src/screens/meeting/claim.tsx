import type { Summary } from '@handrail/contract';
import { formatClock } from '../../components/format-time.ts';

type Part = Summary['decisions'][number];
/** Any sentence of a summary: some only the machine says. */
type ClaimOf = Omit<Part, 'addedBy'> & Partial<Part>;
/** Leads to the turn of a claim; the element is where one comes back to. */
export type GoToTurn = (evidence: NonNullable<Part['evidence']>, from: HTMLElement) => void;

/** The claim that was gone to last: two claims may rest on one turn, so the quote belongs to it. */
export interface CurrentClaim {
  readonly turn: number;
  readonly quote: string | null;
}

/**
 * A sentence of the summary with the quote and minute it rests on; the whole of it is the way to its turn. One that a
 * person added has none, and says who.
 */
export function Claim({
  claim,
  current,
  onGoToTurn,
}: {
  claim: ClaimOf;
  current: CurrentClaim | null;
  onGoToTurn: GoToTurn;
}) {
  const { text, evidence, addedBy } = claim;
  if (evidence === null) {
    return (
      <p className="claim-added">
        <span className="claim-text" dir="auto">
          {text}
        </span>
        <span className="claim-quote small">
          added by <span dir="auto">{addedBy}</span>
        </span>
      </p>
    );
  }
  const minute = formatClock(evidence.startMs);
  return (
    <button
      type="button"
      className="claim"
      aria-pressed={current !== null && evidence.turn === current.turn && evidence.quote === current.quote}
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
