/** One line of the table that `npm run bench` ends with. */
export interface Measure {
  readonly measure: string;
  readonly figure: string;
  /** What design 16 or an issue asks for; null where a figure is only shown. */
  readonly goal: string | null;
  /** Whether the goal is met; null without a goal. */
  readonly isMet: boolean | null;
}

/** A figure that must not exceed its goal. */
export function atMost(
  measure: string,
  value: number,
  goal: number,
  show: (value: number) => string,
): Measure {
  return { measure, figure: show(value), goal: `≤ ${show(goal)}`, isMet: value <= goal };
}

/** A figure that must reach its goal. */
export function atLeast(
  measure: string,
  value: number,
  goal: number,
  show: (value: number) => string,
): Measure {
  return { measure, figure: show(value), goal: `≥ ${show(goal)}`, isMet: value >= goal };
}

/** A figure without a goal. */
export function shown(measure: string, figure: string): Measure {
  return { measure, figure, goal: null, isMet: null };
}

/** The table as text, one line a measure. */
export function printTable(measures: readonly Measure[]): string {
  const rows = [
    ['measure', 'figure', 'goal', ''],
    ...measures.map(({ measure, figure, goal, isMet }) => [
      measure,
      figure,
      goal ?? '',
      isMet === null ? '' : isMet ? 'ok' : 'miss',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The middle value; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** How long the work takes, in ms, with what it answers. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const startedMs = performance.now();
  const value = await work();
  return { ms: performance.now() - startedMs, value };
}

/** Bytes in MB of 2^20. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** Ms as seconds. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
