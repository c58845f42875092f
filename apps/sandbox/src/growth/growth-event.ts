import type { GsidObject } from '../seed/gsid.ts';
import type { Random } from '../seed/random.ts';
import { DAY_MS, instant } from '../seed/scene.ts';
import type { Row } from '../world.ts';

/** Something that happens to one record of the tenant at an instant. */
export type GrowthEvent = {
  readonly atMs: number;
  readonly object: GsidObject;
  readonly gsid: string;
} & (
  | { readonly kind: 'insert' | 'change'; readonly values: Row }
  | { readonly kind: 'delete'; readonly logGsid: string }
);

/** Nothing happens in the first hour, so that what is looked at first stands still. */
const QUIET_MS = 3_600_000;

/** An instant of a day of the growth (from 1), counted from the world's making. */
export function momentOf(random: Random, madeMs: number, day: number): number {
  const startMs = madeMs + (day - 1) * DAY_MS;
  const fromMs = day === 1 ? QUIET_MS : 0;
  return startMs + random.int(fromMs, DAY_MS - 1);
}

/** A new record, made and last changed at that instant. */
export function insertion(object: GsidObject, row: Row, atMs: number): GrowthEvent {
  const at = instant(atMs);
  const stamps =
    'CreatedAt' in row ? { CreatedAt: at, ModifiedAt: at } : { CreatedDate: at, ModifiedDate: at };
  return { kind: 'insert', atMs, object, gsid: String(row['Gsid']), values: { ...row, ...stamps } };
}

/** New values of a record; none at all moves its modified date alone. */
export function change(object: GsidObject, gsid: string, atMs: number, values: Row): GrowthEvent {
  const stamp = object === 'company_team' ? 'ModifiedAt' : 'ModifiedDate';
  return { kind: 'change', atMs, object, gsid, values: { ...values, [stamp]: instant(atMs) } };
}

/** One item of a list; undefined when it is empty. */
export function drawFrom<T>(random: Random, list: readonly T[]): T | undefined {
  return list[random.int(0, list.length - 1)];
}
