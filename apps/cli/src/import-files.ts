import { basename } from 'node:path';
import { decodeFile, importMeetings, meetingFileFormat } from '@handrail/contract';
import type { Problem, RequestOf } from '@handrail/contract';
import type { CommandContext } from './command-context.ts';
import { EXIT, UsageError } from './errors.ts';
import type { ExitCode } from './errors.ts';
import { localProblem } from './explain-error.ts';
import { formatJson } from './output.ts';
import { plainText } from './plain-text.ts';
import { splitLines } from './split-lines.ts';
import { formatNumber } from './table.ts';

interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  readonly refused: { file: string; line: number; reason: string }[];
  readonly meetingIds: string[];
}

/** Subtitles and texts never say it: they hold no address. */
const WAITS_IN_REVIEW =
  'What neither an address nor a rule places waits in Review: handrail meetings list --attribution review';

/** A quarter of what the server takes in one body: small enough to see progress, few enough calls. */
const MAX_PART_BYTES = 8 * 1024 * 1024;

/** What is known of the meetings of a file beside what it says itself. */
export interface ImportFacts {
  readonly accountId?: string;
  /** ISO instant with offset. */
  readonly startedAt?: string;
}

type Part = RequestOf<typeof importMeetings>['body'] & { readonly firstLine: number };

/**
 * Imports files of recorded meetings, JSON lines in parts and others whole, and prints the sum; what is refused is named
 * and makes it fail, while all others are imported. Throws UsageError on a file whose name ends in no known format.
 */
export async function importFiles(
  context: CommandContext,
  files: readonly string[],
  facts: ImportFacts,
): Promise<ExitCode> {
  const unread = files.find((file) => meetingFileFormat(file) === null);
  if (unread !== undefined) {
    throw new UsageError(
      `The name of ${unread} ends in no format that is read.`,
      'Give files of JSON lines (.jsonl, .ndjson, .json), WebVTT (.vtt), SRT (.srt) or text with speakers (.txt).',
    );
  }
  const sum: Imported = { added: 0, changed: 0, unchanged: 0, refused: [], meetingIds: [] };
  for (const file of files) {
    for (const { firstLine, ...body } of partsOf(file, decodeFile(await context.readBytes(file)), facts)) {
      const reply = await context.call(importMeetings, { body });
      sum.added += reply.added;
      sum.changed += reply.changed;
      sum.unchanged += reply.unchanged;
      sum.meetingIds.push(...reply.meetingIds);
      for (const { line, reason } of reply.refused) {
        sum.refused.push({ file, line: firstLine + line - 1, reason });
      }
      context.note(`${file}: ${counted(sum.meetingIds.length, 'meeting')} so far`);
    }
  }
  context.out(context.json ? formatJson(sum) : formatImported(sum));
  if (facts.accountId === undefined && sum.added > 0) context.note(WAITS_IN_REVIEW);
  if (sum.refused.length === 0) return EXIT.done;
  context.complain(notAllImported(sum));
  return EXIT.failed;
}

/** A file of JSON lines can be cut at any line; a list of meetings cannot, and any other is one meeting. */
function partsOf(file: string, content: string, facts: ImportFacts): Part[] {
  const format = meetingFileFormat(file) ?? 'json-lines';
  const isCut = format === 'json-lines' && !content.trimStart().startsWith('[');
  const parts = isCut ? splitLines(content, MAX_PART_BYTES) : [{ content, firstLine: 1 }];
  return parts.map((part) => ({ fileName: basename(file), format, ...facts, ...part }));
}

function formatImported(sum: Imported): string {
  const counts = `${formatNumber(sum.added)} added, ${formatNumber(sum.changed)} changed, ${formatNumber(sum.unchanged)} unchanged, ${formatNumber(sum.refused.length)} refused\n`;
  return counts + sum.refused.map((row) => `${row.file}:${row.line}: ${plainText(row.reason)}\n`).join('');
}

function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function notAllImported(sum: Imported): Problem {
  return localProblem(
    `${counted(sum.refused.length, 'line')} ${sum.refused.length === 1 ? 'was' : 'were'} refused; all others are imported.`,
    'cli_not_all_imported',
    'Mend the lines named above and import the file again: what is there already does not change.',
  );
}
