import type { Turn } from '@handrail/signals';

/** What a labelled stretch of a call does: promises, decides, tells a risk, asks, or says what a summary must keep. */
export type Label = 'p' | 'd' | 'r' | 'a' | 'k';

/** A stretch of a turn and its labels, in characters of the turn's text. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly labels: ReadonlySet<Label>;
}

/** A written call with its labels, by the index of the turn. */
export interface LabelledCall {
  readonly language: string;
  readonly turns: readonly Turn[];
  readonly spans: ReadonlyMap<number, readonly LabelledSpan[]>;
}

const HEAD = /^# .+? \| (?<language>\w+) \| [\dT:Z.-]+ \| ours: (?<ours>.+)$/u;
const LABELLED = /\{(?<labels>[pdrak]+)\|(?<words>[^{}]*)\}/gu;

/**
 * Reads calls written as `# title | language | start | ours: names`, then a line a turn, `Name: text`, in which
 * `{pk|words}` labels what stands in it.
 */
export function parseLabelledCalls(text: string): LabelledCall[] {
  return text
    .split(/^(?=# )/mu)
    .filter((part) => part.trim() !== '')
    .map(parseCall);
}

function parseCall(part: string): LabelledCall {
  const [head = '', ...lines] = part.trim().split('\n');
  const { language = '', ours = '' } = HEAD.exec(head)?.groups ?? {};
  if (language === '') throw new TypeError(`not the head of a call: ${head}`);
  const names = new Set(ours.split(',').map((name) => name.trim()));
  const spans = new Map<number, readonly LabelledSpan[]>();
  const turns = lines
    .filter((line) => line.trim() !== '')
    .map((line, index): Turn => {
      const at = line.indexOf(': ');
      if (at < 0) throw new TypeError(`no speaker in: ${line}`);
      const speaker = line.slice(0, at).trim();
      const said = readSpans(line.slice(at + 2).trim());
      spans.set(index, said.spans);
      const side = names.has(speaker) ? 'ours' : 'theirs';
      return { index, speaker, side, text: said.text, startMs: null, endMs: null };
    });
  return { language, turns, spans };
}

function readSpans(line: string): { text: string; spans: LabelledSpan[] } {
  const spans: LabelledSpan[] = [];
  let text = '';
  let from = 0;
  for (const match of line.matchAll(LABELLED)) {
    text += line.slice(from, match.index);
    const { labels = '', words = '' } = match.groups ?? {};
    spans.push({
      start: text.length,
      end: text.length + words.length,
      labels: new Set([...labels].filter(isLabel)),
    });
    text += words;
    from = match.index + match[0].length;
  }
  return { text: text + line.slice(from), spans };
}

/** Whether a letter is a label. */
export function isLabel(letter: string): letter is Label {
  return letter === 'p' || letter === 'd' || letter === 'r' || letter === 'a' || letter === 'k';
}
