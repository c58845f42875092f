/**
 * The seeds that a test file is asked for: `FIRST [COUNT [STEP]]` behind its name in `argv`, where COUNT seeds are taken,
 * each STEP after the one before; else its usual ones. `npm run nightly` asks so.
 */
export function askedSeeds(argv: readonly string[], usual: readonly number[]): readonly number[] {
  const [first, count = 1, step = 1] = argv.slice(2).map(Number);
  return first === undefined ? usual : Array.from({ length: count }, (_, at) => first + at * step);
}
