import type { FileEntry } from './file-meeting.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readSrt, readWebVtt } from './read-subtitles.ts';
import { readText } from './read-text.ts';

/** What a file of recorded meetings may be: many meetings in JSON lines, or one in any other format. */
export type MeetingFileFormat = 'json-lines' | 'webvtt' | 'srt' | 'text';

/**
 * What stands where bytes were no text: where an encoding was guessed for those of a program or an archive, they come out
 * as control characters.
 */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const NO_TEXT = /[\u{0}-\u{8}\u{E}-\u{1F}\u{7F}-\u{9F}\u{FFFD}]/gu;
const MOST_NO_TEXT = 0.01;

/** The meetings of a file, each with its line; what cannot be read is an entry with its reason, never an exception. */
export function readMeetingFile(content: string, format: MeetingFileFormat): FileEntry[] {
  const text = content.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/gu, '\n');
  if (format === 'json-lines') return readJsonLines(text).map(withSpeakers);
  if (isNoText(text)) {
    return [
      {
        line: 1,
        reason: 'The file holds bytes that are no text: save it as plain text (UTF-8) and import it again.',
      },
    ];
  }
  const entry = format === 'text' ? readText(text) : format === 'srt' ? readSrt(text) : readWebVtt(text);
  return [withSpeakers(entry)];
}

function isNoText(text: string): boolean {
  return (text.match(NO_TEXT)?.length ?? 0) > text.length * MOST_NO_TEXT;
}

/** Where a file does not say who took part, those who spoke did. */
function withSpeakers(entry: FileEntry): FileEntry {
  if (!('meeting' in entry) || (entry.meeting.participants ?? []).length > 0) return entry;
  const names = [...new Set(entry.meeting.turns.map(({ speaker }) => speaker))];
  const participants = names
    .filter((name) => name.trim() !== '' && name !== 'Unknown speaker')
    .map((name) => ({ name }));
  return { line: entry.line, meeting: { ...entry.meeting, participants } };
}
