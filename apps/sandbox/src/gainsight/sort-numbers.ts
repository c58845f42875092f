/** Eleven bits a digit: 2,048 places to write to stay in the processor's cache. */
const DIGIT_BITS = 11;
const PLACES = 2 ** DIGIT_BITS;

/** Numbers with their keys as unsigned halves, whose order as one integer of 64 bits is the order of the keys. */
interface KeyedNumbers {
  readonly numbers: Uint32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/**
 * Sorts numbers by their keys, `keys[at]` being that of `numbers[at]`; equal keys stay in their order. A radix sort,
 * since comparing a million rows takes seconds.
 */
export function sortNumbers(numbers: Uint32Array, keys: Float64Array, isDescending: boolean): Uint32Array {
  let from = withHalves(numbers, keys, isDescending);
  let to: KeyedNumbers = {
    numbers: new Uint32Array(numbers.length),
    low: new Uint32Array(numbers.length),
    high: new Uint32Array(numbers.length),
  };
  for (const half of ['low', 'high'] as const) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      if (!scatter(from, to, from[half], shift)) continue;
      [from, to] = [to, from];
    }
  }
  return from.numbers;
}

/** One stable pass by one digit; returns false, and leaves `to` alone, where all numbers have the same. */
function scatter(from: KeyedNumbers, to: KeyedNumbers, digits: Uint32Array, shift: number): boolean {
  const places = new Uint32Array(PLACES);
  const { length } = digits;
  for (let at = 0; at < length; at += 1) {
    const digit = ((digits[at] ?? 0) >>> shift) % PLACES;
    places[digit] = (places[digit] ?? 0) + 1;
  }
  if (places.includes(length)) return false;
  let sum = 0;
  for (let digit = 0; digit < PLACES; digit += 1) {
    const count = places[digit] ?? 0;
    places[digit] = sum;
    sum += count;
  }
  for (let at = 0; at < length; at += 1) {
    const digit = ((digits[at] ?? 0) >>> shift) % PLACES;
    const place = places[digit] ?? 0;
    places[digit] = place + 1;
    to.numbers[place] = from.numbers[at] ?? 0;
    to.low[place] = from.low[at] ?? 0;
    to.high[place] = from.high[at] ?? 0;
  }
  return true;
}

function withHalves(numbers: Uint32Array, keys: Float64Array, isDescending: boolean): KeyedNumbers {
  const bits = new Uint32Array(keys.slice().buffer);
  const low = new Uint32Array(numbers.length);
  const high = new Uint32Array(numbers.length);
  const flip = isDescending ? 0xffffffff : 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const lowBits = bits[2 * at] ?? 0;
    const highBits = bits[2 * at + 1] ?? 0;
    // A float below zero counts backwards, one above it follows all of those.
    const isNegative = highBits >>> 31 === 1;
    low[at] = (isNegative ? ~lowBits : lowBits) ^ flip;
    high[at] = (isNegative ? ~highBits : highBits | 0x80000000) ^ flip;
  }
  return { numbers, low, high };
}
