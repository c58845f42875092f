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
  return new Draws(seed, hashWord(subject), number);
}

/** One object without closures: a page of 5,000 companies makes ten thousand of these. */
class Draws implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, subject: number, number: number) {
    this.#a = seed | 0;
    this.#b = subject;
    this.#c = number | 0;
    for (let round = 0; round < 15; round += 1) this.bits();
  }

  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    const c = this.#c;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (c + (c << 3)) | 0;
    this.#c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  int(min: number, max: number): number {
    return min + Math.floor((this.bits() / 4_294_967_296) * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.bits() / 4_294_967_296 < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor((this.bits() / 4_294_967_296) * list.length)] ?? list[0];
  }
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
