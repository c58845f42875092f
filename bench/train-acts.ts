/**
 * Fits what tells promises, decisions, risks, asks and facts in a talk, and writes it beside the code that uses it:
 *
 *   node bench/train-acts.ts [--without FOLD]
 *
 * Read are the labelled calls and sentences of bench/calls, which were written for this. The same files give the same
 * weights. `--without` leaves out every fifth call, from that one on, writes nothing, and says how well these are read.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { scoreLinear } from '@handrail/signals/training';
import { type ActExample, actExamples } from './labelled-sentences.ts';
import { fitRidge } from './fit-ridge.ts';

const FOLDS = 5;
const ACTS = [
  ['promise', 'p'],
  ['decision', 'd'],
  ['risk', 'r'],
  ['ask', 'a'],
  ['fact', 'k'],
] as const;
/** Weights nearer to 0 are left out: they are many and decide little. */
const MIN_WEIGHT = 0.1;

const { values } = parseArgs({ options: { without: { type: 'string' } } });
const folder = new URL('calls/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .toSorted();
const examples = files.flatMap((name) => actExamples(name, readFileSync(new URL(name, folder), 'utf8')));
const without = values.without === undefined ? null : Number(values.without);
const used = examples.filter(({ call }) => call === null || without === null || call % FOLDS !== without);
const models = ACTS.map(([, letter]) =>
  fitRidge(used.map(({ features, labels, weight }) => ({ features, isIn: labels.has(letter), weight }))),
);
if (without === null) writeWeights();
else tellHowWell(examples.filter(({ call }) => call !== null && call % FOLDS === without));

function writeWeights(): void {
  const rows = new Map<string, number[]>();
  models.forEach(({ weights }, at) => {
    for (const [feature, weight] of weights) {
      if (Math.abs(weight) < MIN_WEIGHT) continue;
      const row = rows.get(feature) ?? ACTS.map(() => 0);
      row[at] = round(weight);
      rows.set(feature, row);
    }
  });
  const lines = [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([feature, row]) => `    ${JSON.stringify(feature)}: [${row.join(', ')}]`);
  writeFileSync(
    new URL('../packages/signals/src/act-weights.json', import.meta.url),
    `{
  "fittedOn": "the labelled calls and sentences of bench/calls",
  "fittedBy": "node bench/train-acts.ts",
  "examples": ${used.length},
  "acts": [${ACTS.map(([act]) => JSON.stringify(act)).join(', ')}],
  "bias": [${models.map(({ bias }) => round(bias)).join(', ')}],
  "weights": {
${lines.join(',\n')}
  }
}
`,
  );
  process.stdout.write(`${lines.length} features from ${used.length} sentences\n`);
}

function tellHowWell(left: readonly ActExample[]): void {
  ACTS.forEach(([act, letter], at) => {
    const model = models[at] ?? { bias: 0, weights: new Map() };
    const said = left.map(({ features, labels }) => ({
      isFound: scoreLinear(model, features) > 0,
      isMeant: labels.has(letter),
    }));
    const both = said.filter(({ isFound, isMeant }) => isFound && isMeant).length;
    const precision = both / said.filter(({ isFound }) => isFound).length;
    const recall = both / said.filter(({ isMeant }) => isMeant).length;
    process.stdout.write(`${act}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}\n`);
  });
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
