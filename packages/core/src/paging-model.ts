/**
 * A model source and the ways to page through it, for the property test of cursors (decision 0011). Test-only.
 * The source filters by whole seconds, changes between pages and shows some changes late; time and chance follow
 * from a seed.
 */
import {
  advanceCheckpoint,
  anchorOf,
  beginCheckpoint,
  cursorAfter,
  floorToSecond,
  latestAnchor,
  LOOKBACK_MS,
} from './cursor.ts';
import type { RunMode } from './run.ts';
import { createRandom } from './seeded-random.ts';
import type { Random } from './seeded-random.ts';

/**
 * `keyset`: by Gsid in both modes, anchor and lookback. The others are what one might do instead:
 * `largest-date`: keyset, but the cursor is the largest date read on the way, without lookback.
 * `largest-date-lookback`: the same with the lookback.
 * `clock`: keyset, but the cursor is our own clock at the run's start.
 * `offset`: pages by offset in order of (date, Gsid), anchor and lookback.
 */
export const PAGING_WAYS = ['keyset', 'largest-date', 'largest-date-lookback', 'clock', 'offset'] as const;

/** One of {@link PAGING_WAYS}. */
export type PagingWay = (typeof PAGING_WAYS)[number];

/** How the model source behaves. */
export interface PagingModelOptions {
  readonly records: number;
  /** Records that share one second at the start: longer than two pages of the real size. */
  readonly tie: number;
  readonly pageSizeRecords: number;
  /** Changes between two pages. */
  readonly changesPerPage: number;
  /** The longest time between two pages, in ms: a budget can stretch a run over hours. */
  readonly pageTimeMs: number;
  /** How late a change may become visible, in ms; up to the lookback nothing may be lost. */
  readonly latenessMs: number;
  /** How far our clock runs ahead of the source's, in ms. */
  readonly clockAheadMs: number;
  readonly incrementalRuns: number;
}

/** What a sequence of runs came to. */
export interface PagingResult {
  /** Records whose last version never arrived by the incremental runs, deleted ones not counted. */
  readonly lost: number;
  /** Records that a full run at a quiet source failed to see, or saw twice. */
  readonly fullRunFaults: number;
  readonly pages: number;
  readonly reads: number;
}

interface Version {
  readonly modifiedAt: number;
  readonly visibleAt: number;
  readonly value: number;
}

interface Row {
  readonly gsid: string;
  current: Version;
  /** What reads still show until `current` becomes visible; null when nothing was there before. */
  previous: Version | null;
  isDeleted: boolean;
}

interface Seen {
  readonly gsid: string;
  readonly modifiedAt: number;
  readonly value: number;
}

const PAGES_MAX = 10_000;

/** Reads a changing source by a first full run and several increments, then a last increment at rest. */
export function runPaging(
  seed: number,
  way: PagingWay,
  fixed: Partial<PagingModelOptions> = {},
): PagingResult {
  const random = createRandom(seed);
  const options: PagingModelOptions = {
    records: random.between(50, 400),
    tie: random.between(0, 150),
    pageSizeRecords: random.pick([5, 20, 50]),
    changesPerPage: random.between(0, 6),
    pageTimeMs: random.pick([4000, 60_000, 600_000]),
    latenessMs: random.pick([0, 1000, 60_000, LOOKBACK_MS]),
    clockAheadMs: random.pick([0, 0, 120_000]),
    incrementalRuns: random.between(2, 5),
    ...fixed,
  };
  const source = new Source(options, random);
  const reader = new Reader(source, way, options);
  reader.run('full');
  for (let run = 0; run < options.incrementalRuns; run += 1) {
    source.pass(random.pick([60_000, 600_000, 3_600_000]), random.between(0, 10));
    reader.run('incremental');
  }
  source.rest();
  reader.run('incremental');
  const lost = reader.countLost();
  return { lost, fullRunFaults: reader.fullRunFaults(), pages: reader.pages, reads: reader.reads };
}

class Source {
  readonly rows = new Map<string, Row>();
  now = Date.UTC(2026, 10, 24);
  isChanging = true;
  readonly #options: PagingModelOptions;
  readonly #random: Random;
  #edits = 0;

  constructor(options: PagingModelOptions, random: Random) {
    this.#options = options;
    this.#random = random;
    const tiedAt = this.now - 7_200_000;
    for (let index = 0; index < options.records; index += 1) {
      const at = index < options.tie ? tiedAt + random.below(1000) : this.now - random.below(86_400_000);
      this.#put(this.#newGsid(), { modifiedAt: at, visibleAt: at, value: 0 });
    }
  }

