import { startSandbox } from '@handrail/sandbox';
import { summarizeMeeting, type Turn } from '@handrail/signals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { atMost, median, type Measure, megabytes, seconds } from './measure.ts';

const WORDS = 10_000;
const ROUNDS = 7;

/** The built-in summary of a meeting of 10,000 words, made of the sandbox's English calls one after the other. */
export async function benchSummarySpeed(): Promise<Measure[]> {
  const sandbox = await startSandbox({ port: 0, limits: 'off' });
  const calls = sandbox.context.world.calls.filter((call) => call.language === 'eng');
  await sandbox.stop();
  const texts = calls.flatMap((call) =>
    call.monologues.map((monologue) => ({
      speaker: monologue.speakerId,
      text: monologue.sentences.map((sentence) => sentence.text).join(' '),
    })),
  );
  const turns: Turn[] = [];
  let words = 0;
  for (let index = 0; words < WORDS; index += 1) {
    const said = texts[index % texts.length];
    if (said === undefined) throw new TypeError('the sandbox has no English call');
    words += said.text.split(/\s+/).length;
    // A second time round the same sentence would be no new one.
    const round = Math.floor(index / texts.length);
    const text = round === 0 ? said.text : said.text.replaceAll(/\p{L}{6,}/gu, (word) => `${word}${round}`);
    turns.push({ index, speaker: said.speaker, side: 'unknown', text, startMs: null, endMs: null });
  }
  const meeting = { turns, language: 'en', startedAt: new Date('2026-11-02T10:00:00Z') };

  const collect = exposeCollector();
  const firstStartedMs = performance.now();
  summarizeMeeting(meeting);
  const firstMs = performance.now() - firstStartedMs;
  const times: number[] = [];
  let grownBytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    collect();
    const before = process.memoryUsage().heapUsed;
    const startedMs = performance.now();
    summarizeMeeting(meeting);
    times.push(performance.now() - startedMs);
    grownBytes = Math.max(grownBytes, process.memoryUsage().heapUsed - before);
  }
  return [
    atMost(`summary of a meeting of ${words} words, the first of a process`, firstMs, 500, seconds),
    atMost('the same, median of the next', median(times), 500, seconds),
    atMost('the same, heap taken', grownBytes, 200 * 2 ** 20, megabytes),
  ];
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return () => {
    if (typeof collect === 'function') collect();
  };
}
