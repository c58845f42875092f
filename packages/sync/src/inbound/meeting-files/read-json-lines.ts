import { toFileEntry } from './file-meeting.ts';
import type { FileEntry } from './file-meeting.ts';

/** Meetings of JSON lines, one a line; blank lines are passed over. */
export function readJsonLines(content: string): FileEntry[] {
  return content
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1)]));
}

function readLine(line: string, number: number): FileEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { line: number, reason: 'The line is not JSON.' };
  }
  return toFileEntry(number, value);
}
