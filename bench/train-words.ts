/**
 * Fits which words people who sum up a meeting prefer, and writes it beside the code that uses it:
 *
 *   node bench/train-words.ts --meetings FILE
 *
 * FILE is JSON lines {domain, turns: [{speaker, text}], referenceSummary}: the training meetings of QMSum (MIT; the
 * AMI and ICSI meetings underneath are CC BY 4.0). The same file gives the same weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { oddsByUse, wordsOf } from '@handrail/signals/training';
import { z } from 'zod';

/** A word is known when it is said in so many meetings, and in so many kinds of them. */
const MIN_MEETINGS = 8;
const MIN_KINDS = 2;
/** Holds a weight near 0 as so many further meetings would that tell nothing. */
const RIDGE = 3;
const ROUNDS = 30;
const MAX_STEP = 0.7;
/** Of what was found this much is kept: on meetings that it was not fitted on half serves better than all. */
const SHARE = 0.5;
const MIN_WEIGHT = 0.1;
/** What more of the summaries have than this tells no meeting from another: it is not made likelier still. */
const MAX_SHARE = 0.15;
/** Stems of figures, days and what is counted: in a call each may be the fact that somebody needs. */
const FIGURE =
  /^(?:one|two|three|four|fiv|six|seven|eight|nine|ten|eleven|twelv|\p{L}*t(?:een|y)|thirt|fort|fift|sixt|sevent|ninet|twent|hundr|thousand|million|billion|percent|cent|half|doubl|twic|doz|third|year|month|week|day|hour|minut|second|\p{L}*day|januar|februar|march|april|june|jul|august|septemb|octob|novemb|decemb)$|\d/u;

const { values } = parseArgs({ options: { meetings: { type: 'string' } } });
if (values.meetings === undefined) {
  process.stderr.write('usage: node bench/train-words.ts --meetings FILE\n');
  process.exit(2);
}

/** A word that is said in a meeting: its log odds by use alone, and whether the summary has it. */
interface Said {
  readonly kind: string;
  readonly odds: number;
  readonly isIn: boolean;
}

const lineSchema = z.object({
  domain: z.string(),
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })),
  referenceSummary: z.string(),
});
const said = new Map<string, Said[]>();
const lines = readFileSync(values.meetings, 'utf8').split('\n');
const meetings = lines.filter((line) => line.trim() !== '').map((line) => lineSchema.parse(JSON.parse(line)));
for (const { domain, turns, referenceSummary } of meetings) {
  const summary = new Set(wordsOf(referenceSummary).map(({ stem }) => stem));
  const spoken = turns.map(({ speaker, text }, index) => ({
    index,
    speaker,
    side: 'unknown' as const,
    text,
    startMs: null,
    endMs: null,
  }));
  for (const [stem, odds] of oddsByUse(spoken)) {
    const all = said.get(stem) ?? [];
    all.push({ kind: domain, odds, isIn: summary.has(stem) });
    said.set(stem, all);
  }
}

/** Whether a word may have that weight: see {@link MAX_SHARE}. */
function mayWeigh(all: readonly Said[], weight: number): boolean {
  const share = all.filter(({ isIn }) => isIn).length / meetings.length;
  return Math.abs(weight) >= MIN_WEIGHT && (weight < 0 || share <= MAX_SHARE);
}

/** By how much the log odds of a word are to be moved, so that it is as often in a summary as it was. */
function fit(all: readonly Said[]): number {
  let weight = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let slope = -RIDGE * weight;
    let bend = RIDGE;
    for (const { odds, isIn } of all) {
      const chance = 1 / (1 + Math.exp(-(odds + weight)));
      slope += (isIn ? 1 : 0) - chance;
      bend += chance * (1 - chance);
    }
    weight += Math.max(-MAX_STEP, Math.min(MAX_STEP, slope / bend));
  }
  return weight;
}

const weights = [...said]
  .filter(([, all]) => all.length >= MIN_MEETINGS && new Set(all.map(({ kind }) => kind)).size >= MIN_KINDS)
  .filter(([stem]) => !FIGURE.test(stem))
  .map(([stem, all]) => ({ stem, all, weight: Math.round(100 * SHARE * fit(all)) / 100 }))
  .filter(({ all, weight }) => mayWeigh(all, weight))
  .map(({ stem, weight }) => [stem, weight] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
const file = {
  fittedOn: 'training meetings of Yale-LILY/QMSum 83d7768, MIT; AMI and ICSI meetings underneath, CC BY 4.0',
  fittedBy: 'node bench/train-words.ts --meetings FILE',
  meetings: meetings.length,
  weights: Object.fromEntries(weights),
};
const target = new URL('../packages/signals/src/summary-words.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(file, null, 2)}\n`);
process.stdout.write(`${weights.length} weights from ${meetings.length} meetings\n`);
