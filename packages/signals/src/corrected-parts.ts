import type {
  ActionItemRow,
  ClaimRow,
  NewActionItem,
  NewClaim,
  PartChange,
  SummaryCorrection,
  WholeSummary,
} from '@handrail/database';

/** The parts of a summary as they are stored. */
export interface SummaryParts {
  readonly claims: readonly NewClaim[];
  readonly actionItems: readonly NewActionItem[];
}

/** The parts of a stored summary as those of another are stored. */
export function newParts({ claims, actionItems }: Omit<WholeSummary, 'summary'>): SummaryParts {
  return {
    claims: claims.map(({ kind, text, turn, quote, start_ms, sentiment, added_by }) => ({
      kind,
      text,
      turn,
      quote,
      start_ms,
      sentiment,
      added_by,
    })),
    actionItems: actionItems.map(({ text, owner, due_on, side, turn, quote, start_ms, state, added_by }) => ({
      text,
      owner,
      due_on,
      side,
      turn,
      quote,
      start_ms,
      state,
      added_by,
    })),
  };
}

/**
 * Does to the parts of a summary what people corrected in parts that rest on the same words. What people added stands
 * after what the machine found, the earliest first.
 */
export function applyCorrections(
  { claims, actionItems }: SummaryParts,
  corrections: readonly SummaryCorrection[],
): SummaryParts {
  const changes = new Map(corrections.map((one) => [keyOf(one), one.change]));
  const added = addedParts(corrections);
  const found = (part: { readonly added_by: unknown }) => part.added_by === null;
  return {
    claims: [...claims.filter(found), ...added.claims].flatMap((claim) => {
      const change = changes.get(keyOf(placeOf(claim.kind, claim)));
      if (change?.isRemoved === true) return [];
      const { text, sentiment } = claim;
      return [{ ...claim, text: change?.text ?? text, sentiment: change?.sentiment ?? sentiment }];
    }),
    actionItems: [...actionItems.filter(found), ...added.actionItems].flatMap((item) => {
      const change = changes.get(keyOf(placeOf('action-item', item)));
      if (change?.isRemoved === true) return [];
      return [
        {
          ...item,
          text: change?.text ?? item.text,
          owner: change?.owner === undefined ? item.owner : change.owner,
          due_on: change?.dueOn === undefined ? item.due_on : change.dueOn,
          side: change?.side ?? item.side,
          state: change?.state ?? item.state,
        },
      ];
    }),
  };
}

/** The parts with one that a person had taken out, before the next of its kind that was said later. */
export function withPart(parts: SummaryParts, restored: ClaimRow | ActionItemRow): SummaryParts {
  if (restored.turn === null) return parts;
  const { claims, actionItems } = parts;
  if ('kind' in restored) {
    const [claim] = newParts({ claims: [restored], actionItems: [] }).claims;
    if (claim === undefined) return parts;
    const isLater = ({ kind, turn }: NewClaim) => kind === claim.kind && isAfter(turn, restored.turn);
    return { ...parts, claims: inserted(claims, claim, isLater) };
  }
  const [item] = newParts({ claims: [], actionItems: [restored] }).actionItems;
  if (item === undefined) return parts;
  return { ...parts, actionItems: inserted(actionItems, item, ({ turn }) => isAfter(turn, restored.turn)) };
}

function isAfter(turn: number | null, other: number | null): boolean {
  return turn !== null && other !== null && turn > other;
}

function inserted<T>(all: readonly T[], one: T, isLater: (other: T) => boolean): readonly T[] {
  const at = all.findIndex(isLater);
  return at === -1 ? [...all, one] : all.toSpliced(at, 0, one);
}

/** What of a part a correction is kept by. Several topics may rest on one sentence, and each stays one wherever it is found. */
export function placeOf(
  part: SummaryCorrection['part'],
  { turn, quote, text }: { readonly turn: number | null; readonly quote: string; readonly text: string },
): Omit<SummaryCorrection, 'change'> {
  return part === 'topic' ? { part, turn: 0, quote: text } : { part, turn: turn ?? IN_NO_TURN, quote };
}

/** Where what a person added was said. */
const IN_NO_TURN = -1;

/** The place of a correction as one text. */
export function keyOf({ part, turn, quote }: Omit<SummaryCorrection, 'change'>): string {
  return `${part} ${turn} ${quote}`;
}

/** What people added, before it was corrected. */
function addedParts(corrections: readonly SummaryCorrection[]): SummaryParts {
  const added = corrections
    .flatMap(({ part, quote, change }) =>
      change.added === undefined ? [] : [{ part, quote, ...change.added }],
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ part, quote, by }) => ({ part, text: quote, turn: null, quote, start_ms: null, added_by: by }));
  return {
    claims: added.flatMap(({ part, ...rest }) =>
      part === 'action-item' ? [] : [{ ...rest, kind: part, sentiment: null }],
    ),
    actionItems: added.flatMap(({ part, ...rest }) =>
      part === 'action-item' ? [{ ...rest, owner: null, due_on: null, side: 'unknown', state: 'open' }] : [],
    ),
  };
}

/** Whether a part can be corrected like that: a topic is known by its words, so that they stay. */
export function fits(change: PartChange, part: SummaryCorrection['part']): boolean {
  const can: readonly string[] =
    part === 'topic'
      ? ['sentiment', 'isRemoved']
      : part === 'action-item'
        ? ['text', 'owner', 'dueOn', 'side', 'state', 'isRemoved']
        : ['text', 'isRemoved'];
  return Object.keys(change).every((key) => can.includes(key));
}
