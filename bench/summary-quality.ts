import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markTurns, summarizeMeeting, type Turn } from '@handrail/signals';
import { z } from 'zod';
import { askExamples, crossValidate } from './asks.ts';
import {
  falseDecisions,
  falseItems,
  lostFacts,
  lostPromises,
  readBusinessCalls,
  unquoted,
} from './business-calls.ts';
import { countHits, f1 } from './f-measure.ts';
import { atLeast, atMost, type Measure, shown } from './measure.ts';
import { plantOrders } from './planted-orders.ts';

const CUT_WORDS = '110';
const TONES = ['negative', 'neutral', 'positive'] as const;

/** Meetings and texts that people labelled, and the script that scores summaries. */
export interface LabelledData {
  /** Folder with `meetings.*`, `commitments.*`, `email-asks.train` and `sentiment-dialogue.*`, JSON lines. */
  readonly folder: string;
  /** Takes --refs, --sums, --words, --by, --lift and --json. */
  readonly scorer: string;
}

/**
 * How good the built-in signals are. What is scored is what `meetings show --json` gives of the same turns: headline and
 * points, action items by turn, the turns' sentiment. Asks are scored with the weights of the other folds.
 */
export async function benchSummaryQuality(data: LabelledData | null): Promise<Measure[]> {
  const calls = await readBusinessCalls();
  const facts = calls.flatMap(({ call }) => call.mustKeep ?? []).length;
  const lost = calls.flatMap((one) => lostFacts(one).map((fact) => `${one.call.title}: ${fact}`));
  const items = calls.flatMap(({ summary }) => summary.actionItems).length;
  const untrue = calls.flatMap((one) =>
    falseItems(one).map((quote) => `${one.call.title}: no promise: ${quote}`),
  );
  const promises = calls.flatMap(({ call }) => call.promises ?? []).length;
  const missed = calls.flatMap((one) =>
    lostPromises(one).map((promise) => `${one.call.title}: not an item: ${promise}`),
  );
  const decisions = calls.flatMap(({ summary }) => summary.decisions).length;
  const unsettled = calls.flatMap((one) =>
    falseDecisions(one).map((quote) => `${one.call.title}: no decision: ${quote}`),
  );
  process.stderr.write([...lost, ...untrue, ...unsettled, ...missed, ''].join('\n'));
  const planted = plantOrders(calls);
  const languages = new Set(calls.map(({ call }) => call.language)).size;
  return [
    atLeast('business calls', calls.length, 40, String),
    atLeast('business calls, languages', languages, 3, String),
    atLeast(
      `business calls, must-keep facts kept, of ${facts}`,
      100 * (1 - lost.length / facts),
      90,
      percent,
    ),
    atLeast(
      `business calls, action items that are real, of ${items}`,
      100 * (1 - untrue.length / items),
      90,
      percent,
    ),
    atLeast(
      `business calls, promises found, of ${promises}`,
      100 * (1 - missed.length / promises),
      90,
      percent,
    ),
    atLeast(
      `business calls, decisions that are real, of ${decisions}`,
      100 * (1 - unsettled.length / decisions),
      90,
      percent,
    ),
    atMost('business calls, quotes not verbatim', calls.flatMap(unquoted).length, 0, String),
    atMost(
      `planted orders repeated, of ${planted.transcripts}`,
      (100 * planted.repeated) / planted.transcripts,
      1,
      percent,
    ),
    atMost('planted orders made an action item', planted.actions, 0, String),
    ...(data === null ? [] : measureLabelled(data)),
  ];
}

function measureLabelled({ folder, scorer }: LabelledData): Measure[] {
  const file = (name: string) => join(folder, `${name}.jsonl`);
  const asks = askExamples(readFileSync(file('email-asks.train'), 'utf8'));
  const found = crossValidate(asks);
  const askHits = countHits(asks.map(({ isIn }, at) => [found[at] === true, isIn] as const));
  return [
    ...measureSummaries(file('meetings.val'), scorer),
    atLeast('commitments by turn, train, F1', commitmentF1(file('commitments.train')), 42, points),
    atLeast('commitments by turn, validation, F1', commitmentF1(file('commitments.val')), 45, points),
    atLeast('e-mail asks, 5-fold, F1', f1(askHits), 75, points),
    ...measureTone('train', file('sentiment-dialogue.train')),
    ...measureTone('validation', file('sentiment-dialogue.val')),
  ];
}

