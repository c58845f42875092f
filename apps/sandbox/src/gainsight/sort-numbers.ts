/** Eleven bits a digit: 2,048 places to write to stay in the processor's cache. */
const DIGIT_BITS = 11;
const PLACES = 2 ** DIGIT_BITS;

/** Keys as pairs of unsigned halves, low before high, whose order as one integer of 64 bits is the order of the keys. */
type Halves = Uint32Array;

/**
 * Sorts numbers by their keys, `keys[at]` being that of `numbers[at]`; equal keys stay in their order. A radix sort,
 * since comparing a million rows takes seconds. Spends the keys: their bits are turned where they stand, and only
 * places move, since every array beside them costs megabytes.
 */
export function sortNumbers(numbers: Uint32Array, keys: Float64Array, isDescending: boolean): Uint32Array {
  const halves = turnKeys(keys, isDescending);
  let from = new Uint32Array(numbers.length);
  for (let at = 0; at < from.length; at += 1) from[at] = at;
  let to = new Uint32Array(numbers.length);
  for (const half of [0, 1]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      if (scatter(from, to, { halves, half, shift })) [from, to] = [to, from];
    }
  }
  for (let at = 0; at < from.length; at += 1) to[at] = numbers[from[at] ?? 0] ?? 0;
  return to;
}

/** One stable pass by one digit; returns false, and leaves `to` alone, where all keys have the same. */
function scatter(
  from: Uint32Array,
  to: Uint32Array,
  { halves, half, shift }: { readonly halves: Halves; readonly half: number; readonly shift: number },
): boolean {
  const places = new Uint32Array(PLACES);
  for (let at = half; at < halves.length; at += 2) {
    const digit = ((halves[at] ?? 0) >>> shift) % PLACES;
    places[digit] = (places[digit] ?? 0) + 1;
  }
  if (places.includes(from.length)) return false;
  let sum = 0;
  for (let digit = 0; digit < PLACES; digit += 1) {
    const count = places[digit] ?? 0;
    places[digit] = sum;
    sum += count;
  }
  for (const keyAt of from) {
    const digit = ((halves[2 * keyAt + half] ?? 0) >>> shift) % PLACES;
    const place = places[digit] ?? 0;
    places[digit] = place + 1;
    to[place] = keyAt;
  }
  return true;
}

/** The bits of the keys, turned so that they count upwards as integers. */
function turnKeys(keys: Float64Array, isDescending: boolean): Halves {
  const bits = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const flip = isDescending ? 0xffffffff : 0;
  for (let at = 0; at < bits.length; at += 2) {
    const low = bits[at] ?? 0;
    const high = bits[at + 1] ?? 0;
    // A float below zero counts backwards, one above it follows all of those.
    const isNegative = high >>> 31 === 1;
    bits[at] = (isNegative ? ~low : low) ^ flip;
    bits[at + 1] = (isNegative ? ~high : high | 0x80000000) ^ flip;
  }
  return bits;
}
