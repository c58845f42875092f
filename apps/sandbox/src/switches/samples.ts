import { createRandom } from '../seed/random.ts';
import { createSwitches, listSwitches, type SwitchRow, type Switches } from '../switches.ts';
import { coverPairs } from './cover-pairs.ts';

/** One position for every switch, to start a sandbox with. */
export interface SwitchSample {
  /** What differs from the defaults, for the title of a test. */
  readonly title: string;
  readonly switches: Switches;
}

/** Which switches a suite leaves to vary; those it names stand still in the given position. */
type Fixed = Partial<Switches>;

/**
 * Every value of every switch, or of those of one vendor, alone, all others in their default (or as fixed). The
 * defaults themselves come first.
 */
export function singleSwitches(fixed: Fixed = {}, vendor?: SwitchRow['vendor']): readonly SwitchSample[] {
  const rows = varying(fixed).filter((row) => vendor === undefined || row.vendor === vendor);
  const alone = rows.flatMap(({ name, exampleValues }) =>
    exampleValues.slice(1).map((value) => sampleOf({ ...fixed, [name]: value })),
  );
  return [sampleOf(fixed), ...alone];
}

/**
 * A covering table: any two values of any two switches stand together in some row. The same switches
 * give the same rows, at most 40 of them.
 */
export function coveringSwitches(fixed: Fixed = {}): readonly SwitchSample[] {
  const rows = varying(fixed);
  return coverPairs(rows.map(({ exampleValues }) => exampleValues.length)).map((positions) =>
    sampleAt(rows, fixed, (at) => positions[at] ?? 0),
  );
}

/** So many rows drawn from a seed, each value of a switch as likely as the others. */
export function randomSwitches(seed: number, count: number, fixed: Fixed = {}): readonly SwitchSample[] {
  const rows = varying(fixed);
  return Array.from({ length: count }, (_, number) => {
    const random = createRandom(seed, 'switches', number);
    return sampleAt(rows, fixed, (at) => random.int(0, (rows[at]?.exampleValues.length ?? 1) - 1));
  });
}

function varying(fixed: Fixed): readonly SwitchRow[] {
  return listSwitches().filter(({ name }) => fixed[name] === undefined);
}

function sampleAt(
  rows: readonly SwitchRow[],
  fixed: Fixed,
  positionOf: (at: number) => number,
): SwitchSample {
  const drawn = rows.map(({ name, exampleValues }, at) => [name, exampleValues[positionOf(at)]] as const);
  return sampleOf({ ...fixed, ...Object.fromEntries(drawn) });
}

function sampleOf(changes: object): SwitchSample {
  const switches = createSwitches(changes);
  const differs = listSwitches().filter(
    (row) => JSON.stringify(switches[row.name]) !== JSON.stringify(row.default),
  );
  const title = differs.map(({ name }) => `${name} ${JSON.stringify(switches[name])}`).join(', ');
  return { title: title === '' ? 'defaults' : title, switches };
}
