import { createRandom, type Random } from '../seed/random.ts';

/** How many rows are built and thrown away for each that is kept. */
const candidates = 24;

/**
 * Rows of positions such that any two positions of any two factors stand together in some row. `sizes`
 * says how many positions each factor has; a row holds one position, from 0, a factor. The same sizes
 * give the same rows: greedy, from a fixed seed (the method of Cohen, Dalal, Fredman and Patton, "The
 * AETG system", 1997).
 */
export function coverPairs(sizes: readonly number[]): readonly (readonly number[])[] {
  const open = createOpenPairs(sizes);
  const random = createRandom(1, 'cover-pairs', sizes.length);
  const rows: number[][] = [];
  while (open.count() > 0) {
    let best: { row: number[]; covered: number } | null = null;
    for (let at = 0; at < candidates; at += 1) {
      const row = buildRow(sizes, open, shuffled(sizes, random));
      const covered = open.countIn(row);
      if (best === null || covered > best.covered) best = { row, covered };
    }
    if (best === null) break;
    open.close(best.row);
    rows.push(best.row);
  }
  return rows;
}

function shuffled(sizes: readonly number[], random: Random): number[] {
  return sizes
    .map((_, factor) => ({ factor, place: random.bits() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ factor }) => factor);
}

/** Pairs that no row holds yet. */
interface OpenPairs {
  count(): number;
  isOpen(left: number, leftPosition: number, right: number, rightPosition: number): boolean;
  countIn(row: readonly number[]): number;
  /** Open pairs that hold this position, whatever the other. */
  countWith(factor: number, position: number): number;
  close(row: readonly number[]): void;
}

function createOpenPairs(sizes: readonly number[]): OpenPairs {
  const starts = sizes.map((_, factor) => sizes.slice(0, factor).reduce((sum, size) => sum + size, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const open = new Set<number>();
  const perPosition = Array.from({ length: total }, () => 0);
  const place = (factor: number, position: number) => (starts[factor] ?? 0) + position;
  const keyOf = (one: number, other: number) => Math.min(one, other) * total + Math.max(one, other);
  const count = (at: number, by: number) => (perPosition[at] = (perPosition[at] ?? 0) + by);
  sizes.forEach((size, left) => {
    sizes.forEach((otherSize, right) => {
      if (right <= left) return;
      for (let one = place(left, 0); one < place(left, size); one += 1) {
        for (let other = place(right, 0); other < place(right, otherSize); other += 1) {
          open.add(keyOf(one, other));
          count(one, 1);
          count(other, 1);
        }
      }
    });
  });

  function* pairsOf(row: readonly number[]): Generator<readonly [number, number, number]> {
    const places = row.map((position, factor) => place(factor, position));
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const key = keyOf(one, other);
        if (open.has(key)) yield [key, one, other];
      }
    }
  }

  return {
    count: () => open.size,
    isOpen: (left, leftPosition, right, rightPosition) =>
      open.has(keyOf(place(left, leftPosition), place(right, rightPosition))),
    countIn: (row) => [...pairsOf(row)].length,
    countWith: (factor, position) => perPosition[place(factor, position)] ?? 0,
    close: (row) => {
      for (const [key, one, other] of pairsOf(row)) {
        open.delete(key);
        count(one, -1);
        count(other, -1);
      }
    },
  };
}

/** One row, factor by factor in the given order; each takes the position that closes most with those before it. */
function buildRow(sizes: readonly number[], open: OpenPairs, order: readonly number[]): number[] {
  const row = sizes.map(() => 0);
  const done: number[] = [];
  for (const factor of order) {
    let best = { position: 0, closes: -1, remains: -1 };
    for (let position = 0; position < (sizes[factor] ?? 1); position += 1) {
      const closes = done.filter((other) => open.isOpen(factor, position, other, row[other] ?? 0)).length;
      const remains = open.countWith(factor, position);
      if (closes > best.closes || (closes === best.closes && remains > best.remains)) {
        best = { position, closes, remains };
      }
    }
    row[factor] = best.position;
    done.push(factor);
  }
  return row;
}
