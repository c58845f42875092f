import type { Sentence, Side } from './transcript.ts';

/** Where the words stand that a claim rests on: 0-based turn, verbatim quote from it, start in ms if known. */
export interface Evidence {
  readonly turn: number;
  readonly quote: string;
  readonly startMs: number | null;
}

/** One statement of a summary: its words are words of the quote, in their order. */
export interface Claim {
  readonly text: string;
  readonly evidence: Evidence;
}

/** Something that somebody said they would do. `owner` and `due` (ISO day) are null when not said. */
export interface ActionItem extends Claim {
  readonly owner: string | null;
  readonly due: string | null;
  readonly side: Side;
}

/** A claim of that text whose quote is the sentence; its start is reckoned by the sentence's place in the turn. */
export function claimOf(sentence: Sentence, text: string): Claim {
  return { text, evidence: evidenceOf(sentence) };
}

/** Whether the words that a claim rests on stand in those of another. */
export function isWithin({ evidence: one }: Claim, { evidence: other }: Claim): boolean {
  return one.turn === other.turn && other.quote.includes(one.quote);
}

/** The claims without those that say no more than another; of two alike the earlier stays. */
export function withoutRepeats(claims: readonly Claim[]): Claim[] {
  return claims.filter(
    (claim, at) =>
      !claims.some(
        (other, place) => place !== at && isWithin(claim, other) && (place < at || !isWithin(other, claim)),
      ),
  );
}

/** The evidence that a sentence gives. */
export function evidenceOf({ turn, start, text }: Sentence): Evidence {
  return { turn: turn.index, quote: text, startMs: startOf(turn, start) };
}

function startOf(turn: Sentence['turn'], offset: number): number | null {
  if (turn.startMs === null) return null;
  if (turn.endMs === null || turn.endMs <= turn.startMs || turn.text.length === 0) return turn.startMs;
  return Math.round(turn.startMs + ((turn.endMs - turn.startMs) * offset) / turn.text.length);
}

/** Share of the smaller set that both have; 0 when either is empty. */
export function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  if (smaller === 0) return 0;
  let both = 0;
  for (const item of a) if (b.has(item)) both += 1;
  return both / smaller;
}
