/** What is wrong with parents that go round in a circle: each name has the next one as its parent, the last the first. */
export function cycleInWords(names: readonly string[]): string {
  const [first, ...others] = names;
  const held =
    others.length === 0
      ? 'In Gainsight this account is its own parent.'
      : `In Gainsight each of these has the next one as its parent: ${[...names, first].join(' → ')}.`;
  return `${held} The newest of these links is left out here. Correct the parent in Gainsight.`;
}
