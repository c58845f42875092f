/** The features that at least so many of the examples have, each with its place from 1 on: 0 is for what none has. */
export function numberFeatures(
  examples: readonly { readonly features: ReadonlySet<string> }[],
  minExamples: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= minExamples);
  return new Map(known.map(([feature], index) => [feature, index + 1]));
}