  /** Time goes by, with edits, inserts and deletes; each becomes visible up to the lateness afterwards. */
  pass(durationMs: number, changes: number): void {
    const from = this.now;
    this.now = from + durationMs;
    for (let index = 0; index < changes; index += 1) this.#change(from + this.#random.below(durationMs));
  }

  /** What happens at the source while one page is read. */
  betweenPages(): void {
    if (this.isChanging)
      this.pass(this.#random.between(1, this.#options.pageTimeMs), this.#options.changesPerPage);
  }

  /** All that was written becomes visible, and nothing changes any more. */
  rest(): void {
    this.isChanging = false;
    this.now += this.#options.latenessMs + 1;
  }

  /** The rows as reads show them now. */
  visible(): readonly Seen[] {
    const seen: Seen[] = [];
    for (const row of this.rows.values()) {
      if (row.isDeleted) continue;
      const version = row.current.visibleAt <= this.now ? row.current : row.previous;
      if (version !== null)
        seen.push({ gsid: row.gsid, modifiedAt: version.modifiedAt, value: version.value });
    }
    return seen;
  }

  #change(at: number): void {
    const random = this.#random;
    const kind = random.below(10);
    this.#edits += 1;
    const visibleAt = at + (this.#options.latenessMs === 0 ? 0 : random.below(this.#options.latenessMs + 1));
    const version = { modifiedAt: at, visibleAt, value: this.#edits };
    if (kind < 2) return this.#put(this.#newGsid(), version);
    const row = this.rows.get(random.pick([...this.rows.keys()]));
    if (row === undefined) return;
    if (kind < 3) {
      row.isDeleted = true;
      return;
    }
    if (row.isDeleted || row.current.modifiedAt > at) return;
    row.previous = row.current.visibleAt <= this.now ? row.current : row.previous;
    row.current = version;
  }

  #put(gsid: string, version: Version): void {
    this.rows.set(gsid, { gsid, current: version, previous: null, isDeleted: false });
  }

  #newGsid(): string {
    return `1P02${this.#random
      .below(36 ** 8)
      .toString(36)
      .toUpperCase()
      .padStart(8, '0')}`;
  }
}

class Reader {
  pages = 0;
  reads = 0;
  readonly #source: Source;
  readonly #way: PagingWay;
  readonly #options: PagingModelOptions;
  readonly #copy = new Map<string, number>();
  #cursor: Date | null = null;

  constructor(source: Source, way: PagingWay, options: PagingModelOptions) {
    this.#source = source;
    this.#way = way;
    this.#options = options;
  }

