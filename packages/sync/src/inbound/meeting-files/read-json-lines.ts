import { toFileEntry } from './file-meeting.ts';
import type { FileEntry } from './file-meeting.ts';

/**
 * Meetings of JSON lines, one a line; blank lines are passed over. A file that is one list of meetings is taken as well,
 * and so is one meeting over several lines: an entry has its place in the list then.
 */
export function readJsonLines(content: string): FileEntry[] {
  const whole = readWhole(content);
  if (whole !== undefined) return whole;
  return content
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1)]));
}

/** Of a file that is JSON as a whole; undefined for any other. */
function readWhole(content: string): FileEntry[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return [toFileEntry(1, value)];
  return value.map((one: unknown, index) => {
    const entry = toFileEntry(index + 1, one);
    return 'reason' in entry
      ? { ...entry, reason: `Meeting ${index + 1} of the list: ${entry.reason}` }
      : entry;
  });
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
