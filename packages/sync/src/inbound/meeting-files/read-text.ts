import { toFileEntry } from './file-meeting.ts';
import type { FileEntry, FileTurn } from './file-meeting.ts';
import { findPrefixes, isName, splitPrefix } from './speaker-prefix.ts';

const TIME = String.raw`(?:(\d{1,2}):)?(\d{1,2}):(\d{2})`;
/** `[00:12:03] Name: words` */
const TIME_FIRST = new RegExp(String.raw`^[[(]${TIME}[\])]\s*(.+)$`, 'u');
/** `Name (00:12:03): words` */
const TIME_BEHIND = new RegExp(String.raw`^(.{1,40}?)\s*[[(]${TIME}[\])]\s*:\s*(.*)$`, 'u');
/** `Name  00:12` with the words on the next lines */
const HEAD_LINE = new RegExp(String.raw`^(.{1,40}?)\s+[[(]?${TIME}[\])]?\s*$`, 'u');

interface Head {
  readonly speaker: string;
  readonly startMs: number | null;
  readonly text: string;
}

/**
 * The one meeting of a text with speakers, in the forms that recorders and chats write: `Name: words`,
 * `Name (00:12:03): words`, `[00:12:03] Name: words`, or `Name  00:12` above the words. A text in which fewer than half of
 * the paragraphs begin so is one speaker's, a turn a paragraph.
 */
export function readText(content: string): FileEntry {
  const lines = content.split('\n').map((line) => line.trim());
  const names = findPrefixes(lines.map((line) => TIME_FIRST.exec(line)?.[4] ?? line));
  const heads = lines.map((line) => readHead(line, names));
  const paragraphs = lines.filter(
    (line, index) => line !== '' && (index === 0 || lines[index - 1] === ''),
  ).length;
  const found = heads.filter((head) => head !== null).length;
  const turns = found * 2 >= paragraphs && found > 0 ? joinTurns(lines, heads) : paragraphTurns(lines);
  return turns.length === 0 ? { line: 1, reason: 'The file has no text.' } : toFileEntry(1, { turns });
}

function readHead(line: string, names: ReadonlySet<string>): Head | null {
  const first = TIME_FIRST.exec(line);
  if (first !== null) {
    const prefix = splitPrefix(first[4] ?? '');
    if (prefix !== null) return { speaker: prefix.name, startMs: toMs(first, 1), text: prefix.rest };
  }
  const behind = TIME_BEHIND.exec(line);
  if (behind !== null) return { speaker: behind[1] ?? '', startMs: toMs(behind, 2), text: behind[5] ?? '' };
  const head = HEAD_LINE.exec(line);
  if (head !== null && isName(head[1] ?? ''))
    return { speaker: head[1] ?? '', startMs: toMs(head, 2), text: '' };
  const prefix = splitPrefix(line);
  return prefix !== null && names.has(prefix.name)
    ? { speaker: prefix.name, startMs: null, text: prefix.rest }
    : null;
}

function toMs(match: RegExpExecArray, first: number): number {
  const [hours, minutes, seconds] = [match[first], match[first + 1], match[first + 2]].map((part) =>
    Number(part ?? 0),
  );
  return ((hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000;
}

function joinTurns(lines: readonly string[], heads: readonly (Head | null)[]): FileTurn[] {
  const turns: FileTurn[] = [];
  for (const [index, line] of lines.entries()) {
    const head = heads[index] ?? null;
    const last = turns.at(-1);
    if (head !== null)
      turns.push({ speaker: head.speaker, text: head.text, startMs: head.startMs, endMs: null });
    else if (last !== undefined && line !== '') last.text = `${last.text} ${line}`.trim();
  }
  return turns.filter(({ text }) => text !== '');
}

function paragraphTurns(lines: readonly string[]): FileTurn[] {
  return lines
    .join('\n')
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .filter((text) => text !== '')
    .map((text) => ({ speaker: 'Unknown speaker', text, startMs: null, endMs: null }));
}
