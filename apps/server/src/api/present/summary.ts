import type { Summary } from '@handrail/contract';
import type { ActionItemRow, ClaimRow, WholeSummary } from '@handrail/database';

/** A stored summary as it is shown: claims by kind, each with the words it rests on, or with who added it. */
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
    headline: of('headline').flatMap(presentFound)[0] ?? null,
    points: of('point').flatMap(presentFound),
    decisions: of('decision').map(presentPart),
    actionItems: actionItems.map(presentActionItem),
    risks: of('risk').map(presentPart),
    asks: of('ask').map(presentPart),
    topics: of('topic').flatMap((claim) =>
      presentFound(claim).map((topic) => ({ ...topic, sentiment: claim.sentiment })),
    ),
    createdAt: summary.created_at.toISOString(),
  };
}

/** What somebody promised, as it is shown. */
export function presentActionItem(item: ActionItemRow): Summary['actionItems'][number] {
  const { owner, due_on: due, side, state } = item;
  return { ...presentPart(item), owner, due, side, state };
}

function presentPart(row: ClaimRow | ActionItemRow): Summary['decisions'][number] {
  const { id, text } = row;
  const [found] = presentFound(row);
  if (found !== undefined) return { ...found, addedBy: null };
  return { id, text, evidence: null, addedBy: row.added_by_name ?? 'somebody who is gone' };
}

/** A part that the machine found in a turn; none when a person added it. */
function presentFound(row: ClaimRow | ActionItemRow): Summary['points'] {
  const { id, text, turn, quote, start_ms: startMs } = row;
  return turn === null ? [] : [{ id, text, evidence: { turn, quote, startMs } }];
}
