import type { WorldCall } from '../world.ts';
import type { Flags } from './content-selector.ts';
import { callTrackers } from './trackers.ts';

/** Shorter calls are listed with their transcript, but nobody has analysed them. */
const ANALYSED_FROM_TURNS = 20;
const PROMISE =
  /\b(?:I['’]ll|we['’]ll|I will|we will|ich schicke|ich kläre|wir werden|je vais|nous allons|jag ska|vi ska)\b/i;

/** A stretch of a call about one topic. */
interface Stretch {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly sentences: readonly Sentence[];
}

type Sentence = WorldCall['monologues'][number]['sentences'][number];

/**
 * Gong's own analysis, only what was selected. All of it is counted from the transcript; texts are `null` for calls that
 * are too short for an analysis. Times in seconds.
 */
export function callContent(call: WorldCall, flags: Flags): Record<string, unknown> {
  const stretches = topicStretches(call);
  const isAnalysed = call.monologues.length >= ANALYSED_FROM_TURNS;
  const parts: Record<string, () => unknown> = {
    structure: () => durations(stretches),
    topics: () => durations(stretches),
    trackers: () => callTrackers(call, flags['trackerOccurrences'] === true),
    brief: () => (isAnalysed ? brief(call, stretches) : null),
    outline: () => (isAnalysed ? stretches.map(outlineSection) : null),
    highlights: () => (isAnalysed ? highlights(call) : null),
    callOutcome: () => outcome(call),
    keyPoints: () => (isAnalysed ? stretches.map((stretch) => ({ text: telling(stretch).text })) : null),
  };
  const selected = Object.entries(parts).filter(([name]) => flags[name] === true);
  return Object.fromEntries(selected.map(([name, make]) => [name, make()]));
}

function topicStretches(call: WorldCall): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { topic, sentences } of call.monologues) {
    const [first] = sentences;
    const end = sentences.at(-1);
    if (topic === null || first === undefined || end === undefined) continue;
    const last = stretches.at(-1);
    if (last?.name === topic) {
      const all = [...last.sentences, ...sentences];
      stretches[stretches.length - 1] = { ...last, endMs: end.endMs, sentences: all };
    } else {
      stretches.push({ name: topic, startMs: first.startMs, endMs: end.endMs, sentences });
    }
  }
  return stretches;
}

function durations(stretches: readonly Stretch[]): { name: string; duration: number }[] {
  return stretches.map(({ name, startMs, endMs }) => ({
    name,
    duration: Math.round((endMs - startMs) / 1000),
  }));
}

function outlineSection(stretch: Stretch): Record<string, unknown> {
  const { text, startMs } = telling(stretch);
  return {
    section: stretch.name,
    startTime: stretch.startMs / 1000,
    duration: (stretch.endMs - stretch.startMs) / 1000,
    items: [{ text, startTime: startMs / 1000 }],
  };
}

function brief(call: WorldCall, stretches: readonly Stretch[]): string {
  const topics = stretches.map(({ name }) => name).join(', ');
  return `${call.title}. The call was about: ${topics}.`;
}

function highlights(call: WorldCall): { title: string; items: unknown[] }[] {
  const promises = call.monologues
    .flatMap(({ sentences }) => sentences)
    .filter(({ text }) => PROMISE.test(text))
    .slice(0, 6);
  if (promises.length === 0) return [];
  const items = promises.map(({ text, startMs }) => ({ text, startTimes: [startMs / 1000] }));
  return [{ title: 'Next steps', items }];
}

/** Outcomes are a matter of telephone calls: reached or not. */
function outcome(call: WorldCall): { id: string; category: string; name: string } | null {
  if (call.medium !== 'telephone') return null;
  return { id: 'CONNECTED', category: 'Answered', name: 'Connected' };
}

/** The longest sentence of a stretch stands for it. */
function telling({ sentences }: Stretch): { text: string; startMs: number } {
  return sentences.reduce((longest, sentence) =>
    sentence.text.length > longest.text.length ? sentence : longest,
  );
}
