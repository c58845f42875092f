/** A stream of pseudo-random draws; the same start gives the same draws on every machine. */
export interface Random {
  /** Next unsigned 32-bit integer. */
  bits(): number;
  /** Whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with the given probability (0 … 1). */
  chance(probability: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
}

/**
 * Draws that depend only on the world's seed, a subject word and a number, never on what was drawn before for another
 * record: that is why company 12 is the same company in a world of 20 and in one of 100,000.
 * The three inputs fill a 128-bit state (the sfc32 generator), so two records never share their draws.
 */
export function createRandom(seed: number, subject: string, number: number): Random {
  let a = seed | 0;
  let b = hashWord(subject);
  let c = number | 0;
  let counter = 1;

  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) bits();

  const fraction = (): number => bits() / 4_294_967_296;
  return {
    bits,
    int: (min, max) => min + Math.floor(fraction() * (max - min + 1)),
    chance: (probability) => fraction() < probability,
    pick: (list) => list[Math.floor(fraction() * list.length)] ?? list[0],
  };
}

/** Turns a word into 32 bits (FNV-1a). */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash ^= word.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}