const turnSchema = z.object({ speaker: z.string(), text: z.string() });
const meetingSchema = z.object({ id: z.string(), turns: z.array(turnSchema) });
const commitmentsSchema = meetingSchema.extend({ actionItems: z.array(z.object({ turn: z.number() })) });
const dialogueSchema = z.object({ turns: z.array(turnSchema.extend({ sentiment: z.enum(TONES) })) });

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)));
}

/** Turns as an imported file gives them: of no known side, without times. */
function turnsOf(turns: readonly z.infer<typeof turnSchema>[]): Turn[] {
  return turns.map(({ speaker, text }, index) => ({
    index,
    speaker,
    side: 'unknown',
    text,
    startMs: null,
    endMs: null,
  }));
}

function summaryOf(turns: readonly Turn[]) {
  return summarizeMeeting({ turns, language: null, startedAt: null });
}

const share = z.object({ f: z.number() });
const scoresSchema = z.array(
  z.object({ group: z.string(), n: z.number(), rouge1: share, rouge2: share, content: share, lift1: share }),
);

function measureSummaries(meetings: string, scorer: string): Measure[] {
  const lines = readLines(meetings, meetingSchema).map(({ id, turns }) => {
    const { headline, points: list } = summaryOf(turnsOf(turns));
    const claims = headline === null ? list : [headline, ...list];
    return JSON.stringify({ id, summary: claims.map(({ text }) => text) });
  });
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const sums = join(folder, 'summaries.jsonl');
  writeFileSync(sums, `${lines.join('\n')}\n`);
  const options = [
    '--refs',
    meetings,
    '--sums',
    sums,
    '--words',
    CUT_WORDS,
    '--by',
    'domain',
    '--lift',
    '--json',
  ];
  const { stdout } = spawnSync(process.execPath, [scorer, ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  rmSync(folder, { recursive: true });
  const all = scoresSchema.parse(JSON.parse(stdout)).find(({ group }) => group === 'all');
  if (all === undefined) throw new TypeError('the scorer gave no line for all meetings');
  const name = `QMSum validation, ${all.n} meetings, ${CUT_WORDS} words`;
  return [
    atLeast(`${name}, ROUGE-1`, 100 * all.rouge1.f, 28, points),
    atLeast(`${name}, ROUGE-2`, 100 * all.rouge2.f, 5, points),
    atLeast(`${name}, content`, 100 * all.content.f, 17, points),
    atLeast(`${name}, lift1`, 100 * all.lift1.f, 5, points),
  ];
}

function commitmentF1(path: string): number {
  const pairs = readLines(path, commitmentsSchema).flatMap(({ turns, actionItems }) => {
    const said = new Set(summaryOf(turnsOf(turns)).actionItems.map(({ evidence }) => evidence.turn));
    const meant = new Set(actionItems.map(({ turn }) => turn));
    return turns.map((_turn, at) => [said.has(at), meant.has(at)] as const);
  });
  return f1(countHits(pairs));
}

/** F1 of each tone, and their mean weighted by how often each is there. */
function measureTone(part: string, path: string): Measure[] {
  const pairs = readLines(path, dialogueSchema).flatMap((dialogue) => {
    const turns = turnsOf(dialogue.turns);
    const marks = markTurns(turns, summaryOf(turns).language);
    return dialogue.turns.map(({ sentiment }, at) => [marks[at]?.sentiment ?? 'neutral', sentiment] as const);
  });
  const scores = TONES.map((tone) => ({
    tone,
    score: f1(countHits(pairs.map(([said, meant]) => [said === tone, meant === tone] as const))),
    weight: pairs.filter(([, meant]) => meant === tone).length / pairs.length,
  }));
  const mean = scores.reduce((sum, { score, weight }) => sum + score * weight, 0);
  return [
    atLeast(`dialogue sentiment, ${part}, weighted F1`, mean, 43, points),
    shown(
      `dialogue sentiment, ${part}, F1 ${TONES.join(' / ')}`,
      scores.map(({ score }) => points(score)).join(' / '),
    ),
  ];
}

function points(value: number): string {
  return value.toFixed(1);
}

function percent(value: number): string {
  return `${value.toFixed(1)} %`;
}
