import { items } from '@handrail/client';
import {
  MEETING_LINE_EXAMPLE,
  MEETING_LINE_KEYS,
  getMeeting,
  listMeetingImports,
  listMeetings,
  listMeetingSources,
  undoMeetingImport,
} from '@handrail/contract';
import type { Meeting } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { checkId, findAccountId, findMeetingId } from '../find-named.ts';
import { formatMeeting } from '../format-meeting.ts';
import { IMPORT_COLUMNS } from '../import-columns.ts';
import { importFiles } from '../import-files.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { MEETING_COLUMNS } from '../meeting-columns.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { addMeetingActs } from './meeting-acts.ts';

interface MeetingListOptions extends ListOptions {
  readonly account?: string;
  readonly search?: string;
  readonly attribution?: Meeting['attribution'];
}

/** `meetings list | show | import | hold | send | withdraw | restore-part | place | imports | undo-import | sources`. */
export function addMeetingsCommands(program: Command, addAction: AddAction): void {
  const meetings = program.command('meetings').description('meetings, their summaries and transcripts');
  const list = withListOptions(meetings.command('list').description('all meetings, newest first'))
    .option('--account <account>', 'only of this account (our id, Gainsight id or exact name)')
    .option('--search <text>', 'only with this text in the title')
    .addOption(
      new Option('--attribution <state>', 'only in this state of attribution').choices([
        'pending',
        'attributed',
        'review',
        'none',
      ]),
    );
  addAction(list, async (context, options: MeetingListOptions) => {
    const { search, attribution } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(options.account === undefined ? {} : { accountId: await findAccountId(context, options.account) }),
      ...(search === undefined ? {} : { search }),
      ...(attribution === undefined ? {} : { attribution }),
    };
    const all = items(await context.client(), listMeetings, query, { signal: context.signal });
    return printList(context, all, MEETING_COLUMNS, options);
  });
  const show = meetings
    .command('show <meeting>')
    .description('one meeting, by our id, the recorder’s id or reference, or its exact title')
    .option('--transcript', 'the transcript too (--json always has it)');
  addAction(show, async (context, meant: string, options: { readonly transcript?: boolean }) => {
    const id = await findMeetingId(context, meant);
    const meeting = await context.call(getMeeting, { params: { id } });
    context.out(
      context.json
        ? formatJson(meeting)
        : formatMeeting(meeting, { transcript: options.transcript === true }),
    );
    return EXIT.done;
  });
  const add = meetings
    .command('import <file...>')
    .description(
      'import meetings from files of JSON lines, WebVTT, SRT or text with speakers; the same content twice changes nothing',
    )
    .option('--account <account>', 'they all belong to this account (our id, Gainsight id or exact name)')
    .option(
      '--started-at <instant>',
      'when the meeting was held, where the file does not say (e.g. 2026-11-03T09:00:00Z)',
    )
    .addHelpText(
      'after',
      `\nA line of JSON lines, which may stand in a list as well:\n  ${MEETING_LINE_EXAMPLE}\n${MEETING_LINE_KEYS.map(([key, holds]) => `  ${key}: ${holds}\n`).join('')}`,
    );
  addAction(
    add,
    async (
      context,
      files: string[],
      { account, startedAt }: { readonly account?: string; readonly startedAt?: string },
    ) =>
      importFiles(context, files, {
        ...(account === undefined ? {} : { accountId: await findAccountId(context, account) }),
        ...(startedAt === undefined ? {} : { startedAt }),
      }),
  );
  addMeetingActs(meetings, addAction);
  addSourceCommands(meetings, addAction);
}

/** What is held of each source, and what was imported. */
function addSourceCommands(meetings: Command, addAction: AddAction): void {
  const sources = meetings
    .command('sources')
    .description('what is held of each source, and how many meetings each rule keeps out');
  addAction(sources, async (context) => {
    const reply = await context.call(listMeetingSources, {});
    const lines = reply.items.map(
      ({ source, meetings: held, awaiting, excluded, gone }) =>
        `${source}  ${held} held · ${awaiting} await their transcript · ${gone} gone at the recorder\n${excluded
          .map(({ meetings: out, ruleInWords }) => `  ${out} kept out by ${plainText(ruleInWords)}\n`)
          .join('')}`,
    );
    context.out(context.json ? formatJson(reply) : lines.join(''));
    return EXIT.done;
  });
  const imports = withListOptions(
    meetings.command('imports').description('files of meetings that were imported, newest first'),
  );
  addAction(imports, async (context, options: ListOptions) => {
    const query = { limit: PAGE_SIZE_ITEMS };
    const all = items(await context.client(), listMeetingImports, query, { signal: context.signal });
    return printList(context, all, IMPORT_COLUMNS, options);
  });
  const undo = meetings
    .command('undo-import <id>')
    .description('take away the meetings that an import brought, their Timeline entries included');
  addAction(undo, async (context, id: string) => {
    const reply = await context.call(undoMeetingImport, {
      params: { id: checkId('import', id, 'handrail meetings imports') },
    });
    context.out(context.json ? formatJson(reply) : `${reply.removed} meetings taken away.\n`);
    return EXIT.done;
  });
}
