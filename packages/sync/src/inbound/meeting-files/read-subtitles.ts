import webvtt from 'webvtt-parser';
import type { Cue as VttCue } from 'webvtt-parser';
import { cuesToTurns } from './cues-to-turns.ts';
import type { Cue } from './cues-to-turns.ts';
import { toFileEntry } from './file-meeting.ts';
import type { FileEntry } from './file-meeting.ts';

const ENTITIES = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&quot;': '"',
  '&lrm;': '',
  '&rlm;': '',
} as const;
/** `0:00:01,5 --> 00:00:04,000`, as SRT writes times. */
const SRT_TIMES = /^\s*(\d{1,3}:\d{1,2}:\d{1,2}[,.]\d{1,3})\s*-->\s*(\d{1,3}:\d{1,2}:\d{1,2}[,.]\d{1,3}).*$/u;

/** The one meeting of a WebVTT file; damaged cues are left out, a file without any is refused. */
export function readWebVtt(content: string): FileEntry {
  if (!content.startsWith('WEBVTT')) {
    return { line: 1, reason: 'The file does not begin with WEBVTT: it is no WebVTT file.' };
  }
  const { cues, errors } = new webvtt.WebVTTParser(ENTITIES).parse(content, 'subtitles');
  if (cues.length > 0) return toFileEntry(1, { turns: cuesToTurns(cues.flatMap(toCues)) });
  const [error] = errors;
  return { line: error?.line ?? 1, reason: 'The file has no cue that can be read.' };
}

/** The one meeting of an SRT file: the same cues, with other times and without a head. */
export function readSrt(content: string): FileEntry {
  const lines = content.split('\n').map((line) => {
    const times = SRT_TIMES.exec(line);
    return times === null ? line : `${toVttTime(times[1] ?? '')} --> ${toVttTime(times[2] ?? '')}`;
  });
  return readWebVtt(`WEBVTT\n\n${lines.join('\n')}`);
}

function toVttTime(time: string): string {
  const [clock = '', fraction = ''] = time.split(/[,.]/u);
  return `${clock
    .split(':')
    .map((part) => part.padStart(2, '0'))
    .join(':')}.${fraction.padEnd(3, '0')}`;
}

/** What is read of the parser's tree: words, and marks with words below them. */
interface Node {
  readonly type: string;
  readonly value: string | number;
  readonly children?: readonly Node[];
}

/** A cue holds the words of several people where it has several voice tags. */
function toCues(cue: VttCue): Cue[] {
  const times = { startMs: Math.round(cue.startTime * 1_000), endMs: Math.round(cue.endTime * 1_000) };
  const parts: { speaker: string | null; text: string }[] = [];
  for (const node of cue.tree.children) {
    const speaker = node.type === 'object' && node.name === 'v' ? node.value.trim() : null;
    const last = parts.at(-1);
    if (speaker === null && last !== undefined) last.text += textOf(node);
    else parts.push({ speaker: speaker === '' ? null : speaker, text: textOf(node) });
  }
  return parts.map(({ speaker, text }) => ({
    speaker,
    text: text.replaceAll(/\s+/gu, ' ').trim(),
    ...times,
  }));
}

function textOf(node: Node): string {
  return node.type === 'text' ? String(node.value) : (node.children ?? []).map(textOf).join('');
}
