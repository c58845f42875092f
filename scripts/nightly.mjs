// `npm run nightly [-- LOOP… [--stride K]]`: the loops of the tests with the counts of the scorecard. Writes what came of
// each, with commit and seeds, to its row of docs/nightly.md, and ends with 1 when a law did not hold. A stride takes every
// K-th seed of a loop that is too long for one night, and its row says so.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runAttributions, runInterleavings, runPagings } from '@handrail/core/testing';
import { startSwitchContract } from '@handrail/gainsight/testing';
import { startGongSwitchContract } from '@handrail/gong/testing';
import { randomSwitches } from '@handrail/sandbox';
import { shareCompileCache } from './compile-cache.mjs';
import { runKillLoop } from '../e2e/kill/kill-loop.ts';
import { runStopLoop } from '../e2e/kill/stop-loop.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Processes that share the seeds of one test file. */
const LANES = 2;

/**
 * Each loop: the law it holds, the lines of the scorecard that it answers, how many turns it takes from which seed, and
 * either its test file, which takes seeds, or how it runs and in which seeds the law failed.
 */
const LOOPS = [
  {
    name: 'delivery',
    answers: 'WB1',
    law: 'One activity per meeting, at its company, whatever is lost, late, merged, moved or restored',
    firstSeed: 1,
    count: 100_000,
    run(firstSeed, count) {
      const tally = runInterleavings({ firstSeed, count });
      return {
        failedSeeds: tally.failedSeeds,
        found: `${number(tally.meetings)} meetings, ${number(tally.faults)} faults played, ${tally.doubled} doubled, ${tally.missing} missing`,
      };
    },
  },
  {
    name: 'two-installations',
    answers: 'WB1',
    law: 'The same while two installations race over reads that lag by ten minutes',
    firstSeed: 1_000_000,
    count: 20_000,
    run(firstSeed, count) {
      const tally = runInterleavings({ firstSeed, count, fixed: { installations: 2, lagMs: 600_000 } });
      return {
        failedSeeds: tally.failedSeeds,
        found: `${number(tally.meetings)} meetings, ${number(tally.faults)} faults played, ${tally.doubled} doubled, ${tally.missing} missing`,
      };
    },
  },
  {
    name: 'paging',
    answers: 'SC2, SC3, SC4',
    law: 'Keyset, anchor and lookback lose no record to edits, inserts, ties and late visibility',
    firstSeed: 1,
    count: 20_000,
    run(firstSeed, count) {
      const tally = runPagings({ firstSeed, count, way: 'keyset' });
      return {
        failedSeeds: tally.failedSeeds,
        found: `${number(tally.pages)} pages read, ${tally.lost} records lost, ${tally.fullRunFaults} faulty full runs`,
      };
    },
  },
  {
    name: 'attribution',
    answers: 'K26',
    law: 'Of what is placed by itself ≥ 98 % is right where 30 % of domains are shared, and all else is queued',
    firstSeed: 1,
    count: 300,
    run(firstSeed, count) {
      const tally = runAttributions({ firstSeed, count });
      const precision = (100 * (1 - tally.wrong / tally.decisions)).toFixed(2);
      return {
        failedSeeds: tally.failedSeeds,
        found: `${number(tally.meetings)} meetings, ${number(tally.decisions)} decisions, ${precision} % right, ${number(tally.queued)} queued`,
      };
    },
  },
  {
    name: 'switches',
    answers: '',
    law: 'Both clients read, write and fail alike under random readings of the documents',
    firstSeed: 1,
    count: 20,
    async run(firstSeed, count) {
      await using gainsight = await startSwitchContract();
      await using gong = await startGongSwitchContract();
      const failedSeeds = new Set();
      const positions = new Set();
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const [sample] = randomSwitches(seed, 1);
        for (const [name, value] of Object.entries(sample.switches))
          positions.add(`${name} ${JSON.stringify(value)}`);
        for (const contract of [gainsight, gong]) {
          await contract.check(sample).catch((thrown) => {
            process.stderr.write(`seed ${seed} (${sample.title}): ${thrown.message}\n`);
            failedSeeds.add(seed);
          });
        }
      }
      return { failedSeeds: [...failedSeeds], found: `${positions.size} different positions of switches` };
    },
  },
  {
    name: 'loop-switches',
    answers: '',
    law: 'The whole loop ends as under the usual reading, whatever the reading of the documents',
    firstSeed: 1,
    count: 30,
    file: 'e2e/loop/switches.test.ts',
    found: (held) => `${held} readings`,
  },
  {
    name: 'copy-edits',
    answers: 'SC2',
    law: 'A source that is edited, grows and shrinks between any two pages is copied without loss and without doubles',
    firstSeed: 1,
    count: 200,
    file: 'e2e/copy/edits.test.ts',
    found: (held) => `${held} seeds equal to the source, to the record`,
  },
  {
    name: 'wrong-replies',
    answers: 'SC6',
    law: 'No reply that is empty, short, cut or wrong, at whatever call of a run, removes a company that stands there',
    firstSeed: 1,
    count: 500,
    file: 'e2e/copy/wrong-replies.test.ts',
    found: (held) => `${held} runs with wrong replies`,
  },
  {
    name: 'copy-sizes',
    answers: 'SC1, SC3, SC4, CS4',
    law: '123,457 records once, 12,000 of one second, late ones, and 500,000 broken off at 80 %: each copied whole',
    firstSeed: 1,
    count: 4,
    run() {
      const { stdout } = runTap('e2e/copy/sizes.test.ts', 'scorecard');
      const [held, failed] = ['ok', 'not ok'].map(
        (word) => stdout.match(new RegExp(`^${word} \\d`, 'gm'))?.length ?? 0,
      );
      if (failed > 0) process.stderr.write(stdout);
      return { failedSeeds: held === 4 ? [] : [1], found: `${held} of 4 sizes held` };
    },
  },
  {
    name: 'limits',
    answers: 'RL1, RL2, RL3, RL6',
    law: '1,000,000 records without one refusal, beside callers who spend, and 99 small workspaces beside an endless backlog',
    firstSeed: 1,
    count: 4,
    run() {
      const { stdout } = runTap('e2e/limits/limits.test.ts', 'scorecard');
      const held = stdout.match(/^ok \d/gm)?.length ?? 0;
      if (held < 4) process.stderr.write(stdout);
      const told = [...stdout.matchAll(/^# (.+ (?:of the share|share used).*)$/gm)].map(([, line]) => line);
      return { failedSeeds: held === 4 ? [] : [1], found: `${held} of 4 held; ${told.join('; ')}` };
    },
  },
  {
    name: 'long-summaries',
    answers: 'RL7',
    law: '10,000 summaries of up to 200 kB stand once in the Timeline, cut to its size and within its limit',
    firstSeed: 1,
    count: 1,
    run() {
      const { stdout } = runTap('e2e/limits/long-summaries.test.ts', 'scorecard');
      const isHeld = /^ok 1/m.test(stdout);
      if (!isHeld) process.stderr.write(stdout);
      const [, told = ''] = /^# (.+ in an hour)$/m.exec(stdout) ?? [];
      return { failedSeeds: isHeld ? [] : [1], found: told };
    },
  },
  {
    name: 'preview',
    answers: 'B1',
    law: 'What the preview of a draft lists is what its run does, to the record, for random drafts over an edited tenant',
    firstSeed: 1,
    count: 50,
    file: 'packages/sync/src/preview.property.test.ts',
    found: (held) => `${held} drafts previewed and carried out`,
  },
  {
    name: 'clock-jumps',
    answers: 'CS7',
    law: 'Each due run begins once, though the clock jumps 50 times a seed, an hour on or back',
    firstSeed: 1,
    count: 20,
    file: 'packages/sync/src/clock-jumps.test.ts',
    found: (held) => `${number(held * 50)} jumps`,
  },
  ...[
    ['nth-call', 'call to a vendor that fails, in four ways', 0, 600],
    ['nth-statement', 'SQL statement before which the connection is lost', 1_000_000, 4_000],
    ['nth-commit', 'commit that is done but not acknowledged', 2_000_000, 1_000],
  ].map(([name, what, firstSeed, count]) => ({
    name,
    answers: 'CS2',
    law: `The loop ends equal to its source after one fault, for every n-th ${what}`,
    firstSeed,
    count,
    file: 'e2e/nth-fault/nth-fault.test.ts',
    found: (held) => `${number(held)} places`,
  })),
  {
    name: 'outage',
    answers: 'RL4',
    law: 'An outage of so many minutes costs a tenth more calls and one a minute, and is over within two minutes',
    firstSeed: 120,
    count: 1,
    file: 'packages/sync/src/outage.test.ts',
    found: (held) => `${held} outages of two hours`,
  },
  {
    name: 'cursors',
    answers: '',
    law: 'No change at the source is missed, whatever files of cursors are applied between and during runs',
    firstSeed: 1,
    count: 200,
    file: 'packages/sync/src/cursors.property.test.ts',
    found: (held) => `${number(held * 12)} steps of edits, files applied and runs`,
  },
  {
    name: 'filter-change',
    answers: 'SC11',
    law: 'A changed filter leaves what a fresh copy with it would hold',
    firstSeed: 1,
    count: 50,
    file: 'packages/sync/src/filter-change.property.test.ts',
    found: (held) => `${held} filters carried out, each held against a fresh workspace`,
  },
  {
    name: 'mapping-change',
    answers: 'SC11, K20',
    law: 'A changed mapping leaves what a fresh copy with it would hold, but for what persons set by hand and what was seeded once',
    firstSeed: 1,
    count: 50,
    file: 'packages/sync/src/mapping-change.property.test.ts',
    found: (held) => `${number(held)} mappings carried out, each held against a fresh workspace`,
  },
  {
    name: 'trees',
    answers: '',
    law: 'Places in trees, cycles among them, are those of all edges taken together, whatever the steps to them',
    firstSeed: 1,
    count: 20,
    file: 'packages/sync/src/inbound/link-hierarchy.property.test.ts',
    found: (held) => `${held * 15} worlds of nine companies`,
  },
  {
    name: 'parsers',
    answers: 'IH8',
    law: 'Parsers of records, filters, mappings and transcripts answer or refuse, and never fall over',
    firstSeed: 1,
    count: 1_000,
    file: 'packages/sync/src/parsers.property.test.ts',
    found: (held) => `${number(held * 1_000)} generated cases`,
  },
  {
    name: 'kill',
    answers: 'CS1, WB1',
    law: 'The loop ends as undisturbed after SIGKILL of server or worker at any moment, with one activity per meeting',
    firstSeed: 1,
    count: 200,
    async run(firstSeed, count) {
      const results = await runKillLoop({ firstSeed, count });
      const isBad = (one) => one.doubled > 0 || one.differs.length > 0;
      const doubled = results.reduce((sum, one) => sum + one.doubled, 0);
      const moments = new Set(results.map((one) => one.callsBefore)).size;
      return {
        failedSeeds: results.filter(isBad).map((one) => one.seed),
        found: `${moments} different places in the row of calls, ${doubled} activities doubled`,
      };
    },
  },
  {
    name: 'timeline-faults',
    answers: 'WB1',
    law: 'Of 50 summaries each stands once at the sandbox, whatever is lost, repeated, refused or carried out late, and however late reads are',
    firstSeed: 1,
    count: 500,
    file: 'e2e/writeback/timeline-faults.test.ts',
    found: (held) => `${number(held * 50)} summaries, 0 doubled and 0 missing in what held`,
  },
  {
    name: 'hostile-model',
    answers: 'LS1, LS2, LS3',
    law: 'Nothing harmful reaches the tenant of a model that writes what an attacker wants, by what the sandbox received',
    firstSeed: 1,
    count: 32,
    file: 'e2e/writeback/hostile-model.test.ts',
    found: (held) => `${number(held * 16)} payloads without an address, markup or order`,
  },
  {
    name: 'values-order',
    answers: 'WB9',
    law: 'The newest value of each record stands in the end, though writes fail and older ones are carried out after newer ones',
    firstSeed: 1,
    count: 1_000,
    file: 'e2e/writeback/values-order.test.ts',
    found: (held) => `${number(held)} seeds ended with the newest of every record`,
  },
  {
    name: 'chaos',
    answers: 'SC2, WB1, WB9',
    law: 'After failing calls, stops and edits drawn from a seed, and a quiet cycle, the copy equals the source and each order was done once',
    firstSeed: 1,
    count: 40,
    file: 'e2e/chaos/chaos.test.ts',
    found: (held) => `${held} seeds ended equal to their source`,
  },
  {
    name: 'stop',
    answers: 'CS5',
    law: 'A worker stopped by SIGSTOP past its lease, whose runs another one ends, writes nothing when it wakes up',
    firstSeed: 1,
    count: 100,
    async run(firstSeed, count) {
      const results = await runStopLoop({ firstSeed, count });
      const isBad = (one) => one.written.length > 0 || one.differs.length > 0;
      const moments = new Set(results.map((one) => one.callsBefore)).size;
      return {
        failedSeeds: results.filter(isBad).map((one) => one.seed),
        found: `${moments} different places in the row of calls`,
      };
    },
  },
];

shareCompileCache();
const { values, positionals: asked } = parseArgs({
  options: { stride: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const stride = Number(values.stride);
const unknown = asked.filter((name) => !LOOPS.some((loop) => loop.name === name));
if (unknown.length > 0)
  refuse(`No such loop: ${unknown.join(', ')}. There are: ${LOOPS.map((loop) => loop.name).join(', ')}.`);
// Some loops take their ways in turn from seed to seed, two or four of them: an even stride would leave some out.
if (!Number.isSafeInteger(stride) || stride < 1 || stride % 2 === 0)
  refuse('--stride takes an odd number of seeds, so that loops whose ways take turns meet all of them.');

const commit = git('rev-parse', '--short=12', 'HEAD');
const rows = new Map();
let hasFailed = false;
const loops = LOOPS.filter(({ name }) => asked.length === 0 || asked.includes(name));
const whole = loops.filter(({ file }) => file === undefined);
if (stride > 1 && whole.length > 0)
  refuse(`No stride for: ${whole.map(({ name }) => name).join(', ')}. They run with all their seeds.`);
for (const [at, loop] of loops.entries()) {
  const seeds = Array.from(
    { length: Math.ceil(loop.count / stride) },
    (_, turn) => loop.firstSeed + turn * stride,
  );
  process.stdout.write(
    `${at + 1} of ${loops.length}, ${loop.name}: ${number(seeds.length)} turns from seed ${loop.firstSeed}…\n`,
  );
  const begun = performance.now();
  const { failedSeeds, found } =
    loop.file === undefined ? await loop.run(loop.firstSeed, loop.count) : await runTestFile(loop, seeds);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  hasFailed ||= failedSeeds.length > 0;
  const verdict =
    failedSeeds.length === 0 ? 'held' : `failed in seeds ${failedSeeds.slice(0, 10).join(', ')}`;
  process.stdout.write(`  ${verdict}; ${found}; ${seconds} s\n`);
  const range = `${loop.firstSeed}–${loop.firstSeed + loop.count - 1}`;
  const part = stride === 1 ? '' : `, one in ${stride}`;
  rows.set(
    loop.name,
    `| ${loop.name} | ${loop.answers} | ${loop.law} | ${number(seeds.length)} | ${range}${part} | ${verdict} | ${found} | ${seconds} s | ${stamp()} |`,
  );
  writePage();
}
process.exitCode = hasFailed ? 1 : 0;

/** Runs a test file with arguments of its own; answers what it said, as TAP. */
function runTap(path, ...args) {
  return spawnSync(process.execPath, ['--test-reporter=tap', join(root, path), ...args.map(String)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** Runs a test file that takes seeds, a few processes beside each other, each test naming its own as `(seed N)`. */
async function runTestFile({ file, found }, seeds) {
  const outputs = await Promise.all(
    seeds.slice(0, LANES).map((first, lane) => {
      const count = seeds.filter((_, at) => at % LANES === lane).length;
      return runLane(file, first, count, LANES * stride);
    }),
  );
  const lines = outputs.flatMap((output) => output.split('\n'));
  const held = lines.flatMap((line) => [/^ok .*\(seed (\d+)\)(.*)$/.exec(line)].filter(Boolean));
  const heldSeeds = new Set(held.map(([, seed]) => Number(seed)));
  const failedSeeds = seeds.filter((seed) => !heldSeeds.has(seed));
  if (failedSeeds.length > 0) process.stderr.write(outputs.join('\n'));
  // A loop that has come to its end leaves the rest of its seeds out.
  const skipped = held.filter(([, , after]) => after.includes('# SKIP')).length;
  return { failedSeeds, found: found(heldSeeds.size - skipped) };
}

/** One of these processes; answers what it said, as TAP. */
function runLane(file, first, count, step) {
  const args = ['--test-reporter=tap', join(root, file), ...[first, count, step].map(String)];
  const lane = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  lane.stdout.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let output = '';
    lane.stdout.on('data', (part) => (output += part));
    lane.on('error', reject);
    lane.on('close', () => resolve(output));
  });
}

/** Written after each loop: what one night has found is kept when a later loop falls over. */
function writePage() {
  const page = join(root, 'docs/nightly.md');
  writeFileSync(page, report(existsSync(page) ? readFileSync(page, 'utf8') : ''));
  spawnSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', page]);
}

/** The page: each loop by the row of its last run, also from a page before; one that never ran says so. */
function report(before) {
  const former = new Map([...before.matchAll(/^\| ([a-z-]+) +\|.*\|$/gm)].map(([row, name]) => [name, row]));
  const never = ({ name, answers, law, count }) =>
    `| ${name} | ${answers} | ${law} | ${number(count)} | – | not run yet | – | – | – |`;
  return [
    '# Nightly',
    '',
    `Written by \`npm run nightly\`, each row by the last run of its loop, on ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${process.versions.node}.`,
    '',
    '| loop | scorecard | law | turns | seeds | result | found | time | run at |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...LOOPS.map((loop) => rows.get(loop.name) ?? former.get(loop.name) ?? never(loop)),
    '',
  ].join('\n');
}

/** Commit and minute of now. */
function stamp() {
  const isDirty = git('status', '--porcelain', '--', 'packages', 'apps', 'scripts') !== '';
  const minute = new Date().toISOString().slice(0, 16).replace('T', ' ');
  return `\`${commit}\`${isDirty ? ' with uncommitted changes' : ''}, ${minute} UTC`;
}

function refuse(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

function git(...args) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
}

function number(value) {
  return value.toLocaleString('en');
}