  run(mode: RunMode): void {
    if (this.#way === 'keyset') this.#runKeyset(mode);
    else this.#runOtherwise(mode);
  }

  countLost(): number {
    const rows = [...this.#source.rows.values()];
    return rows.filter((row) => !row.isDeleted && this.#copy.get(row.gsid) !== row.current.value).length;
  }

  /** A full run over a source at rest: every row exactly once. */
  fullRunFaults(): number {
    const counts = new Map<string, number>();
    const note = (rows: readonly Seen[]): void => {
      for (const row of rows) counts.set(row.gsid, (counts.get(row.gsid) ?? 0) + 1);
    };
    this.#readKeyset('full', null, note);
    return this.#source.visible().filter((row) => counts.get(row.gsid) !== 1).length;
  }

  /** The engine's own way, by the engine's own functions. */
  #runKeyset(mode: RunMode): void {
    const sourceNow = new Date(this.#source.now);
    const anchor = this.#greatest(sourceNow);
    const checkpoint = beginCheckpoint({ object: 'Company', mode, cursor: this.#cursor, anchor });
    this.#readKeyset(mode, checkpoint.since, (rows) => this.#apply(rows));
    const before = this.#cursor;
    this.#cursor = cursorAfter(checkpoint, this.#cursor, LOOKBACK_MS);
    if (before !== null && this.#cursor !== null && this.#cursor < before)
      throw new RangeError('the cursor went back');
  }

  #readKeyset(mode: RunMode, since: Date | null, take: (rows: readonly Seen[]) => void): void {
    let checkpoint = beginCheckpoint({ object: 'Company', mode, cursor: since, anchor: null });
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { gsidAfter } = checkpoint;
      const rows = this.#source
        .visible()
        .filter((row) => isSince(row, since) && (gsidAfter === null || row.gsid > gsidAfter))
        .toSorted(byGsid)
        .slice(0, this.#options.pageSizeRecords);
      this.#count(rows);
      take(rows);
      const last = rows.at(-1);
      if (last === undefined || rows.length < this.#options.pageSizeRecords) return;
      checkpoint = advanceCheckpoint(checkpoint, last.gsid);
      this.#source.betweenPages();
    }
  }

  #runOtherwise(mode: RunMode): void {
    const startedAt = this.#source.now + this.#options.clockAheadMs;
    const anchor = this.#greatest(new Date(this.#source.now));
    const since = mode === 'full' ? null : this.#cursor;
    let largest = this.#cursor?.getTime() ?? 0;
    const take = (rows: readonly Seen[]): void => {
      this.#apply(rows);
      for (const row of rows) largest = Math.max(largest, row.modifiedAt);
    };
    if (this.#way === 'offset') this.#readOffset(since, take);
    else this.#readKeyset(mode, since, take);
    const anchorAt = anchor?.getTime() ?? 0;
    const next: Readonly<Record<PagingWay, number>> = {
      keyset: anchorAt - LOOKBACK_MS,
      'largest-date': largest,
      'largest-date-lookback': largest - LOOKBACK_MS,
      clock: startedAt,
      offset: anchorAt - LOOKBACK_MS,
    };
    this.#cursor = floorToSecond(new Date(next[this.#way]));
  }

  #readOffset(since: Date | null, take: (rows: readonly Seen[]) => void): void {
    const size = this.#options.pageSizeRecords;
    for (let offset = 0; offset < PAGES_MAX * size; offset += size) {
      const all = this.#source.visible().filter((row) => isSince(row, since));
      const rows = all.toSorted(byDate).slice(offset, offset + size);
      this.#count(rows);
      take(rows);
      if (rows.length < size) return;
      this.#source.betweenPages();
    }
  }

  #greatest(sourceNow: Date): Date | null {
    const latest = latestAnchor(sourceNow).getTime();
    const dates = this.#source.visible().map((row) => row.modifiedAt);
    const greatest = dates.reduce((left, right) => Math.max(left, right), 0);
    if (greatest === 0) return null;
    const within = dates.filter((date) => date <= latest).reduce((left, right) => Math.max(left, right), 0);
    return anchorOf(new Date(greatest), sourceNow) ?? anchorOf(new Date(within), sourceNow);
  }

  #apply(rows: readonly Seen[]): void {
    for (const row of rows) this.#copy.set(row.gsid, row.value);
  }

  #count(rows: readonly Seen[]): void {
    this.pages += 1;
    this.reads += rows.length;
  }
}

/** The source knows whole seconds: everything within the second of the bound is at or after it. */
function isSince(row: Seen, since: Date | null): boolean {
  return since === null || Math.floor(row.modifiedAt / 1000) >= Math.floor(since.getTime() / 1000);
}

function byGsid(left: Seen, right: Seen): number {
  return left.gsid < right.gsid ? -1 : 1;
}

function byDate(left: Seen, right: Seen): number {
  return Math.floor(left.modifiedAt / 1000) - Math.floor(right.modifiedAt / 1000) || byGsid(left, right);
}

/** What many sequences of runs came to. */
export interface PagingTally {
  readonly sequences: number;
  readonly pages: number;
  readonly lost: number;
  readonly fullRunFaults: number;
  /** Seeds in which a record was lost or a full run did not see each row once. */
  readonly failedSeeds: readonly number[];
}

/** Runs `count` sequences with the seeds from `firstSeed` on. */
export function runPagings(wanted: {
  readonly firstSeed: number;
  readonly count: number;
  readonly way: PagingWay;
  readonly fixed?: Partial<PagingModelOptions>;
}): PagingTally {
  let [pages, lost, fullRunFaults] = [0, 0, 0];
  const failedSeeds: number[] = [];
  for (let seed = wanted.firstSeed; seed < wanted.firstSeed + wanted.count; seed += 1) {
    const one = runPaging(seed, wanted.way, wanted.fixed);
    pages += one.pages;
    lost += one.lost;
    fullRunFaults += one.fullRunFaults;
    if (one.lost + one.fullRunFaults > 0) failedSeeds.push(seed);
  }
  return { sequences: wanted.count, pages, lost, fullRunFaults, failedSeeds };
}
