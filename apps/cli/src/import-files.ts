import { basename } from 'node:path';
import { importMeetings } from '@handrail/contract';
import type { Problem } from '@handrail/contract';
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

/** A quarter of what the server takes in one body: small enough to see progress, few enough calls. */
const MAX_PART_BYTES = 8 * 1024 * 1024;
const NOT_READ_YET = /\.(vtt|srt|txt)$/iu;

/**
 * Imports files of JSON lines, in parts, and prints the sum; refused lines are named and make it fail,
 * while all others are imported. Throws UsageError on formats that are not read.
 */
export async function importFiles(
  context: CommandContext,
  files: readonly string[],
  accountId: string | null,
): Promise<ExitCode> {
  const unread = files.find((file) => NOT_READ_YET.test(file));
  if (unread !== undefined) {
    throw new UsageError(
      `${unread} is not in a format that is read so far.`,
      'Give files of JSON lines: one meeting a line with id, title and turns of speaker and text.',
    );
  }
  const sum: Imported = { added: 0, changed: 0, unchanged: 0, refused: [], meetingIds: [] };
  for (const file of files) {
    for (const part of splitLines(await context.readText(file), MAX_PART_BYTES)) {
      const reply = await context.call(importMeetings, {
        body: {
          fileName: basename(file),
          format: 'json-lines',
          content: part.content,
          ...(accountId === null ? {} : { accountId }),
        },
      });
      sum.added += reply.added;
      sum.changed += reply.changed;
      sum.unchanged += reply.unchanged;
      sum.meetingIds.push(...reply.meetingIds);
      for (const { line, reason } of reply.refused) {
        sum.refused.push({ file, line: part.firstLine + line - 1, reason });
      }
      context.note(`${file}: ${formatNumber(sum.meetingIds.length)} meetings so far`);
    }
  }
  context.out(context.json ? formatJson(sum) : formatImported(sum));
  if (sum.refused.length === 0) return EXIT.done;
  context.complain(notAllImported(sum));
  return EXIT.failed;
}

function formatImported(sum: Imported): string {
  const counts = `${formatNumber(sum.added)} added, ${formatNumber(sum.changed)} changed, ${formatNumber(sum.unchanged)} unchanged, ${formatNumber(sum.refused.length)} refused\n`;
  return counts + sum.refused.map((row) => `${row.file}:${row.line}: ${plainText(row.reason)}\n`).join('');
}

function notAllImported(sum: Imported): Problem {
  return localProblem(
    `${formatNumber(sum.refused.length)} lines were refused; all others are imported.`,
    'cli_not_all_imported',
    'Mend the lines named above and import the file again: what is there already does not change.',
  );
}
