/**
 * The measures of design 16, as ratios taken in one run: `npm run bench -- [NAME…]` with the names below, all when
 * none is given.
 *
 *   --write                                            also into the table of docs/bench.md
 *   --companies N                                      instead of the sizes that each measure is taken at: 10,000,
 *                                                      100,000 or both. 1,000,000 goes to every measure, if it has the time
 *   --meetings FILE --scorer FILE [--idf FILE]         real meetings of `loop-meetings` and what scores their summaries
 *   --labelled DIR --scorer FILE                       meetings and texts that people labelled, of `summary-quality`
 *
 * Ends with one table; the exit code is 1 when a goal is missed.
 */
import { parseArgs } from 'node:util';
import { benchClientSpeed } from './client-speed.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchGrowth } from './growth.ts';
import { benchHealth } from './health.ts';
import { benchInbound } from './inbound.ts';
import { benchList } from './list.ts';
import { benchLoopMeetings } from './loop-meetings.ts';
import { type Measure, printTable } from './measure.ts';
import { benchMemory } from './memory.ts';
import { benchPreview } from './preview.ts';
import { benchProjection } from './projection.ts';
import { benchQueue } from './queue.ts';
import { benchSandboxSpeed } from './sandbox-speed.ts';
import { benchSignIn } from './sign-in.ts';
import { benchStartLateness } from './start-lateness.ts';
import { benchSummaryQuality } from './summary-quality.ts';
import { benchSummarySpeed } from './summary-speed.ts';
import { benchUsers } from './users.ts';
import { benchTwoWorkers } from './two-workers.ts';
import { writePage } from './write-page.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    companies: { type: 'string' },
    meetings: { type: 'string' },
    scorer: { type: 'string' },
    idf: { type: 'string' },
    labelled: { type: 'string' },
  },
});
const { meetings, scorer, idf, labelled } = values;
const real =
  meetings === undefined || scorer === undefined
    ? null
    : { meetings, scorer, ...(idf === undefined ? {} : { idf }) };

const SMALL = 10_000;
const BIG = 100_000;

/** A measure that is taken at sizes, or one that has no size. */
interface Bench {
  readonly sizes: readonly number[];
  readonly take: (companies: number) => Promise<Measure[]>;
}

const labelledData = labelled === undefined || scorer === undefined ? null : { folder: labelled, scorer };

const benches: Readonly<Record<string, Bench>> = {
  inbound: { sizes: [SMALL, BIG], take: (size) => benchInbound(size, size >= BIG ? 1.3 : 2.5) },
  growth: { sizes: [BIG], take: benchGrowth },
  'client-speed': { sizes: [], take: benchClientSpeed },
  'summary-speed': { sizes: [], take: benchSummarySpeed },
  'summary-quality': { sizes: [], take: () => benchSummaryQuality(labelledData) },
  memory: { sizes: [BIG], take: benchMemory },
  projection: { sizes: [SMALL, BIG], take: benchProjection },
  preview: { sizes: [SMALL, BIG], take: benchPreview },
  health: { sizes: [SMALL, BIG], take: benchHealth },
  deliveries: { sizes: [SMALL], take: benchDeliveries },
  'two-workers': { sizes: [], take: benchTwoWorkers },
  queue: { sizes: [], take: benchQueue },
  'start-lateness': { sizes: [], take: benchStartLateness },
  list: { sizes: [BIG], take: benchList },
  'sign-in': { sizes: [], take: benchSignIn },
  users: { sizes: [], take: benchUsers },
  'sandbox-speed': { sizes: [BIG], take: benchSandboxSpeed },
  'loop-meetings': { sizes: [], take: () => benchLoopMeetings(real) },
};

const names = positionals.length === 0 ? Object.keys(benches) : positionals;
const asked = values.companies === undefined ? null : Number(values.companies);
const unknown = names.filter((name) => benches[name] === undefined);
if (unknown.length > 0 || (asked !== null && (!Number.isInteger(asked) || asked < 1))) {
  process.stderr.write(`usage: npm run bench -- [${Object.keys(benches).join('|')}]… [--companies N]\n`);
  process.exit(2);
}

/** A measure of one size by a name that says which. */
function sized(measure: Measure, size: number): Measure {
  return measure.measure.includes(String(size))
    ? measure
    : { ...measure, measure: `${measure.measure}, at ${size}` };
}

const measures: Measure[] = [];
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) continue;
  if (bench.sizes.length === 0) {
    process.stderr.write(`${name} …\n`);
    measures.push(...(await bench.take(0)));
  }
  for (const size of bench.sizes.length > 0 && asked !== null ? [asked] : bench.sizes) {
    process.stderr.write(`${name} at ${size} …\n`);
    measures.push(...(await bench.take(size)).map((measure) => sized(measure, size)));
  }
}
process.stdout.write(`${printTable(measures)}\n`);
if (values.write) await writePage(measures);
process.exitCode = measures.some(({ isMet }) => isMet === false) ? 1 : 0;
