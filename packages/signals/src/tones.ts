/** A word list from groups of words of the same tone, separated by white space. */
export function tones(groups: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(
    groups.flatMap(([tone, words]) =>
      words
        .trim()
        .split(/\s+/u)
        .map((word) => [word, tone] as const),
    ),
  );
}
