/**
 * Fits what tells an ask in an English mail, and writes it beside the code that uses it:
 *
 *   node bench/train-asks.ts --asks FILE
 *
 * FILE is JSON lines {text, label: "ask"|"none"}: the sentences of EmailIntentDataSet (Apache-2.0). The same file gives
 * the same weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fitLogistic } from './logistic.ts';
import { askExamples } from './asks.ts';

const { values } = parseArgs({ options: { asks: { type: 'string' } } });
if (values.asks === undefined) {
  process.stderr.write('usage: node bench/train-asks.ts --asks FILE\n');
  process.exit(2);
}
const examples = askExamples(readFileSync(values.asks, 'utf8'));
const { bias, weights } = fitLogistic(examples);
const file = {
  fittedOn: 'sentences of ParakweetLabs/EmailIntentDataSet 055f628 (Enron mails), Apache-2.0',
  fittedBy: 'node bench/train-asks.ts --asks FILE',
  examples: examples.length,
  bias,
  weights: Object.fromEntries([...weights].sort(([a], [b]) => (a < b ? -1 : 1))),
};
const target = new URL('../packages/signals/src/ask-weights.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(file, null, 2)}\n`);
process.stdout.write(`${weights.size} weights from ${examples.length} sentences\n`);
