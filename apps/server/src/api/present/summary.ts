import type { Summary } from '@handrail/contract';
import type { ActionItemRow, ClaimRow, WholeSummary } from '@handrail/database';

/** A stored summary as it is shown: claims by kind, each with the words it rests on. */
export function presentSummary({ summary, claims, actionItems }: WholeSummary): Summary {
  const of = (kind: ClaimRow['kind']) => claims.filter((claim) => claim.kind === kind);
  return {
    version: summary.version,
    algorithm: summary.algorithm,
    language: summary.language,
    languageNote: summary.language_note,
    isCorrected: summary.is_corrected,
    model: summary.model,
    fallbackCode: summary.fallback_code,
    headline: of('headline').map(presentClaim)[0] ?? null,
    points: of('point').map(presentClaim),
    decisions: of('decision').map(presentClaim),
    actionItems: actionItems.map(presentActionItem),
    risks: of('risk').map(presentClaim),
    asks: of('ask').map(presentClaim),
    topics: of('topic').map((claim) => ({ ...presentClaim(claim), sentiment: claim.sentiment })),
    createdAt: summary.created_at.toISOString(),
  };
}

/** What somebody promised, as it is shown. */
export function presentActionItem(item: ActionItemRow): Summary['actionItems'][number] {
  const { owner, due_on: due, side, state } = item;
  return { ...presentClaim(item), owner, due, side, state };
}

function presentClaim(row: ClaimRow | ActionItemRow) {
  const { id, text, turn, quote, start_ms: startMs } = row;
  return { id, text, evidence: { turn, quote, startMs } };
}
