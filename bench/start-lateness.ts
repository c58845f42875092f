import { randomUUID } from 'node:crypto';
import { nextSlot, offsetOf } from '@handrail/sync';
import { atMost, type Measure } from './measure.ts';

const WORKSPACES = 10_000;
const SLOTS = 16;
const HOUR_MINUTES = 60;
/** Between two looks at the schedule: a worker's 500 ms, and what the look itself takes. */
const LOOK_MS = 520;
/** A run takes from the least to the most of these, evenly. */
const RUN_MS = { least: 500, most: 6_000 };
const HOURS = 3;

/**
 * How late hourly runs of so many workspaces begin, with the schedule's own offsets and grid, over some hours of a
 * simulated clock: a run waits for the next look, then for a free slot, first come first served.
 */
export function benchStartLateness(): Promise<Measure[]> {
  const startMs = Date.parse('2026-11-10T00:00:00.000Z');
  const due = Array.from({ length: WORKSPACES }, () => {
    const offset = offsetOf(randomUUID(), 'accounts', HOUR_MINUTES);
    return Array.from({ length: HOURS }).reduce<Date[]>(
      (slots) => [...slots, nextSlot(slots.at(-1) ?? new Date(startMs), HOUR_MINUTES, offset)],
      [],
    );
  })
    .flat()
    .map((slot) => slot.getTime())
    .toSorted((left, right) => left - right);
  const free = Array.from({ length: SLOTS }, () => startMs);
  const late = due.map((at) => {
    const lookMs = startMs + Math.ceil((at - startMs) / LOOK_MS) * LOOK_MS;
    const slot = free.indexOf(Math.min(...free));
    const begins = Math.max(lookMs, free[slot] ?? lookMs);
    free[slot] = begins + RUN_MS.least + Math.random() * (RUN_MS.most - RUN_MS.least);
    return begins - at;
  });
  const sorted = late.toSorted((left, right) => left - right);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
  return Promise.resolve([
    atMost('start lateness, 10,000 workspaces hourly, 16 slots, p99 (simulated)', p99, 1_000, seconds),
    atMost('start lateness, the most (simulated)', sorted.at(-1) ?? Number.NaN, 10_000, seconds),
  ]);
}
