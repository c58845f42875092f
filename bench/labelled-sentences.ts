import {
  actFeatures,
  cuesFor,
  languageCode,
  makeCandidates,
  type Sentence,
  usableSentences,
} from '@handrail/signals/training';
import { isLabel, type Label, type LabelledCall, parseLabelledCalls } from './labelled-calls.ts';

/** A sentence to learn from. `call` is the call's place among all of its file; null for one that stands alone. */
export interface ActExample {
  readonly features: ReadonlySet<string>;
  readonly labels: ReadonlySet<Label>;
  readonly call: number | null;
  readonly weight: number;
}

/** A sentence that stands alone shows words, but not how often what is said in calls. */
const ALONE_WEIGHT = 0.5;
const MIN_COMMON = 12;

/** Reads a file of labelled calls, or of sentences (`lines-LANGUAGE.txt`: a line each, `LETTERS|sentence`). */
export function actExamples(name: string, text: string): ActExample[] {
  const language = /^lines-(?<language>\w\w)/u.exec(name)?.groups?.['language'];
  return language === undefined
    ? parseLabelledCalls(text).flatMap((call, at) => examplesOf(call, at))
    : text.split('\n').flatMap((line) => exampleOf(line, language));
}

function examplesOf(call: LabelledCall, at: number): ActExample[] {
  const language = languageCode(call.language) ?? '';
  const cues = cuesFor(language);
  if (cues === null) throw new TypeError(`no cues for ${call.language}`);
  const candidates = makeCandidates(usableSentences(call.turns), language);
  return actFeatures(candidates, cues, language).map((features, index) => {
    const sentence = candidates[index]?.sentence;
    return {
      features,
      labels: sentence === undefined ? new Set() : labelsOf(sentence, call),
      call: at,
      weight: 1,
    };
  });
}

/** The labels of all stretches that stand in a sentence with at least half of their letters, or with a few words. */
function labelsOf(sentence: Sentence, { spans }: LabelledCall): Set<Label> {
  const here = (spans.get(sentence.turn.index) ?? []).filter(({ start, end }) => {
    const common = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    return common >= Math.min(MIN_COMMON, (end - start) / 2);
  });
  return new Set(here.flatMap(({ labels }) => [...labels]));
}

function exampleOf(line: string, language: string): ActExample[] {
  if (line.trim() === '') return [];
  const cues = cuesFor(language);
  const [, letters, text] = /^(?<letters>[pdrak-]+)\|(?<text>.+)$/u.exec(line.trim()) ?? [];
  if (cues === null || letters === undefined || text === undefined)
    throw new TypeError(`not a labelled sentence in ${language}: ${line}`);
  const turn = { index: 0, speaker: 'A', side: 'unknown', text, startMs: null, endMs: null } as const;
  const [features = new Set<string>()] = actFeatures(
    makeCandidates([{ turn, start: 0, end: text.length, text }], language),
    cues,
    language,
  );
  return [{ features, labels: new Set([...letters].filter(isLabel)), call: null, weight: ALONE_WEIGHT }];
}
