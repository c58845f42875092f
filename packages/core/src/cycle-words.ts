import { shorten } from './shorten.ts';

/** Of each name as much as a sentence can hold. */
const NAME_UNITS = 80;

/** What is wrong with parents that go round in a circle: each name has the next one as its parent, the last the first. */
export function cycleInWords(members: readonly string[]): string {
  const names = members.map((name) => shorten(name, NAME_UNITS));
  const [first, ...others] = names;
  const held =
    others.length === 0
      ? 'In Gainsight this account is its own parent.'
      : `In Gainsight each of these has the next one as its parent: ${[...names, first].join(' → ')}.`;
  return `${held} The newest of these links is left out here. Correct the parent in Gainsight.`;
}
