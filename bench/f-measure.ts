/** What was found, against what is there. */
export interface Hits {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Counts pairs of what is said and what is true. */
export function countHits(pairs: Iterable<readonly [isSaid: boolean, isTrue: boolean]>): Hits {
  let [right, wrong, missed] = [0, 0, 0];
  for (const [isSaid, isTrue] of pairs) {
    if (isSaid && isTrue) right += 1;
    else if (isSaid) wrong += 1;
    else if (isTrue) missed += 1;
  }
  return { right, wrong, missed };
}

/** F1 in percent. */
export function f1({ right, wrong, missed }: Hits): number {
  return right === 0 ? 0 : (200 * right) / (2 * right + wrong + missed);
}
