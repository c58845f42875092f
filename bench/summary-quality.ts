/**
 * Measures the built-in summariser against summaries that people wrote:
 *
 *   node bench/summary-quality.ts --meetings FILE --scorer FILE [--idf FILE] [--words 110] [--out FILE]
 *
 * MEETINGS is JSON lines {id, domain?, turns: [{speaker, text}], referenceSummary}; SCORER is a script that takes
 * --refs, --sums, --words, --lift, --by and --idf and prints a table. The summary scored is headline + points of
 * `summarizeMeeting` as the product calls it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { summarizeMeeting } from '@handrail/signals';
import { z } from 'zod';

const meetingSchema = z.object({
  id: z.string(),
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })),
});

const { values } = parseArgs({
  options: {
    meetings: { type: 'string' },
    scorer: { type: 'string' },
    idf: { type: 'string' },
    words: { type: 'string', default: '110' },
    out: { type: 'string' },
  },
});
if (values.meetings === undefined || values.scorer === undefined) {
  process.stderr.write('usage: node bench/summary-quality.ts --meetings FILE --scorer FILE [--idf FILE]\n');
  process.exit(2);
}

const meetings = readFileSync(values.meetings, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => meetingSchema.parse(JSON.parse(line)));
const startedMs = performance.now();
let slowestMs = 0;
const lines = meetings.map(({ id, turns }) => {
  const beginMs = performance.now();
  const { headline, points } = summarizeMeeting({
    turns: turns.map((turn, index) => ({ ...turn, index, side: 'unknown', startMs: null, endMs: null })),
    language: null,
    startedAt: null,
  });
  slowestMs = Math.max(slowestMs, performance.now() - beginMs);
  const claims = headline === null ? points : [headline, ...points];
  return JSON.stringify({ id, summary: claims.map(({ text }) => text).join('\n') });
});
const totalMs = performance.now() - startedMs;

const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
const file = values.out ?? join(folder, 'summaries.jsonl');
writeFileSync(file, `${lines.join('\n')}\n`);
const idf = values.idf === undefined ? [] : ['--idf', values.idf];
const scored = spawnSync(
  process.execPath,
  [
    values.scorer,
    '--refs',
    values.meetings,
    '--sums',
    file,
    '--words',
    values.words,
    '--lift',
    '--by',
    'domain',
    ...idf,
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.stdout.write(
  `${meetings.length} meetings in ${(totalMs / 1000).toFixed(1)} s, slowest ${slowestMs.toFixed(0)} ms\n`,
);
rmSync(folder, { recursive: true });
process.exitCode = scored.status ?? 1;
