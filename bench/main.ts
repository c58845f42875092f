/**
 * The measures of design 16, as ratios taken in one run: `npm run bench -- [NAME…]` with the names below, all when
 * none is given.
 *
 *   --write                                            also into the table of docs/bench.md
 *   --companies N                                      10,000 unless told; of `memory` and `sandbox-speed` 100,000 at
 *                                                      least. 1,000,000 goes to every measure, if it has the time
 *   --meetings FILE --scorer FILE [--idf FILE]         real meetings of `loop-meetings` and what scores their summaries
 *
 * Ends with one table; the exit code is 1 when a goal is missed.
 */
import { parseArgs } from 'node:util';
import { benchClientSpeed } from './client-speed.ts';
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
import { benchStartLateness } from './start-lateness.ts';
import { benchSummarySpeed } from './summary-speed.ts';
import { benchUsers } from './users.ts';
import { benchTwoWorkers } from './two-workers.ts';
import { writePage } from './write-page.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    companies: { type: 'string', default: '10000' },
    meetings: { type: 'string' },
    scorer: { type: 'string' },
    idf: { type: 'string' },
  },
});
const companies = Number(values.companies);

const { meetings, scorer, idf } = values;
const real =
  meetings === undefined || scorer === undefined
    ? null
    : { meetings, scorer, ...(idf === undefined ? {} : { idf }) };

const benches: Readonly<Record<string, () => Promise<Measure[]>>> = {
  inbound: () => benchInbound(companies, companies >= 100_000 ? 1.3 : 2.5),
  'client-speed': benchClientSpeed,
  'summary-speed': benchSummarySpeed,
  memory: () => benchMemory(Math.max(companies, 100_000)),
  projection: () => benchProjection(companies),
  preview: () => benchPreview(companies),
  health: () => benchHealth(companies),
  'two-workers': benchTwoWorkers,
  queue: benchQueue,
  'start-lateness': benchStartLateness,
  list: () => benchList(companies),
  users: benchUsers,
  'sandbox-speed': () => benchSandboxSpeed(Math.max(companies, 100_000)),
  'loop-meetings': () => benchLoopMeetings(real),
};

const names = positionals.length === 0 ? Object.keys(benches) : positionals;
const unknown = names.filter((name) => benches[name] === undefined);
if (unknown.length > 0 || !Number.isInteger(companies) || companies < 1) {
  process.stderr.write(`usage: npm run bench -- [${Object.keys(benches).join('|')}]… [--companies N]\n`);
  process.exit(2);
}
const measures: Measure[] = [];
for (const name of names) {
  process.stderr.write(`${name} …\n`);
  measures.push(...((await benches[name]?.()) ?? []));
}
process.stdout.write(`${printTable(measures)}\n`);
if (values.write) await writePage(measures);
process.exitCode = measures.some(({ isMet }) => isMet === false) ? 1 : 0;
